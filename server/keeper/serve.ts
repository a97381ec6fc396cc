import type { Logger } from 'pino';
import { sealRelease } from '../../shared/node/release.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { codeOf, Interrupted, type Connection, type Part } from './connection.ts';
import { commandOf, decide } from '../entries/families.ts';
import type { Ledger } from './ledger.ts';
import { KeeperEnd, type Step } from './options.ts';
import { sessionOf, surplus, type DoorReason, type Proved } from './door.ts';
import type { Waiting } from './queue.ts';
import type { Row } from './row.ts';
import { refusalMode, type CountedRefusals } from './refusals.ts';
import type { Unsigned } from './unsigned.ts';
import { undelivered } from '../entries/listening.ts';
import { refusalContent } from '../entries/office.ts';
import {
  ingestLogin,
  nextReview,
  Refusal,
  type Content,
  type Desk,
  type Grant,
  type Request,
} from '../entries/request.ts';
import type { RefusalCode } from '../../shared/failure.ts';

/** What serving needs besides the desk. */
export type Office = {
  readonly ledger: Ledger;
  readonly counted: CountedRefusals;
  /** Requests that even a refusal could not be written for; they wait for a person to look at the log. */
  readonly aside: Set<string>;
  /** Releases that this process entered and whose key it has not let go. */
  readonly withheld: Set<string>;
  readonly unsigned: Unsigned;
  readonly log: Logger;
  readonly onStep: (step: Step, command: string) => void | Promise<void>;
};

/** Serves one request to its answer. Throws Interrupted or KeeperEnd; then it is served again, or settled, after the line is back. */
export async function serve(office: Office, desk: Desk, request: Waiting): Promise<void> {
  if (request.answered) {
    await settle(office, desk, request);
    return;
  }
  let reason: RefusalCode;
  try {
    await enter(office, desk, request, await decide(desk, request));
    return;
  } catch (error) {
    if (error instanceof Interrupted || error instanceof KeeperEnd) throw error;
    if (!(error instanceof Refusal)) {
      office.log.error({ kind: request.kind, code: codeOf(error) }, 'a request could not be decided');
    }
    reason = error instanceof Refusal ? error.reason : 'unexpected';
  }
  await refused(office, desk, request, reason);
}

/**
 * SECURITY: the order is the rule. The entry is committed, then journalled and on the disk, and only then the key
 * leaves, sealed to the requester; a crash between any two steps leaves a record without a key, never the reverse.
 */
async function enter(office: Office, desk: Desk, request: Request, grant: Grant): Promise<void> {
  const { ledger, onStep, withheld } = office;
  const { first = [], release } = grant;
  try {
    for (const content of first) await enterOwn(office, desk, content);
    const prepared = ledger.prepare(grant.content, grant, request);
    // SECURITY: since the queue was read the session may have ended: by the clock, with its account, or with a ninth one.
    if (!request.stands(Date.parse(prepared.payload.at))) {
      await turnAway(office, desk, { ...request, claimed: null }, 'session-over');
      return;
    }
    // Sealed before the record, for it must not fail after it; until the record is safe it stays in memory.
    const binding = { command: request.id, entryHash: prepared.entry.hash };
    const sealed = release && sealRelease(binding, release.agreement, release.recordingKey);
    await onStep('decided', request.id);
    if (sealed) withheld.add(request.id);
    await ledger.commit(desk.connection, prepared);
    await afterCommit(async () => {
      await onStep('committed', request.id);
      ledger.journal(prepared);
      await onStep('journalled', request.id);
      if (commandOf(request.kind)?.printed === true) await pulse(desk);
      withheld.delete(request.id);
      if (sealed) await letGo(desk, request, prepared.entry.seq, sealed);
      else await answer(desk, [request.id]);
      await onStep('released', request.id);
    });
  } finally {
    release?.recordingKey.fill(0);
    release?.agreement.agreed.fill(0);
  }
}

/** The entry stands: whatever fails from here on, the keeper begins anew and settles it, and never refuses it. */
async function afterCommit(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof KeeperEnd ? error : new Interrupted(error);
  }
}

/**
 * Makes the sealed key readable for its requester for sixty seconds, and the command answered, in one transaction.
 * Flushed like an entry although it lives so shortly: what a person was answered is not asked for again after any crash.
 */
async function letGo(desk: Desk, request: Request, seq: number, sealed: Buffer): Promise<void> {
  await withHint(desk.connection, {
    sql: `WITH kept AS (
            INSERT INTO office.release (command, seq, login, sealed, expires_at)
            VALUES ($1, $2, $3, $4, clock_timestamp() + interval '60 seconds')
          ) DELETE FROM office.command WHERE id = $1`,
    values: [request.id, seq, request.login, sealed],
  });
}

/** Takes answered commands out of the queue and says so. Its loss would only mean that they are settled once more. */
export async function answer(desk: Desk, commands: readonly string[]): Promise<void> {
  await withHint(desk.connection, {
    sql: `WITH gone AS (DELETE FROM office.command WHERE id = ANY ($1::uuid[]))
          SELECT set_config('synchronous_commit', 'off', true)`,
    values: [commands],
  });
}

/**
 * A command whose entry stands already: something came between the entry and the answer, or somebody asks with a known id.
 * SECURITY: a row in the queue proves nothing, who owns the tables can put it back. Only of a key that this process itself held and
 * never let go is it entered that it never left; of any other the watch finds out whether it is heard.
 */
async function settle(office: Office, desk: Desk, request: Request): Promise<void> {
  const opening = desk.state.openings.get(request.id);
  if (opening?.closed === null && office.withheld.has(request.id))
    await enterOwn(office, desk, undelivered(opening, desk.time.now()));
  office.withheld.delete(request.id);
  await answer(desk, [request.id]);
}

/** An entry that the keeper makes by itself. */
export async function enterOwn(
  { ledger, onStep }: Pick<Office, 'ledger' | 'onStep'>,
  desk: Desk,
  content: Content,
  call?: Part,
): Promise<void> {
  const prepared = ledger.prepare(content, { call });
  await onStep('entering', prepared.payload.kind);
  await ledger.commit(desk.connection, prepared);
  await afterCommit(async () => {
    await onStep('own', prepared.payload.kind);
    ledger.journal(prepared);
    await onStep('kept', prepared.payload.kind);
  });
}

async function refused(office: Office, desk: Desk, request: Request, reason: RefusalCode): Promise<void> {
  const { counted } = office;
  const mode =
    request.login === ingestLogin ? 'each' : refusalMode(desk.state, request.login, desk.time.now());
  if (mode === 'hold') counted.hold(request);
  else if (mode === 'each') await enterRefusal(office, desk, [request], reason);
  else await enterRefusal(office, desk, [...counted.take(request.login), request], 'many-refusals');
}

/** The directory is away, an employee has no account here, or somebody proved the own password too often: it is known who asks. */
const unsuspected = ['directory-away', 'sign-in-no-role', 'session-too-often'] as const;

/** SECURITY: what nobody signed who may ask is taken away, counted, and answered with nothing that is signed. */
export async function turnAway(
  { unsigned }: Pick<Office, 'unsigned'>,
  { connection }: Desk,
  { id, login, claimed }: Pick<Row, 'id' | 'login' | 'claimed'>,
  reason: DoorReason | 'session-over',
): Promise<void> {
  if (!unsuspected.some((one) => one === reason)) unsigned.count(claimed ?? login);
  await withHint(connection, {
    sql: `WITH gone AS (DELETE FROM office.command WHERE id = $1),
               told AS (INSERT INTO office.door_answer (id, reason, expires_at)
                        VALUES ($1, $2, clock_timestamp() + interval '60 seconds') ON CONFLICT DO NOTHING)
          SELECT set_config('synchronous_commit', 'off', true)`,
    values: [id, reason],
  });
}

/** One row at the door, after its proof. */
export async function serveDoor(office: Office, desk: Desk, result: Proved): Promise<void> {
  if ('reason' in result) return turnAway(office, desk, result.row, result.reason);
  const grant = sessionOf(desk, result);
  if (typeof grant === 'string') return turnAway(office, desk, result.row, grant);
  try {
    await enter(office, desk, result.request, grant);
  } catch (error) {
    if (error instanceof Interrupted || error instanceof KeeperEnd) throw error;
    // The role could not be changed, say: this session is not made, and nothing else suffers.
    office.log.error({ code: codeOf(error) }, 'a session could not be entered');
    return turnAway(office, desk, result.row, 'unexpected');
  }
  const oldest = surplus(desk, result.request.login);
  if (oldest !== null) await enterOwn(office, desk, oldest.content, oldest.call);
}

/** Held refusals whose time has come: one entry, which answers one of them. */
export async function countHeld(office: Office, desk: Desk): Promise<void> {
  for (const login of office.counted.due(desk.state, desk.time.now())) {
    await enterRefusal(office, desk, office.counted.take(login), 'many-refusals');
  }
}

async function enterRefusal(
  office: Office,
  desk: Desk,
  requests: readonly Request[],
  reason: RefusalCode,
): Promise<void> {
  // SECURITY: of several the entry names a try to listen, if there is one: who reviews looks at those, and another request after it would hide it.
  const told = requests.filter(({ kind }) => kind === 'listen' || kind === 'join').at(-1) ?? requests.at(-1);
  if (!told) return;
  const content = refusalContent(desk, told, reason, desk.time.now(), requests.length);
  try {
    const prepared = office.ledger.prepare(content, {}, told);
    await office.onStep('decided', told.id);
    await office.ledger.commit(desk.connection, prepared);
    await afterCommit(async () => {
      await office.onStep('committed', told.id);
      office.ledger.journal(prepared);
      await office.onStep('journalled', told.id);
      await answer(
        desk,
        requests.map((request) => request.id),
      );
    });
  } catch (error) {
    if (error instanceof Interrupted || error instanceof KeeperEnd) throw error;
    for (const { id } of requests) office.aside.add(id);
    office.log.error({ kind: told.kind, code: codeOf(error) }, 'a refusal could not be entered');
  }
}

/** The keeper's own sign of life under its signature, the legal day, by what it goes, and the end of what has expired. Hears the database's clock. */
export async function pulse({ connection, time, keys, pulses, state, quality, holds }: Desk): Promise<void> {
  const { numbers: _numbers, ...terms } = quality;
  const [asked, now] = [time.own(), time.now()];
  const {
    time: own,
    seq,
    hash,
    doorKey,
    doorEnd,
    signature,
  } = pulses.next(asked, state.head, keys.signingKey);
  const [row] = await connection.run<{ now: Date }>(
    `WITH seen AS (
       INSERT INTO office.pulse (one, at, today, time, seq, hash, door_key, door_end, signature, quality, next_review)
       VALUES (true, clock_timestamp(), $1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (one) DO UPDATE SET at = EXCLUDED.at, today = EXCLUDED.today, time = EXCLUDED.time, seq = EXCLUDED.seq,
         hash = EXCLUDED.hash, door_key = EXCLUDED.door_key, door_end = EXCLUDED.door_end, signature = EXCLUDED.signature,
         quality = EXCLUDED.quality, next_review = EXCLUDED.next_review
     ), gone AS (DELETE FROM office.release WHERE expires_at < clock_timestamp()),
     told AS (DELETE FROM office.door_answer WHERE expires_at < clock_timestamp())
     SELECT clock_timestamp() AS now, set_config('synchronous_commit', 'off', true)`,
    [
      ...[legalDay(new Date(now)), own, seq, hash, doorKey, doorEnd, signature, terms],
      nextReview({ holds }, now),
    ],
  );
  if (row) time.hear(row.now, asked);
}

/** An answer, and behind it the hint, which waits for no word of the answer: where that fails, whoever was told asks and is told to wait. */
async function withHint(connection: Connection, { sql, values }: Part): Promise<void> {
  await Promise.all([connection.run(sql, values), hint(connection)]);
}

/** program_limit_exceeded: the server's one buffer of notifications has no room. */
const bufferFull = '54000';

/**
 * Tells the programs that wait that something was answered, or `closed`; one that is not told asks by itself a moment later.
 * SECURITY: apart from the answer, since notifications are the one thing that everybody in the database can make without end, and
 * a commit with one of them fails where there is no room: nobody's flood shall take the answer away with the hint.
 */
export async function hint(connection: Connection, what: '' | 'closed' = ''): Promise<void> {
  try {
    await connection.run(
      `SELECT pg_notify('odsluch_answer', $1), set_config('synchronous_commit', 'off', true)`,
      [what],
    );
  } catch (error) {
    if (!(error instanceof Interrupted && error.code === bufferFull)) throw error;
  }
}
