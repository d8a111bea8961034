/** A network scanner's address as a technician types it. */

/** Path of the eSCL root on nearly every device (Mopria eSCL specification, TXT record `rs`). */
const USUAL_PATH = '/eSCL';
const LONGEST = 200;

/**
 * The base address for what was typed: "192.168.1.20", "may-quet.local:8080" or a whole
 * "http://…/eSCL", without a slash at the end. Undefined when it is no address of a scanner:
 * another scheme than http (devices' certificates are their own and prove nothing), or with a user,
 * a query or a fragment.
 */
export function scannerAddress(typed: string): string | undefined {
  const text = typed.normalize('NFC').trim();
  if (text === '' || text.length > LONGEST || /\s/.test(text)) return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') return undefined;
  if (url.search !== '' || url.hash !== '' || !/^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(url.hostname)) {
    return undefined;
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? USUAL_PATH : path}`;
}
