import { describe, expect, it } from 'vitest';
import { readTestSwitches } from './test-switches';

const FAULTS = '[{"kind":"error500","service":"login","count":1}]';

describe('readTestSwitches', () => {
  it('switches nothing outside a test', () => {
    expect(
      readTestSwitches({ KIOSK_PRACTICE_FAULTS: FAULTS, KIOSK_PRACTICE_CODE_SECONDS: '1' }),
    ).toEqual({});
  });

  it('takes the faults and the life of a code in a test', () => {
    const switches = readTestSwitches({
      KIOSK_TEST: '1',
      KIOSK_PRACTICE_FAULTS: FAULTS,
      KIOSK_PRACTICE_CODE_SECONDS: '1',
    });
    expect(switches.accountCodeTtlSeconds).toBe(1);
    expect(switches.faults?.take('login')).toMatchObject({ kind: 'error500' });
    expect(switches.faults?.take('login')).toBeUndefined();
  });

  it('refuses a fault it does not know, so that no test passes for nothing', () => {
    const env = { KIOSK_TEST: '1', KIOSK_PRACTICE_FAULTS: '[{"kind":"error5OO"}]' };
    expect(() => readTestSwitches(env)).toThrow();
  });
});
