/** The certificate of one opening of the panel. Its key is never on disk. */
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;

export type Certificate = {
  /** PEM. */
  key: string;
  cert: string;
  /** What phones see, and what the words are told from. */
  der: Uint8Array;
};

/** Makes a P-256 certificate for `address`, for server use only. */
export async function makeCertificate(address: string, now: Date): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'dong-hanh' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A phone's clock may be a day off; the key is gone long before the end.
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + 2 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  });
  return { key: made.private, cert: made.cert, der: new X509Certificate(made.cert).raw };
}
