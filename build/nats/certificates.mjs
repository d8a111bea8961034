/** The certificates of one point's exchange: a root of its own, and the server's, signed by it. */
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

/** What kiosks expect in the certificate, whatever the address: see core/fleet/link.ts. */
const SERVER_NAME = 'dong-hanh-exchange';

/**
 * Makes a root and a server certificate. The root's key is thrown away: nobody can sign another
 * server for these machines.
 * @returns {Promise<{ ca: string, certificate: string, key: string }>} PEM texts
 */
export async function makeCertificates() {
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
      { name: 'subjectAltName', altNames: [{ type: 2, value: SERVER_NAME }] },
    ],
  });
  return { ca: root.cert, certificate: server.cert, key: server.private };
}
