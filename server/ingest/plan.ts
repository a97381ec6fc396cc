import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCaller } from '../../shared/phone.ts';
import { readFileName } from './file-name.ts';
import { SourceRefusal, refusalSentences } from './refusal.ts';
import { sidecar, type CallFacts } from './sidecar.ts';
import { inspectSource } from './source.ts';
import type { WavHeader } from './wav.ts';

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
  | { kind: 'quarantine'; name: string; sidecar: string | null; bytes: number; sentence: string }
  | { kind: 'wait'; name: string; bytes: number };

export const quarantineFolder = 'quarantine';
const sidecarLimit = 65_536;
/** The exchange's clock may be a little ahead; the keeper vouches for nothing later, and has no key for a month to come. */
const ahead = 86_400_000;

const sentences = {
  'name-unknown': 'Brak pliku opisu (.json), a nazwa nie ma postaci FreePBX. Należy dołożyć plik opisu.',
  'not-incoming': 'To nie jest rozmowa przychodząca. Regulamin (§ 1) obejmuje tylko rozmowy przychodzące.',
  'name-time': 'Data lub godzina w nazwie nie istnieje albo nie zgadza się ze znacznikiem czasu centrali.',
  'name-caller': 'Numer dzwoniącego w nazwie nie jest numerem telefonu.',
  sidecar: 'Plik opisu (.json) jest niepoprawny.',
  caller: 'Numer dzwoniącego w pliku opisu nie jest numerem telefonu.',
  channels: 'Plik opisu wymienia inną liczbę kanałów niż plik dźwiękowy.',
  future: 'Rozmowa miałaby się dopiero odbyć. Należy sprawdzić zegar centrali.',
} as const;

/** Looks at every WAV of the folder, smallest name first, and touches nothing. `settleMs`: younger files are still being written. */
export async function* planFolder(folder: string, settleMs: number): AsyncGenerator<Plan> {
  const names = (await readdir(folder)).filter((name) => /\.wav$/i.test(name)).sort();
  const all = new Set(await readdir(folder));
  for (const name of names) {
    const described = name.replace(/\.wav$/i, '.json');
    yield await planFile(folder, name, all.has(described) ? described : null, settleMs);
  }
}

async function planFile(
  folder: string,
  name: string,
  described: string | null,
  settleMs: number,
): Promise<Plan> {
  const path = join(folder, name);
  const { size, mtimeMs } = await lstat(path);
  if (Date.now() - mtimeMs < settleMs) return { kind: 'wait', name, bytes: size };
  const refuse = (sentence: string): Plan => ({
    kind: 'quarantine',
    name,
    sidecar: described,
    bytes: size,
    sentence,
  });
  try {
    const wav = await inspectSource(path);
    const read = described === null ? fromName(name) : await fromSidecar(join(folder, described));
    if (typeof read === 'string') return refuse(read);
    if (read.channels !== null && read.channels.length !== wav.channels) return refuse(sentences.channels);
    if (read.startedAt.getTime() > Date.now() + ahead) return refuse(sentences.future);
    return { kind: 'recording', name, sidecar: described, bytes: size, facts: read, wav };
  } catch (error) {
    if (error instanceof SourceRefusal) return refuse(refusalSentences[error.code]);
    throw error;
  }
}

function fromName(name: string): CallFacts | string {
  const read = readFileName(name);
  return read.ok ? read.facts : sentences[read.reason];
}

async function fromSidecar(path: string): Promise<CallFacts | string> {
  const found = await lstat(path);
  if (!found.isFile() || found.size > sidecarLimit) return sentences.sidecar;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // Whatever is wrong with the text, the administrator is told the same: the description cannot be read.
    return sentences.sidecar;
  }
  const checked = sidecar.safeParse(json);
  if (!checked.success) return `${sentences.sidecar} Pole: ${checked.error.issues[0]?.path.join('.') ?? ''}.`;
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
