/** The calls to the machine, beside this page's own address. */
import type { Failure } from '../../electron/contract/reasons';
import type { Language } from './texts';

export type State = {
  words: readonly string[];
  confirmed: boolean;
  arrived: number;
  left: number;
  language: Language;
};

export type Answer<T> =
  | ({ ok: true } & T)
  | { ok: false; failure: Failure }
  /** Nothing came back: the Wi-Fi is gone, or the machine has closed the way. */
  | { ok: false; failure: null };

export type Taken = {
  quality: 'clear' | 'blurred' | 'dark' | 'blank';
  arrived: number;
  left: number;
};

/** A machine that does not answer by then is not there. */
const DEADLINE_MS = 8_000;

/** Asks for `name`; POST carries no body. */
export async function call(
  name: 'join' | 'state' | 'confirm' | 'differ' | 'active',
): Promise<Answer<State>> {
  try {
    const reply = await fetch(name, {
      method: name === 'state' ? 'GET' : 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return read(await reply.text(), reply.status);
  } catch {
    return { ok: false, failure: null };
  }
}

/** Sends a picture; `onShare` hears how much of it is out (0-1). */
export function sendPicture(
  picture: Blob,
  onShare: (share: number) => void,
): Promise<Answer<Taken>> {
  return new Promise((resolve) => {
    // fetch does not tell how far a body has got.
    const request = new XMLHttpRequest();
    request.open('POST', 'picture');
    request.setRequestHeader('Content-Type', picture.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request.responseText, request.status));
    request.onerror = () => resolve({ ok: false, failure: null });
    request.onabort = request.onerror;
    request.send(picture);
  });
}

function read<T>(body: string, status: number): Answer<T> {
  try {
    return JSON.parse(body) as Answer<T>;
  } catch {
    // Refused without a word: this page is not the one that was let in.
    const gone = status === 401 || status === 404 || status === 410;
    return { ok: false, failure: { reason: gone ? 'PHONE_CLOSED' : 'FILE_PROCESSING_FAILED' } };
  }
}
