/**
 * Lists and limits that the page takes as values. They stand apart from the shapes of calls, so that
 * the page does not load the library that checks shapes: only the core checks.
 */

/** Bytes of one piece of a file on its way to the core. */
export const UPLOAD_CHUNK_BYTES = 256 * 1_024;
/** Longest text any field accepts, in UTF-16 units. A whole hand-written page is about 2,000. */
export const MAX_TEXT_LENGTH = 2_000;

/** Who may work at a point besides residents. */
export const ROLES = ['volunteer', 'areaOfficer', 'wardOfficer', 'technician'] as const;

/** How much help was needed: tự làm, chỉ dẫn, cùng điền, làm hộ. */
export const LEVELS = ['self', 'guided', 'together', 'onBehalf'] as const;

/** Digits of a helper's PIN. */
export const PIN_DIGITS = 6;

/** Why somebody works outside the opening hours; a fixed list, so that it can hold no person. */
export const OUTSIDE_REASONS = [
  'manyResidents',
  'appointment',
  'campaign',
  'preparing',
  'repair',
  'training',
  'other',
] as const;

/** Why a whole dossier was entered for somebody; the person said so aloud and pressed. */
export const MANDATE_REASONS = [
  'cannotSee',
  'cannotUseHands',
  'cannotRead',
  'noTime',
  'policeHandover',
  'other',
] as const;

/** Who at home can do it the next time. */
export const CAN_DO = ['self', 'spouse', 'child', 'grandchild', 'neighbour', 'notYet'] as const;
