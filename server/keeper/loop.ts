import { setTimeout as pause } from 'node:timers/promises';
import { recordDays } from '../../shared/ledger/completeness.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { Accounts } from './accounts.ts';
import { codeOf, Connection, Interrupted } from './connection.ts';
import { Door } from './door.ts';
import { commandOf } from '../entries/families.ts';
import { dueEnd, dueHold } from '../entries/hold.ts';
import { dueDraw, undrawn } from '../entries/quality.ts';
import { dueReview } from '../entries/review.ts';
import { exitCodes, KeeperEnd, type KeeperOptions } from './options.ts';
import { Proofs } from './proofs.ts';
import { Queue } from './queue.ts';
import { Signing } from './signing.ts';
import type { Desk } from '../entries/request.ts';
import { sweep, type Night } from './night.ts';
import type { Nightly } from './nightly.ts';
import type { SchemaWatch } from './schema-watch.ts';
import {
  answer,
  countHeld,
  enterOwn,
  hint,
  pulse,
  serve,
  serveDoor,
  turnAway,
  type Office,
} from './serve.ts';
import type { Watch } from './watch.ts';

/** The one keeper of a database holds this session lock. */
const lock = 7_305_516_203;
const pulseEvery = 5_000;
/** The queue is looked at so often although no hint came: soon after something happened, seldom in a quiet office. Milliseconds. */
const polls = { quick: 250, slow: 2_000 };
const accountsEvery = 120_000;
/** A lost line is made anew after so long, doubling. Milliseconds. */
const backoff = { first: 100, most: 5_000 };

/** What the loop works with; `desk` lacks the line, which comes and goes. */
export type LoopParts = {
  options: Pick<KeeperOptions, 'database' | 'directory' | 'lockPatienceMs' | 'pulseMs' | 'accountMs'>;
  office: Office;
  watch: Watch;
  schema: SchemaWatch;
  nightly: Nightly;
  night: Night;
  desk: Omit<Desk, 'connection'>;
  signal: AbortSignal;
  onReady: () => void;
};

/** Runs until `signal`: one line after the other, each beginning with the whole check of the ledger. Throws KeeperEnd. */
export async function runLoop(parts: LoopParts): Promise<void> {
  const { signal, office } = parts;
  const bell = new Bell();
  const { directory, accountMs = accountsEvery } = parts.options;
  const proofs = new Proofs(directory);
  const ring = (): void => bell.ring();
  const signing = new Signing(proofs, ring);
  const accounts = new Accounts(directory, accountMs, ring);
  const entrance = {
    bell,
    signing,
    accounts,
    queue: new Queue(directory, signing),
    door: new Door(proofs, ring),
  };
  signal.addEventListener('abort', () => bell.ring(), { once: true });
  let wait: number = backoff.first;
  let patience = parts.options.lockPatienceMs ?? 30_000;
  while (!signal.aborted) {
    try {
      await useLine(parts, entrance, patience, () => {
        wait = backoff.first;
        // Who has served waits for as long as it takes: the lock may still hang on the own line that was lost.
        patience = Infinity;
        parts.onReady();
      });
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      office.log.warn({ code: error.code }, `interrupted${reasonOf(error)}; beginning anew`);
      // Cut short by the signal to stop, which the loop looks at next; below too.
      await pause(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, backoff.most);
    }
  }
}

/** What a person can see to; SQLSTATE 53100 is the disk of the database, ENOSPC and EDQUOT the one under the journal. */
function reasonOf({ code }: Interrupted): string {
  if (code === '53100') return ' (the disk of the database is full: nothing is released until there is room)';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return ' (the disk of the journal is full: nothing is released until there is room)';
  return '';
}

/** Where requests come in, and what the directory says. */
type Entrance = { queue: Queue; signing: Signing; door: Door; accounts: Accounts; bell: Bell };

async function useLine(
  parts: LoopParts,
  entrance: Entrance,
  patience: number,
  onReady: () => void,
): Promise<void> {
  const { options, office, watch, schema, signal } = parts;
  const connection = await Connection.open(options.database, () => entrance.bell.ring());
  try {
    const desk: Desk = { ...parts.desk, connection };
    if (!(await takeLock(connection, patience, signal))) return;
    const { read, added } = await office.ledger.catchUp(connection);
    office.log.info({ seq: desk.state.head.seq, read, added }, 'the ledger is verified');
    await hearTime(desk);
    void hearDirectory(options, desk);
    await sweep(office, desk);
    parts.night.begin();
    await connection.run('LISTEN odsluch_command');
    office.counted.clear();
    entrance.door.forget();
    await watch.begin(desk);
    schema.soon();
    await schema.look(office, desk);
    entrance.accounts.soon();
    await pulse(desk);
    onReady();
    await work(parts, desk, entrance);
  } finally {
    await connection.close();
  }
}

/** SECURITY: one keeper: two would fork the chain. The lock belongs to the line over which everything is written. */
export async function takeLock(
  connection: Connection,
  patience: number,
  signal: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + patience;
  while (!signal.aborted) {
    const [row] = await connection.run<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [lock]);
    if (row?.free) return true;
    if (performance.now() >= end) {
      throw new KeeperEnd(exitCodes.anotherKeeper, 'lock: another keeper serves this database');
    }
    await pause(100, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

async function work(parts: LoopParts, desk: Desk, entrance: Entrance): Promise<void> {
  const { queue, signing, door, accounts, bell } = entrance;
  const { office, schema, night, options, signal } = parts;
  const every = options.pulseMs ?? pulseEvery;
  let due = performance.now();
  let apart = false;
  let poll: number = polls.quick;
  let doorDue = 0;
  const tickIfDue = async () => {
    if (performance.now() < due && !accounts.hasAnswer) return;
    due = performance.now() + every;
    await tick(parts, desk, accounts);
    apart = sayClocks(office, desk, apart);
  };
  const stopped = () => signal.aborted;
  while (!stopped()) {
    await tickIfDue();
    const { requests, unsigned } = await queue.round(desk, [...setAside(office), ...signing.ids()]);
    for (const row of unsigned) await turnAway(office, desk, row, 'session-over');
    for (const result of door.results()) {
      await serveDoor(office, desk, result);
      // Whoever proves a password has an account again.
      if ('request' in result && desk.state.people.get(result.request.login)?.account !== 'ok')
        accounts.soon();
    }
    await countHeld(office, desk);
    const suspect = office.unsigned.due(desk.state, desk.time);
    if (suspect !== null) await enterOwn(office, desk, suspect);
    for (const request of requests) {
      if (stopped()) return;
      const wasSuspended = desk.state.suspension !== null;
      await serve(office, desk, request);
      await enterDue(office, desk);
      queue.served(request);
      // What was revoked or suspended stops being heard now, who was authorised is let in, and a resumption is looked at, not at the next
      // turn of the watch.
      if (commandOf(request.kind)?.urgent === true) due = 0;
      // Only what the ledger knows of was resumed.
      if (wasSuspended && desk.state.suspension === null) schema.soon();
      await tickIfDue();
    }
    let came = requests.length + unsigned.length;
    // SECURITY: in a round of its own, when nobody waits whose session stands, or for long enough: a crowd at the door delays none of those.
    if (came === 0 || performance.now() >= doorDue) {
      came += await lookAtDoor(desk, queue, door);
      doorDue = performance.now() + polls.quick;
    }
    poll = came === 0 ? Math.min(poll * 2, polls.slow) : polls.quick;
    // Whoever waits comes first; nothing is waited for while a night has more to do.
    const isNight = await night.step(office, desk);
    if (requests.length === 0 && !isNight) await bell.wait(Math.min(poll, due - performance.now()));
  }
}

/** Begins to prove who waits at the door. Returns how many came. */
async function lookAtDoor(desk: Desk, queue: Queue, door: Door): Promise<number> {
  const { rows, answered } = await queue.atDoor(desk, door.ids());
  if (answered.length > 0) await answer(desk, answered);
  await door.take(desk, rows);
  return rows.length + answered.length;
}

async function tick(
  { options, office, watch, schema, nightly }: LoopParts,
  desk: Desk,
  accounts: Accounts,
): Promise<void> {
  // Not waited for: it may be away.
  void hearDirectory(options, desk);
  await pulse(desk);
  await clearLeft(desk);
  await clearDoor(desk, office);
  await schema.look(office, desk);
  await nightly.look(office, desk);
  // Those of which a crash came before the entry.
  await enterDue(office, desk);
  await watch.takeBeats(desk);
  const next = () => watch.nextEnding(desk, setAside(office));
  let ended = false;
  for (let ending = await next(); ending; ending = await next()) {
    await enterOwn(office, desk, ending);
    ended = true;
  }
  // To the programs that hear it: one of their openings may have been closed, so its next beat is due.
  if (ended) await hint(desk.connection, 'closed');
  if (accounts.isUsable(desk)) await noteAnswer(desk);
  // Months that passed while no keeper ran are reviewed one by one.
  for (let due = await dueReview(desk); due; due = await dueReview(desk)) await enterOwn(office, desk, due);
  for (const { content, call } of accounts.due(desk)) {
    try {
      await enterOwn(office, desk, content, call);
    } catch (error) {
      // SECURITY: whoever holds up a change of the role, his own say, ends no keeper by it, nor delays another's end.
      if (error instanceof Interrupted || error instanceof KeeperEnd) throw error;
      office.log.warn({ code: codeOf(error) }, 'a role could not be changed, or a session ended');
    }
  }
  accounts.ask(desk);
}

/**
 * What follows by itself. §3.4: what was released under a basis that secures it is entered as secured, one entry each; what turned out not to
 * concern the case, as ended. § 2: of a plan that was approved calls are drawn.
 */
async function enterDue(office: Office, desk: Desk): Promise<void> {
  for (const due of desk.state.dueEnds) await enterOwn(office, desk, dueEnd(desk, due));
  for (const due of desk.state.dueHolds) await enterOwn(office, desk, dueHold(desk, due));
  for (const plan of undrawn(desk.state)) {
    const draw = await dueDraw(desk, plan);
    if (draw === null) office.log.error('calls could not be drawn: a row does not say what its entry states');
    else await enterOwn(office, desk, draw);
  }
}

/** Each change is said once, for whoever wonders why every request to listen is refused. Returns whether they disagree now. */
function sayClocks({ log }: Office, { time }: Desk, before: boolean): boolean {
  const apart = time.isApart();
  if (apart && !before) {
    log.error(
      'the clocks disagree: the database’s or the directory’s is not the one of this host, or all are behind the ledger; nothing is released',
    );
  }
  if (!apart && before) log.info('the clocks agree again');
  return apart;
}

/** Requests that are in the queue and not to be decided now. */
function setAside({ counted, aside }: Office): string[] {
  return [...counted.ids(), ...aside];
}

/** Hears the database's clock. To be called before anything is dated. */
export async function hearTime({ connection, time }: Pick<Desk, 'connection' | 'time'>): Promise<void> {
  const asked = time.own();
  const [row] = await connection.run<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (row) time.hear(row.now, asked);
}

/** Hears the directory's clock, if it tells what that shows. Never rejects: one that fails in any way has told nothing. */
export async function hearDirectory(
  { directory }: { directory: Pick<KeeperOptions['directory'], 'currentTime'> },
  { time }: Pick<Desk, 'time'>,
): Promise<void> {
  const asked = performance.now();
  const told = await directory.currentTime().catch(() => null);
  if (told !== null) time.hearDirectory(told, asked);
}

/** SECURITY: whatever somebody has made of the door, it is no reason for the keeper to end. */
async function clearDoor({ connection }: Pick<Desk, 'connection'>, { log }: Office): Promise<void> {
  try {
    await connection.run(`SELECT office.clear_door(), set_config('synchronous_commit', 'off', true)`);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    log.warn({ code: codeOf(error) }, 'the door could not be cleared');
  }
}

/** That the directory has just told how everybody's account stands, for whoever watches over the office. */
async function noteAnswer({ connection }: Pick<Desk, 'connection'>): Promise<void> {
  await connection.run(
    `WITH told AS (UPDATE office.pulse SET accounts_at = clock_timestamp())
     SELECT set_config('synchronous_commit', 'off', true)`,
  );
}

/**
 * Ends what people left open in the database, and clears the drafts that newer ones have replaced, or nobody came back to, what was searched for long
 * ago, and call records that are no longer matched, whether an entry names them or not.
 * SECURITY: call records go by the day of the newest entry. A clock that is ahead for a moment takes none away: what ingest signed once it does not
 * write again, and what is gone too early `verify` holds for changed. Nothing is cleared while the time is not sure.
 */
async function clearLeft({
  connection,
  searchMonths,
  state,
  time,
}: Pick<Desk, 'connection' | 'searchMonths' | 'state' | 'time'>): Promise<void> {
  if (!time.isSure()) {
    await connection.run(`SELECT office.end_sessions(), set_config('synchronous_commit', 'off', true)`);
    return;
  }
  const newest = legalDay(new Date(`${state.worked.hour}:00Z`));
  await connection.run(
    `WITH gone AS (
       DELETE FROM office.draft d WHERE d.at < clock_timestamp() - interval '1 minute'
          AND (EXISTS (SELECT FROM office.draft n WHERE n.kind = d.kind AND n.about = d.about AND n.guid = d.guid AND n.id > d.id)
            OR d.kind <> 'protocol' AND d.at < clock_timestamp() - interval '31 days')
     ), forgotten AS (
       DELETE FROM office.search_log l WHERE l.at < clock_timestamp() - make_interval(months => $1)
     ), old AS (
       DELETE FROM office.cdr_call c WHERE c.day < $2
     )
     SELECT office.end_sessions(), set_config('synchronous_commit', 'off', true)`,
    [searchMonths, addDays(newest, -recordDays)],
  );
}

/** Wakes the one who waits. Rung while nobody waits, it is heard at the next wait. */
class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Until rung, at most `ms`. Resolves with whether it was rung. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#rung && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
