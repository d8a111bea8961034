/** What a paper is made of: pages as pictures, and what the resident did to them. */

/**
 * One page as it is kept: an upright JPEG without metadata. `dpi` only when the scan or the PDF
 * says how large the paper is; a photo does not know.
 */
export type PageSource = { kind: 'image'; bytes: Uint8Array; dpi?: number };

/**
 * Quarter turns clockwise first, then the part to keep, in fractions (0 to 1) of the turned
 * picture.
 */
export type PageEdits = {
  rotate: 0 | 90 | 180 | 270;
  crop?: { x: number; y: number; width: number; height: number };
};

export type Page = { source: PageSource; edits: PageEdits };

/** Advice, never a refusal. */
export type PageQuality = 'clear' | 'blurred' | 'dark' | 'blank';

/** A page as intake hands it over, with the size of its picture in pixels. */
export type IntakePage = {
  source: PageSource;
  width: number;
  height: number;
  quality: PageQuality;
};

export type RenderPurpose = 'thumbnail' | 'preview';

/** A picture for the screen, size in pixels. */
export type RenderedPage = { jpeg: Uint8Array; width: number; height: number };

/** One component as it is sent. `dpi` is the lowest resolution of its pages. */
export type AssembledPaper = { pdf: Uint8Array; bytes: number; dpi: number; pages: number };

/** Pages done of all pages of the running job. */
export type Progress = { done: number; total: number };
