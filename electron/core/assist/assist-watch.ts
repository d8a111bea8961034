/**
 * Every second: raises a quiet call where a step has waited too long, and closes a panel nobody
 * helps at. Times are on the process's own clock, so setting the machine's clock changes nothing.
 */
import type { Kiosk } from '../kiosk/kiosk';
import { closePanel } from './assist-session';
import { raiseQuietCall } from './calls';
import { SHEET_RETURN_SECONDS, sheetOpen } from './officer';
import { forgetLateOfficer } from './officer-ahead';

/** Without input of the helper for this long the panel closes and the keyboard goes back. */
export const AUTO_RETURN_SECONDS = 60;
/** The panel says so this long before. */
const WARN_SECONDS = 15;
const SECOND_MS = 1_000;

export type AssistWatch = {
  /** What is done every second; tests call it with a clock of their own. */
  tick(): void;
  stop(): void;
};

/** Starts watching. `autoReturnSeconds` is shorter in tests only. */
export function watchAssist(kiosk: Kiosk, autoReturnSeconds = AUTO_RETURN_SECONDS): AssistWatch {
  const tick = () => {
    if (raiseQuietCall(kiosk)) kiosk.publish();
    forgetLateOfficer(kiosk);
    const { panel } = kiosk.state;
    if (!panel) return;
    const quietMs = kiosk.monotonicMs() - panel.inputAtMs;
    const onSheet = sheetOpen(kiosk);
    // With an officer at work the resident need not touch anything.
    if (onSheet) kiosk.touched();
    const afterSeconds = onSheet ? SHEET_RETURN_SECONDS : autoReturnSeconds;
    const left = Math.ceil((afterSeconds * SECOND_MS - quietMs) / SECOND_MS);
    if (left <= 0) {
      closePanel(kiosk, 'quiet');
      return;
    }
    const shown = left <= WARN_SECONDS ? left : null;
    if (shown === panel.secondsLeft) return;
    panel.secondsLeft = shown;
    kiosk.publish();
  };
  const timer = setInterval(tick, SECOND_MS);
  timer.unref();
  return { tick, stop: () => clearInterval(timer) };
}
