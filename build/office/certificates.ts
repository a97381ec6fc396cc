import { webcrypto } from 'node:crypto';
import 'reflect-metadata'; // before x509: its injection container asks for it while it loads
import * as x509 from '@peculiar/x509';

/** PEM texts of a server: what it shows, and the key (PKCS #8) with which it proves it. */
export interface ServerCertificate {
  certificate: string;
  key: string;
}

/** An office's own certificate authority. Its private key lives in this object alone and is never written anywhere. */
export interface OfficeCa {
  /** PEM of the CA certificate: what every client of the office trusts, and nothing else. */
  ca: string;
  /** A certificate for `localhost`, `127.0.0.1` and the given names (DNS names or IPv4 addresses); it lasts as long as the authority's. */
  issue(names?: readonly string[], days?: number): Promise<ServerCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const isIpv4 = (name: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(name);

/** From yesterday, so that a clock that is a little behind still believes it. */
function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + days * dayMs) };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

/**
 * Makes an office CA (ECDSA P-256) whose certificates last `days` days: RFC 5280 with basicConstraints, keyUsage and,
 * for servers, subjectAltName (RFC 6125: names are looked for there and not in the subject) and serverAuth.
 */
export async function createOfficeCa(days = 365): Promise<OfficeCa> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const caKeys = await newKeys();
  const subject = 'CN=Urzad - certyfikaty wewnetrzne';
  const caCertificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    ...validity(days),
    signingAlgorithm: algorithm,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });

  const issue: OfficeCa['issue'] = async (names = [], lasting = days) => {
    const keys = await newKeys();
    const allNames = [...new Set(['localhost', '127.0.0.1', ...names])];
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${names[0] ?? 'localhost'}`,
      issuer: caCertificate.subject,
      ...validity(lasting),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          allNames.map((name): x509.JsonGeneralName => ({ type: isIpv4(name) ? 'ip' : 'dns', value: name })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      ],
    });
    return { certificate: certificate.toString('pem'), key: await pemOfKey(keys.privateKey) };
  };

  return { ca: caCertificate.toString('pem'), issue };
}
