/** The few texts of the page, in both languages, without the library that the kiosk's page uses. */
import en from '../../assets/locales/en/phone.json';
import {
  PHONE_CLOSED as enClosed,
  PHONE_PICTURE_CUT as enCut,
  FILE_IMAGE_DAMAGED as enDamaged,
  FILE_EMPTY as enEmpty,
  PHONE_PICTURES_ENOUGH as enEnough,
  STORAGE_FULL as enFull,
  FILE_HEIC as enHeic,
  FILE_TOO_LARGE as enLarge,
  FILE_TOO_MANY_PIXELS as enPixels,
  FILE_PROCESSING_FAILED as enProcessing,
  PHONE_TAKEN as enTaken,
} from '../../assets/locales/en/reasons.json';
import vi from '../../assets/locales/vi/phone.json';
import {
  PHONE_CLOSED as viClosed,
  PHONE_PICTURE_CUT as viCut,
  FILE_IMAGE_DAMAGED as viDamaged,
  FILE_EMPTY as viEmpty,
  PHONE_PICTURES_ENOUGH as viEnough,
  STORAGE_FULL as viFull,
  FILE_HEIC as viHeic,
  FILE_TOO_LARGE as viLarge,
  FILE_TOO_MANY_PIXELS as viPixels,
  FILE_PROCESSING_FAILED as viProcessing,
  PHONE_TAKEN as viTaken,
} from '../../assets/locales/vi/reasons.json';
import type { Failure } from '../../electron/contract/reasons';

export type Language = 'vi' | 'en';

const TEXTS: Record<Language, Record<string, string>> = { vi, en };

/** What can go wrong with a picture; everything else reads as FILE_PROCESSING_FAILED. */
const REASONS: Record<Language, Partial<Record<Failure['reason'], string>>> = {
  vi: {
    FILE_EMPTY: viEmpty,
    FILE_HEIC: viHeic,
    FILE_IMAGE_DAMAGED: viDamaged,
    FILE_PROCESSING_FAILED: viProcessing,
    FILE_TOO_LARGE: viLarge,
    FILE_TOO_MANY_PIXELS: viPixels,
    PHONE_CLOSED: viClosed,
    PHONE_PICTURE_CUT: viCut,
    PHONE_PICTURES_ENOUGH: viEnough,
    PHONE_TAKEN: viTaken,
    STORAGE_FULL: viFull,
  },
  en: {
    FILE_EMPTY: enEmpty,
    FILE_HEIC: enHeic,
    FILE_IMAGE_DAMAGED: enDamaged,
    FILE_PROCESSING_FAILED: enProcessing,
    FILE_TOO_LARGE: enLarge,
    FILE_TOO_MANY_PIXELS: enPixels,
    PHONE_CLOSED: enClosed,
    PHONE_PICTURE_CUT: enCut,
    PHONE_PICTURES_ENOUGH: enEnough,
    PHONE_TAKEN: enTaken,
    STORAGE_FULL: enFull,
  },
};

const filled = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The text of a key of phone.json, with its values put in. */
export function text(
  language: Language,
  key: `phone:${string}`,
  values: Record<string, string | number> = {},
): string {
  return filled(TEXTS[language][key.slice('phone:'.length)] ?? key, values);
}

/** The sentence of a failure: what to do next. */
export function sentence(language: Language, { reason, details }: Failure): string {
  // The general sentence offers PDFs, which a phone does not send here.
  if (reason === 'FILE_KIND_UNKNOWN') return text(language, 'phone:noPicture');
  const reasons = REASONS[language];
  return filled(reasons[reason] ?? reasons.FILE_PROCESSING_FAILED ?? '', details ?? {});
}
