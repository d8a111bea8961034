/** Every limit of the work on papers, with its reason. */

const MEGABYTE_BYTES = 1024 * 1024;

/** Largest file taken in. The largest upload seen on a portal's own tools is 30 MB. */
export const MAX_FILE_BYTES = 30 * MEGABYTE_BYTES;

/** Pages of one PDF. More belongs at the counter: nobody checks 40 pages standing at a kiosk. */
export const MAX_PAGES_PER_FILE = 40;

/**
 * Pixels of one picture. The largest ordinary phone photo is 64 million; a small file that claims
 * more is a decompression bomb or a mistake.
 */
export const MAX_PICTURE_PIXELS = 70_000_000;

/** Pixels of one rasterised PDF page: A2 at 200 dpi is 15.5 million and takes 62 MB unpacked. */
export const MAX_PDF_PAGE_PIXELS = 20_000_000;

/** One PDF per component; portals take at most this much without trouble. */
export const MAX_COMPONENT_BYTES = 5 * MEGABYTE_BYTES;

/**
 * Lowest and highest resolution of what is sent, dots per inch. 200 is the floor for digitised
 * papers in Circular 02/2019/TT-BNV and Decree 30/2020/ND-CP (PDF, colour, 1:1).
 */
export const MIN_DPI = 200;
export const MAX_DPI = 300;

/** Longest side a kept page may have: A3 at 300 dpi. More only costs memory and disk. */
export const MAX_KEPT_EDGE_PX = 4_961;

/** JPEG quality of a kept page; the resident's edits and the final PDF are made from it. */
export const KEPT_JPEG_QUALITY = 90;

/** A job without a sign of life (a page done) for this long is given up. */
export const JOB_DEADLINE_MS = 30_000;

/** The worker and its decoders are unloaded after this long without a job (about 60 MB). */
export const WORKER_IDLE_MS = 20_000;

/** JavaScript heap of the worker. Pictures live outside it; this stops a runaway PDF. */
export const WORKER_HEAP_MB = 192;
