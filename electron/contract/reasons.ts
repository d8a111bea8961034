/**
 * Every reason a call can fail for that a person may meet. Each has a sentence in
 * `assets/locales/{vi,en}/reasons.json` that says what to do next; a test holds the two together.
 */
import { z } from 'zod';

/** Reading a card's QR text. */
export const CARD_REASONS = [
  'CARD_EMPTY',
  'CARD_TOO_LONG',
  'CARD_NOT_A_CARD',
  'CARD_HALF_SCAN',
  'CARD_TWO_SCANS',
  'CARD_GARBLED',
  'CARD_HEALTH_INSURANCE',
  'CARD_BAD_NUMBER',
  'CARD_BAD_DATE',
  'CARD_FUTURE_BIRTH',
] as const;

/** A value typed into a field. */
export const FIELD_REASONS = [
  'FIELD_REQUIRED',
  'FIELD_TOO_LONG',
  'FIELD_BAD_CHARACTERS',
  'ID_TOO_SHORT',
  'ID_TOO_LONG',
  'ID_NOT_DIGITS',
  'ID_BAD_CENTURY',
  'ID_YEAR_MISMATCH',
  'ID_SEX_MISMATCH',
  'ID_PROVINCE_UNKNOWN',
  'PHONE_TOO_SHORT',
  'PHONE_TOO_LONG',
  'PHONE_NOT_DIGITS',
  'PHONE_BAD_PREFIX',
  'PHONE_OLD_11_DIGITS',
  'PHONE_LANDLINE',
  'DATE_INCOMPLETE',
  'DATE_IMPOSSIBLE',
  'DATE_IN_FUTURE',
  'DATE_IN_PAST',
  'DATE_TOO_FAR',
  'NUMBER_NOT_WHOLE',
  'NUMBER_TOO_SMALL',
  'NUMBER_TOO_LARGE',
  'EMAIL_BAD',
  'CHOICE_UNKNOWN',
  'ADDRESS_INCOMPLETE',
  'NAME_BAD_CHARACTERS',
  'LIST_TOO_LONG',
] as const;

/** A file or page given as a paper. */
export const FILE_REASONS = [
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'FILE_KIND_UNKNOWN',
  'FILE_HEIC',
  'FILE_PDF_DAMAGED',
  'FILE_PDF_PASSWORD',
  'FILE_IMAGE_DAMAGED',
  'FILE_TOO_MANY_PAGES',
  'FILE_TOO_MANY_PIXELS',
  'FILE_PROCESSING_FAILED',
  'CARD_NOT_FOUND',
  'COMPONENT_TOO_LARGE',
  'SCANNER_NONE',
  'SCANNER_FAILED',
  'SCANNER_EMPTY',
  'SCANNER_JAM',
  'SCANNER_DOUBLE_FEED',
  'SCANNER_COVER_OPEN',
  'SCANNER_BUSY',
  'SCANNER_UNPLUGGED',
  'PHONE_NO_NETWORK',
  'PHONE_NETWORK_LOST',
  'PHONE_TIMED_OUT',
  'PHONE_WORDS_DIFFER',
  'PHONE_TAKEN',
  'PHONE_CLOSED',
  'PHONE_PICTURES_ENOUGH',
  'PHONE_PICTURE_CUT',
  'SCANNER_ADDRESS_BAD',
] as const;

/** Portals, accounts, submission and look-up. */
export const PORTAL_REASONS = [
  'PORTAL_UNREACHABLE',
  'PORTAL_SLOW',
  'PORTAL_BAD_ANSWER',
  'PORTAL_REFUSED',
  'ACCOUNT_EXISTS',
  'ACCOUNT_CODE_WRONG',
  'ACCOUNT_CODE_EXPIRED',
  'ACCOUNT_CODE_TOO_MANY',
  'PASSWORD_WEAK',
  'LOOKUP_BAD_NUMBER',
  'LOOKUP_NOT_FOUND',
  'LOOKUP_STILL_QUEUED',
] as const;

/** The session itself, storage and the machine. */
export const SESSION_REASONS = [
  'SESSION_NONE',
  'SESSION_WRONG_STEP',
  'SESSION_STALE',
  'ASK_RESIDENT',
  'PAPERS_HIDDEN',
  'PRACTISE_SAMPLE_ONLY',
  'PRACTISE_STAYS_HERE',
  'RESUME_WRONG_DIGITS',
  'PROCEDURE_UNKNOWN',
  'CONSENT_NEEDED',
  'DECLARATION_NEEDED',
  'ANSWERS_MISSING',
  'PAPERS_MISSING',
  'STORAGE_FULL',
  'STORAGE_FAILED',
  'STORAGE_SET_ASIDE',
  'KEYSTORE_WEAK',
  'CLOCK_SET_BACK',
  'PACK_BROKEN',
  'POINT_BROKEN',
  'CAMERA_NONE',
  'CAMERA_DENIED',
  'PRINTER_NONE',
  'PRINTER_FAILED',
  'PRINTER_PAPER_OUT',
  'PRINTER_JAM',
  'PRINTER_COVER_OPEN',
  'PRINTER_PAUSED',
  'PRINTER_REJECTING',
  'PRINTER_OFFLINE',
  'PRINTER_INK_OUT',
  'PRINTER_BUSY',
  'PRINTER_HANG',
  'PRINTER_KEEPS_FILES',
  'SAVE_FAILED',
  'SPEECH_NONE',
  'UNEXPECTED',
] as const;

/** Card and barcode readers. */
export const READER_REASONS = [
  'READER_NONE',
  'READER_OPENING',
  'READER_UNPLUGGED',
  'READER_DENIED',
  'READER_BUSY',
  'READER_FAILED',
  'READER_KEYBOARD',
  'READER_DRIVER_MISSING',
] as const;

/** Those who help: their PINs, names and shifts. */
export const PEOPLE_REASONS = [
  'QUEUE_EMPTY',
  'PIN_BAD_SHAPE',
  'PIN_WEAK',
  'PIN_WRONG',
  'PIN_WAIT',
  'PIN_LOCKED',
  'HELPER_UNKNOWN',
  'NAME_TAKEN',
  'LAST_TECHNICIAN',
  'NOT_ALLOWED',
  'NO_HELPER',
  'SHIFT_REASON_NEEDED',
  'SHEET_FIELDS_MISSING',
  'SHEET_NO_PERSON',
] as const;

/** The exchange between machines, and help by phone over it. */
export const EXCHANGE_REASONS = [
  'EXCHANGE_BROKEN',
  'REMOTE_NO_EXCHANGE',
  'REMOTE_CODE_WRONG',
  'REMOTE_CODE_LOCKED',
  'REMOTE_CODE_GONE',
  'REMOTE_BUSY',
  'REMOTE_NO_ANSWER',
] as const;

export const REASONS = [
  ...CARD_REASONS,
  ...FIELD_REASONS,
  ...FILE_REASONS,
  ...PORTAL_REASONS,
  ...SESSION_REASONS,
  ...READER_REASONS,
  ...PEOPLE_REASONS,
  ...EXCHANGE_REASONS,
] as const;

export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

/**
 * An expected failure: a reason code and the numbers its sentence needs (for instance how many
 * digits are missing). Never personal data: details may be logged.
 */
export const Failure = z.object({
  reason: Reason,
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Failure = z.infer<typeof Failure>;
