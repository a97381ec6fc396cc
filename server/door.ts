import type { KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import { reportedHost } from '../shared/host-name.ts';
import {
  lastPulse,
  proveSession,
  throughDoor,
  type DoorFailure,
  type ProvedSession,
} from '../shared/node/door.ts';
import { failures } from '../shared/text/pl/failures.ts';
import { doorConfig, withConnection } from './database.ts';
import { UsageError, type ServerSettings } from './settings.ts';
import { askOver } from './submit.ts';

/** The keeper polls, asks the directory and enters; longer than that it is not there. Milliseconds. */
const patienceMs = 10_000;

/**
 * Has a person's session proved to the keeper, through the door, with the directory password. Throws UsageError with a sentence for a
 * refusal, and for a keeper that is away or not the pinned one.
 */
export function proveAtDoor(
  settings: ServerSettings,
  keeper: KeyObject,
  login: string,
  password: string,
): Promise<ProvedSession> {
  return throughDoor(() =>
    withConnection(doorConfig(settings), async (line) => {
      const ask = askOver(line);
      const pulse = trusted(await lastPulse(ask, keeper));
      const who = { login, password, host: reportedHost(hostname()) };
      return trusted(await proveSession(ask, who, { keeper, pulse, patienceMs }));
    }),
  );
}

function trusted<T extends object>(answer: T | DoorFailure): T {
  if (typeof answer === 'string') throw new UsageError(failures[answer].sentence);
  return answer;
}
