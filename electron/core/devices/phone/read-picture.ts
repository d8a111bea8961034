/** Reads a picture's bytes as they come, and never more than allowed. */
import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../../contract/result';
import type { PhoneLimits } from './limits';

/**
 * Reads the body. Its announced length has been checked; what comes beyond it ends the reading.
 * Fails with PHONE_PICTURE_CUT when the phone goes away, stops for too long or sends fewer bytes
 * than it said.
 */
export function readPicture(
  request: IncomingMessage,
  announcedBytes: number,
  limits: PhoneLimits,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  return new Promise((resolve) => {
    // Memory of its own: it is handed to another thread.
    const bytes = new Uint8Array(announcedBytes);
    let received = 0;
    let silence: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (result: Result<Uint8Array<ArrayBuffer>>) => {
      // A whole request is closed, too: by then the bytes are somebody else's.
      if (settled) return;
      settled = true;
      clearTimeout(silence);
      clearTimeout(whole);
      request.off('data', take);
      if (!result.ok) bytes.fill(0);
      resolve(result);
    };
    const cut = () => settle(err('PHONE_PICTURE_CUT'));
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(cut, limits.pictureSilenceMs);
    };
    const take = (piece: Buffer) => {
      if (received + piece.byteLength > announcedBytes) return cut();
      bytes.set(piece, received);
      received += piece.byteLength;
      wait();
    };
    const whole = setTimeout(cut, limits.pictureMs);
    wait();
    request.on('data', take);
    request.once('end', () => (received === announcedBytes ? settle(ok(bytes)) : cut()));
    request.once('close', cut);
    request.once('error', cut);
  });
}
