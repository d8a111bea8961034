/** Between the camera view and its worker: one picture there, one answer back. */
import type { Light } from '../../camera/light';

export interface QrRequest {
  readonly frame: VideoFrame;
  /** The whole picture: its light is measured too. Otherwise the middle. */
  readonly whole: boolean;
}

/** A code that is there, read or not. */
export interface SeenCode {
  /** Mean length of a side, in pixels of the camera's picture. */
  readonly sidePx: number;
}

export interface QrAnswer {
  /** The text of the code, or null when none was read. */
  readonly text: string | null;
  /** A code that was found and could not be read. */
  readonly code: SeenCode | null;
  readonly light: Light | null;
}
