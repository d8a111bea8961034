/** Every delay of the camera in one place, with why it is what it is. */
export const CAMERA_TIMING = {
  /** A driver that has not opened a camera by then hangs: slow ones take 2-4 s. */
  openDeadlineMs: 10_000,
  /** An open camera that sends nothing for this long hangs; the slowest exposure takes below 1 s. */
  silenceMs: 5_000,
  /** Between two tries while a camera is unplugged or busy: not every system tells of a replug. */
  retryMs: 2_000,
  /** Between two looks for a code: feels immediate, leaves an old machine time to draw. */
  lookEveryMs: 60,
  /** Between two looks for the edges of a sheet: the outline follows a hand. */
  sheetEveryMs: 120,
  /** Advice stays at least this long, so that it can be read and heard. */
  hintHoldMs: 1_500,
  /** A missed outline is kept this long: one bad look must not make it flicker. */
  outlineHoldMs: 500,
  /** A driver's own still may never come; then the present picture is taken. */
  photoDeadlineMs: 3_000,
} as const;
