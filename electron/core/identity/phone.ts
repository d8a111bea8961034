/** Vietnamese telephone numbers as people write them. */
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';

const COUNTRY_CODE = '84';

/** Digits of a mobile number with its leading 0, since 2018. */
const MOBILE_LENGTH = 10;

/** Digits of a landline with its leading 0, since the renumbering of 2017: 02 and nine more. */
const LANDLINE_LENGTH = 11;

/**
 * Mobile prefixes before the renumbering of 15 September 2018 and what they became (plan of the
 * Ministry of Information and Communications under Circular 22/2014/TT-BTTTT as amended).
 */
const PREFIXES_OF_2018: ReadonlyMap<string, string> = new Map([
  ['0120', '070'],
  ['0121', '079'],
  ['0122', '077'],
  ['0123', '083'],
  ['0124', '084'],
  ['0125', '085'],
  ['0126', '076'],
  ['0127', '081'],
  ['0128', '078'],
  ['0129', '082'],
  ['0162', '032'],
  ['0163', '033'],
  ['0164', '034'],
  ['0165', '035'],
  ['0166', '036'],
  ['0167', '037'],
  ['0168', '038'],
  ['0169', '039'],
  ['0186', '056'],
  ['0188', '058'],
  ['0199', '059'],
]);

/** A telephone number ready to store (`e164`) and to show (`national`, digits with the 0). */
export type PhoneNumber = { e164: string; national: string; kind: 'mobile' | 'landline' };

/**
 * Reads a telephone number in any spelling: 0901234567, 090 123 45 67, +84 90…, 0084…, 84…,
 * with dots, hyphens and brackets. Any number of the form 0 [3 5 7 8 9] and 8 digits passes: new
 * ranges open faster than lists of them (see {@link isInKnownRange}).
 *
 * @param options `landlineAllowed`: codes by SMS do not reach a landline, so it is off by default
 * @returns the number, or FIELD_REQUIRED, PHONE_NOT_DIGITS, PHONE_TOO_SHORT `{ missing }`,
 * PHONE_TOO_LONG `{ extra }`, PHONE_BAD_PREFIX, PHONE_LANDLINE, PHONE_OLD_11_DIGITS
 * `{ oldPrefix, newPrefix }` ({@link modernMobileNumber} gives the whole number; it is not in the
 * details because those may be logged)
 */
export function readPhone(
  text: string,
  options: { landlineAllowed?: boolean } = {},
): Result<PhoneNumber> {
  if (text.trim() === '') return err('FIELD_REQUIRED');
  const national = nationalDigits(text);
  if (national === undefined) return err('PHONE_NOT_DIGITS');
  if (national.startsWith('02')) return readLandline(national, options.landlineAllowed ?? false);
  const old = oldPrefix(national);
  if (old) return err('PHONE_OLD_11_DIGITS', old);
  if (!/^0(?:$|[35789])/.test(national)) return err('PHONE_BAD_PREFIX');
  const difference = national.length - MOBILE_LENGTH;
  if (difference < 0) return err('PHONE_TOO_SHORT', { missing: -difference });
  if (difference > 0) return err('PHONE_TOO_LONG', { extra: difference });
  return ok(toPhoneNumber(national, 'mobile'));
}

/**
 * The present number of an 11-digit mobile number from before 2018, to offer as a correction.
 *
 * @returns 10 digits with the leading 0, or undefined when the text is not such a number
 */
export function modernMobileNumber(text: string): string | undefined {
  const national = nationalDigits(text);
  const old = national === undefined ? undefined : oldPrefix(national);
  return national !== undefined && old ? old.newPrefix + national.slice(4) : undefined;
}

/**
 * Whether a mobile number lies in a range that Google's metadata knows. A number outside is likely
 * a typing error but may be a new range: ask the resident to look again, do not refuse. Loads the
 * metadata on first use.
 */
export async function isInKnownRange(phone: PhoneNumber): Promise<boolean> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  return parsePhoneNumberFromString(phone.e164)?.isValid() ?? false;
}

/** The digits with the national 0 in front, or undefined when other characters are among them. */
function nationalDigits(text: string): string | undefined {
  const compact = text.normalize('NFKC').replace(/[\s.\-–()/]+/gu, '');
  const international = /^(?:\+|00)84(\d*)$/.exec(compact);
  if (international) return `0${(international[1] ?? '').replace(/^0/, '')}`;
  if (!/^\d+$/.test(compact)) return /^\+\d+$/.test(compact) ? compact.slice(1) : undefined;
  // Without a plus only a complete number shows that its 84 is the country: 084… is a prefix too.
  const bare = /^84([235789]\d{8,9})$/.exec(compact);
  return bare ? `0${bare[1]}` : compact;
}

function oldPrefix(national: string): { oldPrefix: string; newPrefix: string } | undefined {
  const newPrefix = PREFIXES_OF_2018.get(national.slice(0, 4));
  return national.length === MOBILE_LENGTH + 1 && newPrefix
    ? { oldPrefix: national.slice(0, 4), newPrefix }
    : undefined;
}

function readLandline(national: string, allowed: boolean): Result<PhoneNumber> {
  if (!allowed) return err('PHONE_LANDLINE');
  const difference = national.length - LANDLINE_LENGTH;
  // Some special landlines have one digit less.
  if (difference < -1) return err('PHONE_TOO_SHORT', { missing: -difference });
  if (difference > 0) return err('PHONE_TOO_LONG', { extra: difference });
  return ok(toPhoneNumber(national, 'landline'));
}

function toPhoneNumber(national: string, kind: PhoneNumber['kind']): PhoneNumber {
  return { e164: `+${COUNTRY_CODE}${national.slice(1)}`, national, kind };
}
