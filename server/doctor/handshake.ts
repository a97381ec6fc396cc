import { once } from 'node:events';
import { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Server = {
  host: string;
  port: number;
  /** PEM of the authority that is to vouch for it. */
  ca: string;
  /** PostgreSQL changes to TLS when it is asked to (protocol 3, SSLRequest); LDAPS begins with it. */
  speaks: 'postgres' | 'tls';
};

export type Shown = {
  /** `TLSv1.3` */
  protocol: string;
  until: Date;
  /** Why a program would not believe it: OpenSSL's code, or that of the name; null where it would. */
  disbelief: string | null;
};

const patienceMs = 5_000;
/** Length 8, code 80877103 (PostgreSQL, "Message Formats", SSLRequest). */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Shakes hands with a server and looks at its certificate. Throws where nobody answers, or not with TLS.
 * SECURITY: it goes on without a believed certificate, only to say what is wrong with it. Nothing is sent; the line is cut at once.
 */
export async function shakeHands(server: Server): Promise<Shown> {
  const { host, port, ca } = server;
  const line = connectTcp({ host, port });
  try {
    await within(line, 'connect');
    if (server.speaks === 'postgres') await askForTls(line);
    const secure = connectTls({
      ...{ socket: line, host, ca, minVersion: 'TLSv1.2', rejectUnauthorized: false },
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    // The line may break once more after it was heard.
    secure.on('error', () => undefined);
    await within(secure, 'secureConnect');
    const certificate = secure.getPeerX509Certificate();
    if (certificate === undefined) throw new Error('no certificate');
    return {
      protocol: secure.getProtocol() ?? 'TLS',
      until: new Date(certificate.validTo),
      // Typed as an Error; Node gives OpenSSL's code as text.
      disbelief: secure.authorized ? null : String(secure.authorizationError),
    };
  } finally {
    line.destroy();
  }
}

async function askForTls(line: Socket): Promise<void> {
  line.write(sslRequest);
  const [answer] = await within(line, 'data');
  if (!Buffer.isBuffer(answer) || answer[0] !== 'S'.charCodeAt(0)) throw new Error('no TLS');
}

function within(line: Socket, event: string): Promise<unknown[]> {
  return once(line, event, { signal: AbortSignal.timeout(patienceMs) });
}

/** The earliest end of the certificates in a PEM text. Throws where there is none. */
export function endOf(pem: string): Date {
  const all = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const ends = all.map((one) => Date.parse(new X509Certificate(one).validTo));
  if (ends.length === 0) throw new Error('no certificate');
  return new Date(Math.min(...ends));
}
