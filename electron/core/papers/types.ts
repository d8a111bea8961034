/** What a paper is made of: pages as pictures, and what was decided about them. */
import type { PageAdvice, PageQuality, PageShape } from '../../contract/view';

export type { PageAdvice, PageQuality, PageShape };

/**
 * One page as it is kept: an upright JPEG without metadata. `dpi` only when the scan or the PDF
 * says how large the paper is; a photo does not know.
 */
export type PageSource = { kind: 'image'; bytes: Uint8Array; dpi?: number };

/** Where a picture comes from: a scanner's glass or feeder, a camera or phone, or a file as it is. */
export type Origin = 'scan' | 'photo' | 'file';

/**
 * The sheet is straightened out of the picture first, then come quarter turns clockwise, then the
 * part to keep, in fractions (0 to 1) of the turned sheet.
 */
export type PageEdits = {
  shape?: PageShape;
  rotate: 0 | 90 | 180 | 270;
  crop?: { x: number; y: number; width: number; height: number };
};

export type Page = { source: PageSource; edits: PageEdits };

/**
 * A page as intake hands it over, with the size of its picture in pixels. `edits` straighten it;
 * the picture itself is whole, so everything can be undone. `quality` and `advice` are never a
 * refusal.
 */
export type IntakePage = {
  source: PageSource;
  width: number;
  height: number;
  edits: PageEdits;
  quality: PageQuality;
  advice: PageAdvice[];
};

export type RenderPurpose = 'thumbnail' | 'preview';

/** A picture for the screen, size in pixels. */
export type RenderedPage = { jpeg: Uint8Array; width: number; height: number };

/** One component as it is sent. `dpi` is the lowest resolution of its pages. */
export type AssembledPaper = { pdf: Uint8Array; bytes: number; dpi: number; pages: number };

/** The paper's width in dots, and of them those in the middle that can be printed on. */
export type DotSize = { paperDots: number; dots: number };

/** A page as dots: one grey byte each, rows from the top. */
export type GreyDots = { width: number; height: number; grey: Uint8Array };

/** Pages done of all pages of the running job. */
export type Progress = { done: number; total: number };
