/** Tells codes apart, so that a wrong one is named instead of misread. */
import { readCardText } from '../../identity/card-qr';

export type CodeKind = 'idCard' | 'healthInsurance' | 'vietQr' | 'url' | 'other';

/** EMVCo merchant-presented QR: version "01" first, its CRC of four digits last. */
const EMV_QR = /^000201.*6304[0-9A-F]{4}$/isu;
/** Napas' application identifier, which makes such a code a VietQR. */
const NAPAS = 'A000000727';
const URL_START = /^(?:https?:\/\/|www\.)\S+$/iu;
/** AIM identifiers of codes with one dimension: EAN/UPC, Code 128, Code 39, interleaved 2 of 5. */
const ONE_DIMENSION = /^\][ECAI]/;

/**
 * Names a scanned code. A damaged, cut or doubled ID card is still an `idCard`: what is wrong with
 * it is `readCardText`'s to say. Never throws.
 *
 * @param text the decoded scan
 * @param symbology AIM identifier, where the reader tells it
 */
export function recognise(text: string, symbology?: string): CodeKind {
  const trimmed = text.trim();
  if (EMV_QR.test(trimmed)) return trimmed.includes(NAPAS) ? 'vietQr' : 'other';
  if (URL_START.test(trimmed)) return 'url';
  // A product number starts like a personal number; no card prints its number as a bar code alone.
  if (symbology && ONE_DIMENSION.test(symbology) && !trimmed.includes('|')) return 'other';
  const card = readCardText(trimmed);
  if (card.ok) return 'idCard';
  switch (card.failure.reason) {
    case 'CARD_HEALTH_INSURANCE':
      return 'healthInsurance';
    case 'CARD_EMPTY':
    case 'CARD_NOT_A_CARD':
    case 'CARD_TOO_LONG':
      return 'other';
    default:
      return 'idCard';
  }
}
