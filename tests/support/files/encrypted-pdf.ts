/**
 * Writes a one-page PDF under the standard security handler, revision 2 (RC4, 40 bits), as PDF
 * 1.7 (ISO 32000-1) 7.6.3 defines it. Weak on purpose: it only has to be refused.
 */
import { createHash } from 'node:crypto';

/** ISO 32000-1 7.6.3.3, algorithm 2, step (a). */
const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
/** 40 bits. */
const KEY_BYTES = 5;
/** Everything forbidden except viewing, as a signed 32-bit number. */
const PERMISSIONS = -64;

/** A PDF that needs the user password to open (none when it is empty). */
export function encryptedPdf(passwords: { user: string; owner: string }): Uint8Array {
  const fileId = md5(Buffer.from('giay mau'));
  const owner = rc4(md5(padded(passwords.owner)).subarray(0, KEY_BYTES), padded(passwords.user));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const key = md5(Buffer.concat([padded(passwords.user), owner, permissions, fileId])).subarray(
    0,
    KEY_BYTES,
  );
  const user = rc4(key, PADDING);

  const content = Buffer.from('BT /F1 24 Tf 72 720 Td (GIAY MAU) Tj ET', 'latin1');
  const sealed = rc4(objectKey(key, 4), content);
  const bodies = [
    text('<< /Type /Catalog /Pages 2 0 R >>'),
    text('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    text(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
        '/Resources << /Font << /F1 5 0 R >> >> >>',
    ),
    Buffer.concat([text(`<< /Length ${sealed.length} >>\nstream\n`), sealed, text('\nendstream')]),
    text('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    text(
      `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> ` +
        `/U <${user.toString('hex')}> /P ${PERMISSIONS} >>`,
    ),
  ];

  const parts = [text('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  bodies.forEach((body, index) => {
    const object = Buffer.concat([text(`${index + 1} 0 obj\n`), body, text('\nendobj\n')]);
    offsets.push(at);
    at += object.length;
    parts.push(object);
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const id = fileId.toString('hex');
  parts.push(
    text(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows.join('')}`),
    text(`trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R /Encrypt 6 0 R `),
    text(`/ID [<${id}> <${id}>] >>\nstartxref\n${at}\n%%EOF\n`),
  );
  return Uint8Array.from(Buffer.concat(parts));
}

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

function padded(password: string): Buffer {
  return Buffer.concat([text(password), PADDING]).subarray(0, PADDING.length);
}

function md5(data: Buffer): Buffer {
  return createHash('md5').update(data).digest();
}

/** Algorithm 1: the file's key, the object's number and generation 0. */
function objectKey(key: Buffer, objectNumber: number): Buffer {
  const tail = Buffer.from([objectNumber & 255, objectNumber >> 8, 0, 0, 0]);
  return md5(Buffer.concat([key, tail])).subarray(0, KEY_BYTES + 5);
}

/** Written out because current OpenSSL no longer offers it. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (a: number, b: number) => {
    const held = at(a);
    state[a & 255] = at(b);
    state[b & 255] = held;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  const out = Buffer.alloc(data.length);
  for (let n = 0, i = 0, j = 0; n < data.length; n += 1) {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    out[n] = (data[n] ?? 0) ^ at(at(i) + at(j));
  }
  return out;
}
