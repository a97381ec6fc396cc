import type { Knex } from 'knex';
import type { SignedAsked } from '../../shared/ledger/instrument.ts';
import type { Command, CommandKind, SealedKind, SigningKind } from '../../shared/ledger/kinds.ts';
import type { Draft, SignedDraft } from '../../shared/node/draft.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import type { Me } from '../../shared/session.ts';
import { announce } from '../announce.ts';
import { fail } from '../failed.ts';
import { logFault } from '../log.ts';
import type { People } from './directory.ts';
import type { KeeperPulse } from './pulse.ts';
import type { Witness } from './witness.ts';

/** Why a session ended; the first four tell the page so (`session.ended`), a sign-out was asked for. */
export type EndReason = 'ten-hours' | 'account' | 'version' | 'signed-out';

/** A paper takes the password once it is signed. */
type Unsigned<K extends CommandKind> = Command<K> &
  (K extends 'instrument'
    ? { signed: null }
    : K extends 'person'
      ? { guids: string[] }
      : K extends 'file'
        ? { reason?: never }
        : unknown);
type Signed<K extends CommandKind> = Command<K> &
  (K extends 'instrument' ? { signed: SignedAsked } : K extends 'file' ? { reason: string } : unknown);

type Dispose = (reason: EndReason) => void | Promise<void>;

/** What may hold up the end of a session: closing an opening is a call to the server, and that may be away. */
const patienceMs = 3_000;

/** One signed-in person: the connection is the person's own (session_user), so every rule of the server holds. */
export type Session = {
  readonly login: string;
  /** Of the account in the directory, as the keeper entered it. */
  readonly guid: string | null;
  /** As the keeper entered it. */
  readonly id: string;
  /** What the server said at sign-in or at the last `refresh`. */
  readonly me: Me;
  refresh(): Promise<Me>;
  db: {
    /**
     * One statement with `$1…` parameters on the person's pool (at most 2 connections), prepared once per
     * connection. A bigint comes as number, a date as its text, a timestamptz as Date, jsonb as its value.
     * Fails with 'database-unreachable', or with what the server raised: 'invalid-input' (OD001),
     * 'too-many-pending' (OD002), 'not-signed-in' (OD003), 'act-unknown' (OD004). What nobody may read
     * without a trace (OD005) is entered as read, and asked for again: 'reading-not-entered' where that did not come about.
     */
    query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
    /** The same on the line that carries commands, which is always open and never waits for a list: signs of life. */
    ask<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
    /** For queries that are composed, such as catalogue filters and reports; the same pool. */
    knex(): Promise<Knex>;
  };
  /**
   * Has a command carried out and returns the entry that answers it, checked. Throws `Refused` where the keeper refused it; fails with
   * 'answer-untrusted' for anything that the pinned keeper did not enter for exactly this command, with 'answer-late' where nothing
   * came within `timeoutMs` (30 000 by default; the command may still be carried out), with 'many-refusals' where the refusal was counted with others, with
   * 'too-many-pending', 'database-unreachable', and a released key with 'ledger-not-continued'.
   */
  submit<K extends Exclude<CommandKind, SigningKind> | 'person'>(
    kind: K,
    body: Unsigned<K>,
    options?: { timeoutMs?: number },
  ): Promise<Entered<K>>;
  /**
   * The same of an act that the person signs, with the directory password for it. The directory is asked
   * first: a wrong one fails with 'sign-in-…', costs one bind and reaches nobody; 'password-not-proved' is the keeper's own word.
   * `scan`: `salted` of the scanned paper that the body names.
   */
  sign<K extends SealedKind>(
    password: string,
    kind: K,
    body: Signed<K>,
    scan?: Buffer | null,
  ): Promise<Entered<K>>;
  /** Accounts of the directory, over the connection of the sign-in; of the desk alone. Fails with 'directory-unbound' where there is none. */
  readonly people: Pick<People, 'search' | 'inDepartment'>;
  /** Takes the connection of a new sign-in of the same person in place of the old one. */
  keepPeople(people: People): void;
  /** Signs what was typed with the session's key. */
  signDraft(draft: Draft): SignedDraft;
  /** When the keeper was last seen, of which entries it spoke, and its clock. */
  readonly keeper: Pick<KeeperPulse, 'look' | 'age' | 'over' | 'now'>;
  /** What this workstation saw of the ledger. */
  readonly witness: Pick<Witness, 'look'>;
  /** Calls `tell`, until the session ends, when the keeper may have closed something by itself: a hint, never trusted. */
  onClosed(tell: () => void): void;
  /** Runs `dispose` once when the session ends, newest first. Returns the function that takes it away again. */
  onEnd(dispose: Dispose): () => void;
};

let current: Session | null = null;
let disposers: Dispose[] = [];

/** The session of the signed-in person; every handler but sign-in's starts with it. Fails with 'not-signed-in'. */
export function session(): Session {
  return current ?? fail('not-signed-in');
}

/** The same for code that also runs while nobody is signed in. */
export function signedIn(): Session | null {
  return current;
}

/** Only the sign-in calls this. */
export function begin(session: Session): void {
  current = session;
}

/** The one owner of whatever must end with a session: keys, openings, timers, the connection. */
export function onEnd(dispose: Dispose): () => void {
  disposers.push(dispose);
  return () => {
    disposers = disposers.filter((other) => other !== dispose);
  };
}

/**
 * Ends the session if there is one: no handler finds it any more, then everything is disposed of, newest first
 * (so that an opening can still be closed at the server before the connection goes).
 */
export async function end(reason: EndReason): Promise<void> {
  if (current === null) return;
  current = null;
  if (reason !== 'signed-out') announce('session.ended', { reason });
  const ending = disposers.reverse();
  disposers = [];
  for (const dispose of ending) {
    try {
      await inTime(dispose(reason));
    } catch (fault) {
      logFault('part of a session did not end well', fault);
    }
  }
}

async function inTime(work: void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('part of a session did not end in time'));
    }, patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
