import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../contract/answers';
import type { Logic } from '../../contract/pack';
import { isTrue, logicData, renameVariables, rulesUse } from './logic';
import { CARD, HOME, POINT, TODAY } from './procedures.testing';

const holds = (rule: Logic, values: Record<string, FieldValue> = {}): boolean =>
  isTrue(rule, logicData(values, CARD, POINT, TODAY));

describe('isTrue', () => {
  it('compares dates, with each other and with constants', () => {
    const values = {
      from: { year: 2020, month: 3, day: 1 },
      to: { year: 2020, month: 12, day: 1 },
    };
    expect(holds({ '<': [{ var: 'answers.from' }, { var: 'answers.to' }] }, values)).toBe(true);
    expect(holds({ '>': [{ var: 'answers.from' }, '2020-03-02'] }, values)).toBe(false);
    expect(holds({ '<': [{ var: 'answers.from' }, { var: 'today' }] }, values)).toBe(true);
  });

  it('knows ages on the birthday and the day before', () => {
    const minor = { '<': [{ age: [{ var: 'answers.born' }] }, 18] };
    expect(holds(minor, { born: { year: 2008, month: 11, day: 21 } })).toBe(false);
    expect(holds(minor, { born: { year: 2008, month: 11, day: 22 } })).toBe(true);
    expect(holds({ '==': [{ age: [{ var: 'answers.born' }] }, null] })).toBe(true);
  });

  it('finds two addresses the same, and unknown ones never', () => {
    const same = { same: [{ var: 'answers.a' }, { var: 'answers.b' }] };
    expect(holds(same, { a: HOME, b: { ...HOME, decidedBy: 'typed' } })).toBe(true);
    expect(holds(same, { a: HOME, b: { ...HOME, detail: '13 Đường Mẫu' } })).toBe(false);
    expect(holds(same)).toBe(false);
  });

  it('sees card and point', () => {
    expect(holds({ '==': [{ var: 'card.sex' }, 'female'] })).toBe(true);
    expect(holds({ '==': [{ var: 'point.commune.name' }, 'Phường Giả Định'] })).toBe(true);
  });

  it.each<[Logic]>([
    [{ unknown_operation: [1] }],
    [{ some: [{ var: 'answers.a' }, { '==': [{ var: 'x.y' }, 1] }] }],
    [{ in: ['x', { var: 'answers.none' }] }],
    [{ age: [{ var: 'answers.a' }] }],
    [{ age: [] }],
    [{ 'a.b.c': [1] }],
  ])('is false and does not throw on %j', (rule) => {
    expect(holds(rule, { a: 'chữ' })).toBe(false);
  });

  it('has no condition when there is none', () => {
    expect(isTrue(undefined, logicData({}, undefined, POINT, TODAY))).toBe(true);
  });
});

describe('rules as data', () => {
  const rule = { and: [{ '==': [{ var: 'answers.a' }, 'x'] }, { '!': { var: ['answers.b', 0] } }] };

  it('lists what a rule uses', () => {
    const used = rulesUse(rule);
    expect([...used.variables]).toEqual(['answers.a', 'answers.b']);
    expect([...used.operations].sort()).toEqual(['!', '==', 'and', 'var']);
  });

  it('renames variables and nothing else', () => {
    expect(renameVariables(rule, (name) => name.replace('answers.', 'answers.p_'))).toEqual({
      and: [{ '==': [{ var: 'answers.p_a' }, 'x'] }, { '!': { var: ['answers.p_b', 0] } }],
    });
  });

  it('finds a rule that makes up its own variable names', () => {
    expect(rulesUse({ var: { var: 'answers.a' } }).operations).toContain('var with a rule as name');
  });
});
