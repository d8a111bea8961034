/** The calls of the dialog that takes photos of papers. */
import { implement } from '@orpc/server';
import { cameraContract } from '../../contract/camera';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers for `kiosk`. */
export function createCameraRouter(kiosk: Kiosk) {
  const os = implement(cameraContract);
  return os.router({
    open: os.open.handler(() => outcome(() => kiosk.camera.open())),
    close: os.close.handler(() => outcome(() => kiosk.camera.close())),
  });
}
