/** E-mail addresses: a check for typing errors, not for existence. */
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 254 for the whole path. */
const MAX_LOCAL_LENGTH = 64;
const MAX_EMAIL_LENGTH = 254;

/** Dot-atoms of RFC 5322 in ASCII; quoted names exist on paper only. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Checks an e-mail address.
 *
 * @param text as typed; blanks around it are dropped
 * @returns the address with its domain in lower case, or FIELD_REQUIRED, EMAIL_BAD
 */
export function readEmail(text: string): Result<string> {
  const email = text.normalize('NFKC').trim();
  if (email === '') return err('FIELD_REQUIRED');
  if (email.length > MAX_EMAIL_LENGTH) return err('EMAIL_BAD');
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const labels = email.slice(at + 1).split('.');
  const domainIsGood =
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /^(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/.test(labels.at(-1) ?? '');
  if (at < 1 || local.length > MAX_LOCAL_LENGTH || !LOCAL.test(local) || !domainIsGood) {
    return err('EMAIL_BAD');
  }
  return ok(`${local}@${labels.join('.').toLowerCase()}`);
}
