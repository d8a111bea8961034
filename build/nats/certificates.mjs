/** The certificates of one point's exchange: a root of its own, and the server's, signed by it. */
import { isIP } from 'node:net';
import selfsigned from 'selfsigned';

/**
 * Kiosks trust this one root and no other, so a lifetime protects nobody here: a machine whose clock
 * fell back to 2000 (an empty battery) must still reach the others. To change the certificates,
 * make the exchange anew. 2049 is the last year of UTCTime (RFC 5280 4.1.2.5.1).
 */
const LIFE = {
  notBeforeDate: new Date('2000-01-01T00:00:00Z'),
  notAfterDate: new Date('2049-12-31T00:00:00Z'),
  keyType: /** @type {const} */ ('ec'),
  algorithm: 'sha256',
};

/**
 * Makes a root and a server certificate. The root's key is thrown away: nobody can sign another
 * server for these machines.
 * @param {string[]} addresses names or IP addresses the kiosks reach the server at
 * @returns {Promise<{ ca: string, certificate: string, key: string }>} PEM texts
 */
export async function makeCertificates(addresses) {
  const root = await selfsigned.generate(
    [{ name: 'commonName', value: 'Dong Hanh exchange root' }],
    {
      ...LIFE,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, critical: true },
      ],
    },
  );
  const server = await selfsigned.generate([{ name: 'commonName', value: 'Dong Hanh exchange' }], {
    ...LIFE,
    ca: { key: root.private, cert: root.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: addresses.map((address) =>
          isIP(address) ? { type: 7, ip: address } : { type: 2, value: address },
        ),
      },
    ],
  });
  return { ca: root.cert, certificate: server.cert, key: server.private };
}
