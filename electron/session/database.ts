import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { ClientConfig, TypeOverrides } from 'pg';
import { ownDefaults } from '../../shared/node/own-defaults.ts';
import { isTlsFailure } from '../../shared/tls-failure.ts';
import type { Settings } from '../settings.ts';
import { Failed } from '../failed.ts';
import { paperTime } from '../paper/show.ts';

/** Milliseconds after which a connection attempt, or a statement without an answer, counts as lost. */
const connectMs = 8_000;
const answerMs = 10_000;

/** How to reach the office's database as this person. */
export function clientConfig(office: Settings['database'], login: string, password: string): ClientConfig {
  return {
    host: office.host,
    port: office.port,
    database: office.name,
    user: login,
    password,
    application_name: 'odsluch',
    options: ownDefaults,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // SECURITY: no setting loosens this. pg answers any server that asks for a password in clear: without a verified
    // certificate the session's secret would be handed to whoever stands in between. `host` is what the certificate is
    // held against where a server name cannot be (an address).
    ssl: {
      ca: office.ca,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      host: office.host,
      ...(isIP(office.host) === 0 ? { servername: office.host } : {}),
    },
  };
}

const oidOf = { bigint: 20, date: 1082 };

/**
 * bigint as number (no count of ours passes 2^53), a date as its text: a legal day has no hour and no zone. For one connection:
 * other users of pg in the same process read as they did.
 */
export function numbersAndDays(Overrides: typeof TypeOverrides): TypeOverrides {
  const types = new Overrides();
  types.setTypeParser(oidOf.bigint, Number);
  types.setTypeParser(oidOf.date, (day: string) => day);
  return types;
}

/** The same statement gets the same name, so that each connection plans it once. */
export function prepared(
  text: string,
  values: readonly unknown[],
): { name: string; text: string; values: unknown[] } {
  return { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text, values: [...values] };
}

/** No place left for another connection of this person; in a whole server that is full as well. */
const tooManyConnections = '53300';
/** SQLSTATEs of the api (schema conventions) and of connections that are not to be had at the moment. */
const failureOfState: Readonly<
  Record<
    string,
    | 'invalid-input'
    | 'too-many-pending'
    | 'not-signed-in'
    | 'act-unknown'
    | 'reading-not-entered'
    | 'no-right'
    | 'database-taken'
  >
> = {
  OD001: 'invalid-input',
  OD002: 'too-many-pending',
  OD003: 'not-signed-in',
  OD004: 'act-unknown',
  OD005: 'reading-not-entered',
  '42501': 'no-right',
  [tooManyConnections]: 'database-taken',
};
/** Its detail says when searches by digits go on. */
const searchedTooOften = 'OD006';
const away = /^(08...|53...|55P03|57P0.|E(CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE))$/;
const awayWords =
  /^(Connection terminated|Query read timeout|timeout (expired|exceeded)|Client has encountered|Client was closed|There was an error establishing an SSL connection$)/;
const withoutTls = 'The server does not support SSL connections';

/**
 * What a failed statement or connection attempt means. Texts of the server are dropped: they may quote a row.
 * Anything unknown stays as it is and becomes 'unexpected'.
 */
export function databaseFailure(error: unknown): unknown {
  if (error instanceof Failed || !(error instanceof Error)) return error;
  const code = stateOf(error);
  // Class 22: a value that the database cannot hold, of a shape that ours let through.
  if (code === searchedTooOften) {
    const at = 'detail' in error ? String(error.detail) : '';
    return new Failed({ code: 'search-too-often', params: { time: paperTime(at) } });
  }
  const known = failureOfState[code] ?? (code.startsWith('22') ? 'invalid-input' : undefined);
  if (known !== undefined) return new Failed({ code: known });
  if (isTlsFailure(error) || error.message === withoutTls) {
    return new Failed({ code: 'database-untrusted' }, { cause: error });
  }
  if (away.test(code) || awayWords.test(error.message)) {
    return new Failed({ code: 'database-unreachable' }, { cause: error });
  }
  return error;
}

/**
 * SECURITY: the server refused the person (28000, 28P01). One wrong password is one bind in the directory; whoever
 * tried again by himself would lock the account.
 */
export function isRefusedPerson(error: unknown): boolean {
  return error instanceof Error && ['28000', '28P01'].includes(stateOf(error));
}

/** The server has no further place for this person, who is signed in elsewhere too. Nothing of the statement was run. */
export function isWithoutPlace(error: unknown): boolean {
  return error instanceof Error && stateOf(error) === tooManyConnections;
}

function stateOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
