/** Photos of papers by the machine's camera: it may be used only between these two calls. */
import { oc } from '@orpc/contract';
import { Outcome } from './outcome';

const act = oc.output(Outcome);

export const cameraContract = {
  /** The dialog for photos opens: answers when the camera may be used. Only beside papers. */
  open: act,
  close: act,
};
