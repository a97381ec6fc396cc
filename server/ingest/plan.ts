import { lstat, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ZodError } from 'zod';
import { parseLocated } from '../../shared/node/located-json.ts';
import { parseCaller } from '../../shared/phone.ts';
import { readFileName } from './file-name.ts';
import { SourceRefusal, refusalSentences } from './refusal.ts';
import { shownName } from './shown-name.ts';
import { sidecar, type CallFacts } from './sidecar.ts';
import { inspectSource, readSmallFile } from './source.ts';
import type { WavHeader } from './wav.ts';
import { earliest } from '../entries/ingest.ts';

/** What one file of the folder would become. `sentence` is for the administrator, in Polish. */
export type Plan =
  | {
      kind: 'recording';
      name: string;
      sidecar: string | null;
      bytes: number;
      facts: CallFacts;
      wav: WavHeader;
    }
  | { kind: 'quarantine'; name: string; sidecar: string | null; sentence: string }
  /** Another run will know more. */
  | { kind: 'wait'; name: string; sentence: string }
  /** The file system says no: nothing can be done with this file here, the others go on. */
  | { kind: 'unreadable'; name: string; sentence: string };

export type Recording = Extract<Plan, { kind: 'recording' }>;
export type NotTaken = Exclude<Plan, Recording>;

export const quarantineFolder = 'quarantine';
const sidecarLimit = 65_536;
/** The exchange's clock may be a little ahead. Milliseconds. */
const ahead = 86_400_000;
/** No exchange recorded calls for an office before; such a clock was never set. */

const sentences = {
  'name-unknown': 'Brak pliku opisu (.json), a nazwa nie ma postaci FreePBX. Należy dołożyć plik opisu.',
  'not-incoming': 'To nie jest rozmowa przychodząca. Regulamin (§ 1) obejmuje tylko rozmowy przychodzące.',
  'direction-unknown':
    'Z nazwy nie wynika, czy to rozmowa przychodząca (FreePBX zapisuje tak także wychodzące). Należy dołożyć plik opisu.',
  'name-time': 'Data lub godzina w nazwie nie istnieje albo nie zgadza się ze znacznikiem czasu centrali.',
  'name-caller': 'Numer dzwoniącego w nazwie nie jest numerem telefonu.',
  sidecar: 'Plik opisu (.json) jest niepoprawny.',
  encoding:
    'Plik opisu (.json) nie jest zapisany w UTF-8. Należy ustawić tak centralę i zapisać go ponownie.',
  // SECURITY: of two callers each reader of JSON takes another one; neither becomes evidence.
  repeated: 'Plik opisu (.json) podaje to samo pole dwa razy. Należy zostawić jedno.',
  caller: 'Numer dzwoniącego w pliku opisu nie jest numerem telefonu.',
  channels: 'Plik opisu wymienia inną liczbę kanałów niż plik dźwiękowy.',
  future: 'Rozmowa miałaby się dopiero odbyć. Należy sprawdzić zegar centrali.',
  past: 'Rozmowa miałaby się odbyć przed 2000 rokiem. Należy sprawdzić zegar centrali.',
} as const;
const stillWritten = 'plik jest jeszcze zapisywany, zostanie wczytany następnym razem.';
const notBegun = 'według zegara centrali rozmowa jeszcze się nie zaczęła; zostanie wczytana następnym razem.';

/** Looks at every WAV of the folder, smallest name first, and touches nothing. `settleMs`: younger files are still being written. */
export async function* planFolder(folder: string, settleMs: number): AsyncGenerator<Plan> {
  const all = new Set(await readdir(folder));
  for (const name of [...all].filter((one) => /\.wav$/i.test(one)).sort()) {
    const described = descriptionOf(name);
    const plan = planFile(folder, name, all.has(described) ? described : null, settleMs);
    yield await plan.catch((error: unknown) => unreadable(name, error));
  }
}

/** How many files and folders of the exchange are none that is read, by their ending; null where there are none. */
export async function passedOver(folder: string): Promise<string | null> {
  const all = await readdir(folder, { withFileTypes: true });
  const described = new Set(
    all.filter(({ name }) => /\.wav$/i.test(name)).map(({ name }) => descriptionOf(name)),
  );
  const counts = new Map<string, number>();
  for (const one of all) {
    if (/\.wa[v~]$/i.test(one.name) || described.has(one.name) || one.name === quarantineFolder) continue;
    const ending = extname(one.name).toLowerCase();
    const what = one.isDirectory() ? 'foldery' : /^\.[a-z\d]{1,8}$/.test(ending) ? ending : 'inne';
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  const listed = [...counts].sort().map(([what, count]) => `${what}: ${count}`);
  return `Pominięto (${listed.join(', ')}). Wczytywane są tylko pliki .wav z opisami .json, i to z samego folderu: każdy podfolder trzeba podać osobno, a inne nagrania zapisać w centrali jako WAV.`;
}

/** The name of the description of a sound. */
export const descriptionOf = (name: string): string => name.replace(/\.wav$/i, '.json');

/** What the file system says of one file is that file's matter. Throws what is no such word. */
export function unreadable(name: string, error: unknown): NotTaken {
  const isOfFileSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isOfFileSystem) throw error;
  const sentence = `nie można odczytać ani przenieść pliku (${String(error.code)}). Należy sprawdzić uprawnienia i nazwę pliku.`;
  return { kind: 'unreadable', name, sentence };
}

/** A file that turned out to be written while it was read. */
export function changing(name: string): NotTaken {
  return { kind: 'wait', name, sentence: stillWritten };
}

/** What one file of the folder would become; `described`: the name of its description, null where it has none. */
export async function planFile(
  folder: string,
  name: string,
  described: string | null,
  settleMs: number,
): Promise<Plan> {
  const path = join(folder, name);
  const { size, mtimeMs } = await lstat(path);
  if (Date.now() - mtimeMs < settleMs) return changing(name);
  const refuse = (sentence: string): Plan => ({ kind: 'quarantine', name, sidecar: described, sentence });
  try {
    const wav = await inspectSource(path);
    const read = described === null ? fromName(name) : await fromSidecar(join(folder, described));
    if (typeof read === 'string') return refuse(read);
    if (read.channels !== null && read.channels.length !== wav.channels) return refuse(sentences.channels);
    const sinceStart = Date.now() - read.startedAt.getTime();
    if (sinceStart < -ahead) return refuse(sentences.future);
    if (read.startedAt.getTime() < earliest) return refuse(sentences.past);
    // The exchange's clock may be a little ahead of ours.
    if (sinceStart < 0) return { kind: 'wait', name, sentence: notBegun };
    return { kind: 'recording', name, sidecar: described, bytes: size, facts: read, wav };
  } catch (error) {
    if (!(error instanceof SourceRefusal)) throw error;
    return error.code === 'source-changed' ? changing(name) : refuse(refusalSentences[error.code]);
  }
}

function fromName(name: string): CallFacts | string {
  const read = readFileName(name);
  return read.ok ? read.facts : sentences[read.reason];
}

/** The field that is wrong. What is no field of ours is shown as a name of a file is: it may hold a number. */
function fieldOf({ issues: [issue] }: ZodError): string {
  if (issue?.code === 'unrecognized_keys')
    return ` Nieznane pole: ${shownName(issue.keys[0] ?? '').slice(0, 40)}.`;
  return issue === undefined || issue.path.length === 0 ? '' : ` Pole: ${issue.path.join('.')}.`;
}

async function fromSidecar(path: string): Promise<CallFacts | string> {
  const bytes = await readSmallFile(path, sidecarLimit);
  if (bytes === null) return sentences.sidecar;
  let text: string;
  try {
    // What cannot be decoded would stay in the catalogue as „�” for ever.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return sentences.encoding;
  }
  const json = parseLocated(text);
  if (!json.ok && json.problem === 'repeated-key')
    return `${sentences.repeated} Wiersz ${json.place.line}, kolumna ${json.place.column}.`;
  // Whatever else is wrong with the text, the administrator is told the same: the description cannot be read.
  if (!json.ok) return sentences.sidecar;
  const checked = sidecar.safeParse(json.value);
  if (!checked.success) return `${sentences.sidecar}${fieldOf(checked.error)}`;
  const { direction, channels, ...read } = checked.data;
  if (direction !== 'incoming') return sentences['not-incoming'];
  const caller = parseCaller(read.caller ?? '');
  if (caller.kind === 'not-a-number') return sentences.caller;
  return {
    ...read,
    startedAt: new Date(read.startedAt),
    caller: caller.kind === 'number' ? caller.e164 : null,
    channels: channels ?? null,
  };
}
