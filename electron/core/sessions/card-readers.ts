/** Scans of the attached readers, taken into the session on screen and into no other. */
import type { ReaderHub } from '../devices/barcode/reader-hub';
import type { Kiosk } from '../kiosk/kiosk';
import { readCard } from './identify';

/** Screens on which a scan means "this is my card". */
const SCREENS = new Set(['identify', 'cardConfirm']);

/**
 * Takes every whole scan as a card while a screen that reads cards shows; a scan at any other
 * moment is nobody's and is dropped. Answers how to stop.
 */
export function followReaders(kiosk: Kiosk, hub: ReaderHub): () => void {
  return hub.onScan(({ text }) => {
    const session = kiosk.runtime.current();
    if (!session || !SCREENS.has(session.screen)) return;
    kiosk.touched();
    if (text.ok) void readCard(kiosk, text.value, 'card');
    else kiosk.runtime.dispatch(session.id, { type: 'CARD_REFUSED', failure: text.failure });
  });
}
