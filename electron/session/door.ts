import { hostname } from 'node:os';
import type { KeyObject } from 'node:crypto';
import { reportedHost } from '../../shared/host-name.ts';
import { lastPulse, proveSession, throughDoor, type ProvedSession } from '../../shared/node/door.ts';
import type { Pulse } from '../../shared/node/pulse.ts';
import { fail } from '../failed.ts';
import type { Settings } from '../settings.ts';
import { clientConfig, databaseFailure, numbersAndDays, prepared } from './database.ts';
import { isOlder } from './server.ts';

/** The keeper polls, asks the directory and enters; longer than that it is not there. Milliseconds. */
const patienceMs = 8_000;

/**
 * Has a person's session proved to the keeper, with the directory password, over the pulse that it gives back; `version` is the program's. Fails with 'session-unanswered', 'program-too-old',
 * 'keeper-unpinned', 'answer-untrusted', the keeper's 'session-…' and 'sign-in-no-role', 'directory-unreachable', and 'database-…'.
 * SECURITY: the password goes to nobody but the keeper, sealed; the server that passes it on cannot open it.
 */
export async function proveAtDoor(
  office: Settings['database'],
  keeper: KeyObject,
  { login, password, version }: { login: string; password: string; version: string },
): Promise<ProvedSession & { pulse: Pulse }> {
  const pg = await import('pg');
  try {
    return await throughDoor(async () => {
      const line = new pg.Client({
        ...clientConfig(office, 'odsluch_door', ''),
        types: numbersAndDays(pg.TypeOverrides),
      });
      line.on('error', () => undefined); // The next question tells.
      try {
        await line.connect();
        const ask = async <Row extends object>(
          sql: string,
          values: readonly unknown[] = [],
        ): Promise<Row[]> => (await line.query<Row>(prepared(sql, values))).rows;
        const pulse = await lastPulse(ask, keeper);
        if (typeof pulse === 'string') fail(pulse);
        if (isOlder(version, pulse.leastApp)) fail('program-too-old');
        const who = { login, password, host: reportedHost(hostname()) };
        const proved = await proveSession(ask, who, { keeper, pulse, patienceMs });
        return typeof proved === 'string' ? fail(proved) : { ...proved, pulse };
      } finally {
        void line.end();
      }
    });
  } catch (error) {
    throw databaseFailure(error);
  }
}
