/**
 * When the page may use the camera: while the screen that reads cards shows, and beside papers
 * while the dialog for photos is open. Main asks nobody else. The camera itself is driven by the
 * page, so this gate is all of it that the core has.
 */
import { err, ok, type Result } from '../../../contract/result';
import type { ScreenName } from '../../../contract/view';

export type CameraGate = {
  /**
   * The dialog opens, beside papers or where a technician tries the camera. Resolves when main
   * knows; CAMERA_DENIED when main cannot be told.
   */
  open(place?: 'papers' | 'office'): Promise<Result<void>>;
  /** The dialog is closed. */
  close(): Promise<Result<void>>;
  /** Follows what is on the screen: with the screen of papers goes the dialog. */
  follow(screen: ScreenName): void;
};

/** Creates the gate; `tellMain` lets the page use the camera, or not. */
export function createCameraGate(tellMain: (allowed: boolean) => Promise<unknown>): CameraGate {
  let screen: ScreenName = 'welcome';
  let dialog = false;
  // Unknown at first: main may still hold what another core told it.
  let told: boolean | null = null;

  /** Answers whether main knows. */
  async function tell(): Promise<boolean> {
    const allowed =
      screen === 'identify' || (dialog && (screen === 'papers' || screen === 'office'));
    if (allowed === told) return true;
    told = allowed;
    try {
      await tellMain(allowed);
      return true;
    } catch {
      // Main is gone, or another try may reach it.
      told = null;
      return false;
    }
  }

  return {
    async open(place = 'papers') {
      if (screen !== place) return err('SESSION_WRONG_STEP');
      dialog = true;
      return (await tell()) ? ok(undefined) : err('CAMERA_DENIED');
    },
    async close() {
      dialog = false;
      await tell();
      return ok(undefined);
    },
    follow(shown) {
      if (screen !== shown) dialog = false;
      screen = shown;
      void tell();
    },
  };
}
