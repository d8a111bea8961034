import { describe, expect, it } from 'vitest';
import { ASSETS_FOLDER } from '../../../tests/support/core-harness';
import type { Field } from '../../contract/pack';
import type { Address } from '../../contract/values';
import { openTexts } from '../kiosk/texts';
import { answerRows } from './rows';

const texts = openTexts(ASSETS_FOLDER);
const words = { vi: 'Nơi cư trú', en: 'Residence' };
const field: Field = {
  key: 'residence',
  type: 'address',
  label: words,
  question: words,
  required: true,
  ask: 'page',
  help: { means: words, mistakes: words, say: words },
};
const address: Address = {
  detail: '12 Đường Mẫu',
  commune: { code: '27043', name: 'Phường Đức Nhuận', table: '2025' },
  province: { code: '79', name: 'Thành phố Hồ Chí Minh', table: '2025' },
  decidedBy: 'exact',
};
const NEW = '12 Đường Mẫu, Phường Đức Nhuận, Thành phố Hồ Chí Minh';
const OLD = '12 Đường Mẫu, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh';

function textOf(value: Address): string | undefined {
  const answer = { value, origin: 'card' as const };
  const resolved = [{ field, visible: true, answer, prefilled: true, suggestions: [] }];
  return answerRows(resolved, texts)[0]?.text?.vi;
}

describe('an address in a list of answers', () => {
  it('shows the units of 2025 and the words of the card, so that the change can be confirmed', () => {
    expect(textOf({ ...address, original: OLD })).toBe(`${NEW} (trên thẻ ghi: ${OLD})`);
  });

  it('shows one line where nothing was changed', () => {
    expect(textOf({ ...address, original: NEW })).toBe(NEW);
    expect(textOf(address)).toBe(NEW);
  });
});
