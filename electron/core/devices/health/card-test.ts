/** "Thử thẻ": what may be said of a code that was held under a reader to try it. */
import type { CardTest } from '../../../contract/devices';
import type { Result } from '../../../contract/result';
import { recognise } from '../barcode/recognise';
import { garblingOf } from '../barcode/typed-text';

/**
 * Judges a scan. Its text is looked at and forgotten: of it only the kind of code, the number of
 * fields and what became of the letters go on.
 *
 * @param sampleCard text of the practice card, or null where there is none
 */
export function judgeCard(
  text: Result<string>,
  via: CardTest['via'],
  sampleCard: string | null,
  symbology?: string,
): CardTest {
  if (!text.ok) {
    const { reason } = text.failure;
    return { code: null, fields: 0, letters: 'none', reason, via, sample: false };
  }
  const letters = garblingOf(text.value);
  return {
    code: recognise(text.value, symbology),
    fields: text.value.includes('|') ? text.value.split('|').length : 1,
    letters,
    reason: letters === 'none' ? null : 'CARD_GARBLED',
    via,
    sample: sampleCard !== null && text.value.normalize('NFC').trim() === sampleCard,
  };
}

/** Whether the trial shows that the reader can be used: an ID card that came whole. */
export function isCardTestPassed({ code, reason }: CardTest): boolean {
  return code === 'idCard' && reason === null;
}
