/** Values of the sync interface: text, always; numbers are met in the wild and read as text. */
import { z } from 'zod';
import { fromWireDate } from './wire-date';

/** Text of at most `maxLength` UTF-16 units, brought to NFC; a JSON number is read as its digits. */
export function wireText(maxLength: number) {
  return z
    .union([z.string(), z.number().transform(String)])
    .transform((value) => value.normalize('NFC'))
    .pipe(z.string().max(maxLength));
}

/** Text of one of a few codes; `''` is only among them where the interface allows it empty. */
export function wireCode<const Codes extends readonly [string, ...string[]]>(codes: Codes) {
  return z.union([z.string(), z.number().transform(String)]).pipe(z.enum(codes));
}

/** `yyyyMMddHHmmss` of a day that exists. */
export const WireDate = wireText(14).refine((text) => fromWireDate(text) !== undefined, {
  message: 'not yyyyMMddHHmmss',
});

/** A date or nothing: what is not known is sent empty, never invented. */
export const WireDateOrEmpty = wireText(14).refine(
  (text) => text === '' || fromWireDate(text) !== undefined,
  { message: 'not yyyyMMddHHmmss or empty' },
);

/** Status codes 1 "Mới đăng ký" to 10 "Đã trả kết quả". */
export const STATUS_CODES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** The digits as the number the application uses inside. */
export type DossierStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** A status as a number, 1 to 10. */
export const DossierStatus = z
  .int()
  .min(1)
  .max(10)
  .transform((status) => status as DossierStatus);
