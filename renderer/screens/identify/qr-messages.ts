/** Between the camera view and its worker: one picture there, one answer back. */
export interface QrRequest {
  readonly bitmap: ImageBitmap;
}

export interface QrAnswer {
  /** The text of the code, or null when none was found. */
  readonly text: string | null;
}
