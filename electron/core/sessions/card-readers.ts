/** Scans of the attached readers, taken into the session on screen and into no other. */
import { sheetOpen } from '../assist/officer';
import { scanOnSheet } from '../assist/officer-answer';
import type { ReaderHub } from '../devices/barcode/reader-hub';
import type { Kiosk } from '../kiosk/kiosk';
import { readCard } from './identify';

/** Screens on which a scan means "this is my card". */
const SCREENS = new Set(['identify', 'cardConfirm']);

/**
 * Takes every whole scan as a card while a screen that reads cards shows, or an officer's sheet
 * that waits for somebody's; a scan at any other moment is nobody's and is dropped. Answers how to stop.
 */
export function followReaders(kiosk: Kiosk, hub: ReaderHub): () => void {
  return hub.onScan(({ text }) => {
    const session = kiosk.runtime.current();
    if (sheetOpen(kiosk)) {
      kiosk.touched();
      scanOnSheet(kiosk, text);
      return;
    }
    if (!session || !SCREENS.has(session.screen)) return;
    kiosk.touched();
    if (text.ok) void readCard(kiosk, text.value, 'card');
    else kiosk.runtime.dispatch(session.id, { type: 'CARD_REFUSED', failure: text.failure });
  });
}
