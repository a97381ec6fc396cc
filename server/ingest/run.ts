import { rm, stat, lstat, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { ReconcileRules } from '../../shared/limits.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { UsageError } from '../settings.ts';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { submit, type Asker } from '../submit.ts';
import { Vouched } from './chain.ts';
import { Gone } from './gone.ts';
import { sealOne, type Sealed } from './ingest-file.ts';
import { takeBack } from './place.ts';
import {
  changing,
  descriptionOf,
  passedOver,
  planFolder,
  unreadable,
  type NotTaken,
  type Plan,
  type Recording,
  quarantineFolder,
} from './plan.ts';
import { Progress } from './progress.ts';
import { reconcileDays } from './reconcile.ts';
import { adviceOn, emptyQueue, recover } from './recover.ts';
import { refusalSentences, SourceRefusal } from './refusal.ts';
import { finishRemoving, removeSource } from './remove.ts';
import { unsavedBy, type Unsaved } from './saved.ts';
import { shownName } from './shown-name.ts';

/** The client is logged in as the ingest role; the signer has its key. */
export type IngestOptions = Omit<Asker, 'keeper'> & {
  keys: KeeperKeys;
  folder: string;
  share: string;
  /** A file changed less than this ago is still being written. Milliseconds. */
  settleMs: number;
  /** Delete a source once a backup has the key of its recording. */
  remove: boolean;
  /** How calls are held against what was recorded, and by which clock their days are told; without it they are not. */
  reconcile?: { rules: ReconcileRules; now: () => number };
  say: (line: string) => void;
  onProgress?: (line: string) => void;
};

export type IngestResult = {
  added: number;
  known: number;
  quarantined: number;
  waiting: number;
  /** By the keeper, or by the file system. */
  refused: number;
  /** Sources of what is known that went. */
  removed: number;
  /** With `remove`: sources of what is known that stay, by why. */
  unsaved: Record<Unsaved, number>;
};

/** What became of one file. */
type Outcome = 'added' | 'known' | 'quarantined' | 'waiting' | 'refused';

/** The one ingest of an office, by a session lock: two at once would take each other's unfinished rows for leftovers. */
const lock = 7_305_516_202;

/**
 * Reads every WAV of a folder once. A bad file goes to `quarantine/`, the rest goes on; a second run adds nothing. What is left of destroyed
 * recordings, on the share and in the folder, goes. Then the days before are held against the exchange's call records; `matched`: whether these could be
 * read, and the keeper took them.
 */
export async function ingest(options: IngestOptions): Promise<IngestResult & { matched: boolean }> {
  const { client, folder, share, keys, say } = options;
  await mustBeFolder(folder, `Folder ${folder} nie istnieje albo nie jest folderem.`);
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [lock]);
  if (!rows[0]?.free) throw new UsageError('Trwa już inne wczytywanie. Należy poczekać na jego zakończenie.');
  try {
    const asker = { ...options, keeper: keys.current };
    await emptyQueue(client);
    const vouched = new Vouched(client, keys, say);
    const gone = await Gone.read(client, vouched, say);
    await gone.checkShare(share);
    await recover(asker);
    await gone.clearShare(share);
    await finishRemoving({ ...options, gone });
    const result = await readFolder({ ...asker, gone, vouched });
    const left = await passedOver(folder);
    if (left !== null) say(left);
    await gone.enter(asker);
    if (options.reconcile === undefined) return { ...result, matched: true };
    // The recordings may have taken long: what was written meanwhile is told by the time that it is now.
    const { rules, now } = options.reconcile;
    const { days, waiting, whole } = await reconcileDays({ ...asker, rules, now: now() });
    if (days > 0) options.say(`Uzgodniono z centralą dni: ${days}.`);
    return { ...result, waiting: result.waiting + waiting, matched: whole };
  } finally {
    // A line that broke has let go of the lock already, and what broke it is being thrown.
    await client.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => undefined);
  }
}

async function mustBeFolder(path: string, sentence: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(sentence, { cause: error });
  });
  if (!found.isDirectory()) throw new UsageError(sentence);
}

type Reading = IngestOptions & Asker & { gone: Gone; vouched: Vouched };

async function readFolder(options: Reading): Promise<IngestResult> {
  const plans: Plan[] = [];
  for await (const plan of planFolder(options.folder, options.settleMs)) plans.push(plan);
  const progress = new Progress(
    plans.reduce((sum, plan) => sum + (plan.kind === 'recording' ? plan.bytes : 0), 0),
  );
  const result: IngestResult = {
    ...{ added: 0, known: 0, quarantined: 0, waiting: 0, refused: 0, removed: 0 },
    unsaved: { backup: 0, share: 0, lost: 0 },
  };
  const shared = sharedOf(plans);
  for (const plan of plans) {
    result[await handle(plan, { ...options, shared, result }, progress)] += 1;
    options.onProgress?.(progress.line());
  }
  return result;
}

/** Descriptions of more than one file of the folder: „a.wav” and „A.WAV” have „a.json” each. */
function sharedOf(plans: readonly Plan[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const name of plans.map((plan) => descriptionOf(plan.name)))
    (seen.has(name) ? shared : seen).add(name);
  return shared;
}

type Handling = Reading & { shared: ReadonlySet<string>; result: IngestResult };

async function handle(plan: Plan, options: Handling, progress: Progress, again = false): Promise<Outcome> {
  if (plan.kind !== 'recording') return setAside(options, plan);
  const { folder, gone: destroyed, share } = options;
  // A run may take hours, and the share go meanwhile.
  await destroyed.checkShare(share);
  let sealed: Sealed;
  try {
    sealed = await sealOne(folder, plan, { ...options, onProgress: (bytes) => progress.add(bytes) });
  } catch (error) {
    return setAside(options, notTakenOf(plan, join(folder, plan.name), error));
  }
  const { taken, gone, mark } = sealed;
  if (gone !== null) {
    // §3.4: an original that is still there, or came back, is no recording any more.
    await removeGone(options, plan, mark, gone);
    return 'known';
  }
  const outcome = taken === null ? 'known' : await vouch(options, plan, taken, again);
  // The keeper began anew in between, and its door key is another.
  if (outcome === 'unusable') return handle(plan, options, progress, true);
  if (outcome === 'destroyed') {
    // SECURITY: the catalogue knew nothing of it any more, and the keeper does.
    const of = await options.gone.ofSound(sealed.sound, plan.facts.startedAt);
    if (of === null) return 'refused';
    await removeGone(options, plan, mark, of);
    return 'known';
  }
  if (options.remove && outcome === 'known') await removeSaved(options, plan, sealed);
  return outcome;
}

/** Some faults show only while the whole file passes; they are this file's, and the others go on. Throws what is not this file's. */
function notTakenOf(plan: Recording, source: string, error: unknown): NotTaken {
  const { name, sidecar } = plan;
  if (error instanceof SourceRefusal) {
    if (error.code === 'source-changed') return changing(name);
    return { kind: 'quarantine', name, sidecar, sentence: refusalSentences[error.code] };
  }
  if (error instanceof Error && 'path' in error && error.path === source) return unreadable(name, error);
  throw error;
}

async function setAside(
  { folder, say }: IngestOptions,
  plan: NotTaken,
): Promise<'waiting' | 'quarantined' | 'refused'> {
  say(sentenceOf(plan));
  if (plan.kind === 'wait') return 'waiting';
  if (plan.kind === 'unreadable') return 'refused';
  try {
    await quarantine(folder, plan);
    return 'quarantined';
  } catch (error) {
    say(sentenceOf(unreadable(plan.name, error)));
    return 'refused';
  }
}

/** What the keeper refuses leaves nothing on the share: its source stays, and a later run is not told that it is known. */
async function vouch(
  options: Handling,
  { name, facts }: Recording,
  asked: Command<'ingest'>,
  again: boolean,
): Promise<'added' | 'refused' | 'unusable' | 'destroyed'> {
  const { client, share, say } = options;
  const answer = await submit(options, 'ingest', asked);
  if (answer.state === 'entered') return 'added';
  await takeBack(client, share, legalMonth(facts.startedAt), asked.recording);
  if (answer.reason === 'key-unusable' && !again) return 'unusable';
  say(`${shownName(name)}: strażnik nie przyjął nagrania (${answer.reason}).${adviceOn(answer)}`);
  return answer.reason === 'recording-destroyed' ? 'destroyed' : 'refused';
}

/** The original goes of what the entry `of` destroyed. */
async function removeGone(options: Handling, plan: Recording, mark: string, of: number): Promise<void> {
  const original = `oryginał zniszczonego nagrania (wpis nr ${of})`;
  if (!(await removeSource(options, plan, mark, original))) return;
  options.result.removed += 1;
  options.gone.count(of);
  options.say(`Usunięto ${original}.`);
}

/** With `--remove`: the source of what is known goes, or it is told why it stays. */
async function removeSaved(options: Handling, plan: Recording, { mark, sound }: Sealed): Promise<void> {
  const { result, say } = options;
  const { why, recording } = await unsavedBy(options, sound, plan.facts.startedAt);
  if (why === null) {
    if (await removeSource(options, plan, mark, `plik źródłowy nagrania ${recording}`)) result.removed += 1;
  } else {
    result.unsaved[why] += 1;
    if (why !== 'backup') say(`Pozostał plik źródłowy nagrania ${recording}: ${stays[why]}`);
  }
}

const stays = {
  share: 'na zasobie nie ma go w całości. Plik nagrania należy przywrócić z kopii zasobu.',
  lost: 'według księgi nagrania nie można już odsłuchać, a katalog podaje co innego. Należy wykonać verify.',
};

/** What each file would become, one line a file; touches nothing and needs no database. */
export async function explain(folder: string, settleMs: number, say: (line: string) => void): Promise<void> {
  await mustBeFolder(folder, `Folder ${folder} nie istnieje albo nie jest folderem.`);
  for await (const plan of planFolder(folder, settleMs)) say(sentenceOf(plan));
  const left = await passedOver(folder);
  if (left !== null) say(left);
}

/** One line about one file. */
function sentenceOf(plan: Plan): string {
  const name = shownName(plan.name);
  if (plan.kind === 'quarantine') return `${name}: kwarantanna. ${plan.sentence}`;
  if (plan.kind !== 'recording') return `${name}: ${plan.sentence}`;
  const { facts, wav } = plan;
  const seconds = Math.round(wav.durationMs / 1000);
  // No number here: what is printed in a server room may be read by anybody who passes.
  return `${name}: nagranie z ${facts.startedAt.toISOString()}, ${seconds} s, kanały: ${wav.channels}, wewn. ${facts.extension || '–'}.`;
}

/** Names of files have at most so many bytes on every file system that an office uses. */
const longestName = 255;

/**
 * Moves a file that cannot become a recording, with its description, into `quarantine/`, and writes the reason beside it. What was
 * put there under the same name before stays: the newer one goes into `quarantine/2/`, `quarantine/3/` and so on.
 * Errors of the file system pass through. Throws UsageError where `quarantine` is no folder.
 */
async function quarantine(folder: string, plan: Extract<Plan, { kind: 'quarantine' }>): Promise<void> {
  const target = await freePlace(join(folder, quarantineFolder), plan.name);
  const reason = join(target, reasonName(plan.name));
  // SECURITY: never through a link that somebody laid at this name.
  await rm(reason, { force: true });
  await writeFile(reason, `${plan.sentence}\n`, { mode: 0o600, flag: 'wx' });
  if (plan.sidecar !== null) await moveIfThere(join(folder, plan.sidecar), join(target, plan.sidecar));
  await rename(join(folder, plan.name), join(target, plan.name));
}

async function freePlace(quarantined: string, name: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const place = n === 1 ? quarantined : join(quarantined, String(n));
    await mkdir(place, { recursive: true, mode: 0o700 });
    // SECURITY: whoever may write to the exchange's folder could lay a link here; our files would land where it points.
    if (!(await lstat(place)).isDirectory()) {
      throw new UsageError(
        `${place} nie jest folderem, lecz dowiązaniem. Należy je usunąć i sprawdzić, kto je utworzył.`,
      );
    }
    if (!(await exists(join(place, name)))) return place;
  }
}

function reasonName(name: string): string {
  const usual = `${name}.reason.txt`;
  return Buffer.byteLength(usual) <= longestName ? usual : name.replace(/\.wav$/i, '.txt');
}

/** Two sources may share one description; it goes with the first of them. */
async function moveIfThere(from: string, to: string): Promise<void> {
  if (await exists(from)) await rename(from, to);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
