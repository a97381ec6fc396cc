import { isIP } from 'node:net';

type Reached = {
  /** `ldaps://host[:port]`; nothing else is spoken. */
  url: string;
  /** PEM of the office CA: the only one believed. */
  ca: string;
  /** Name that the certificate must bear, where it is not the host of the URL. */
  serverName?: string;
  /** Milliseconds for a connection and for each answer. Default 3000. */
  timeoutMs?: number;
};

/**
 * How every client of the directory reaches it, as ldapts takes it.
 *
 * SECURITY: hard-wired, no setting loosens it: whoever answers here is handed the person's AD password, and decides for the keeper who is
 * an employee.
 */
export function directoryClientOptions({ url, ca, serverName, timeoutMs = 3000 }: Reached) {
  const host = new URL(url).hostname;
  const name = serverName ?? (isIP(host) === 0 ? host : undefined);
  return {
    url,
    connectTimeout: timeoutMs,
    timeout: timeoutMs,
    tlsOptions: {
      ca: [ca],
      minVersion: 'TLSv1.2' as const,
      rejectUnauthorized: true,
      ...(name === undefined ? {} : { servername: name }),
    },
  };
}
