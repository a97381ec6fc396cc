import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeIma } from './ima.ts';

export type Clerk = {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly department: string;
  readonly extension: string;
  readonly voice: string;
  readonly pitch: number;
};

/** One step of a conversation; `as` = another clerk than the one who answered; numbers are seconds. */
export type Step =
  | { readonly caller: string }
  | { readonly office: string; readonly as?: string }
  | { readonly typing: number }
  | { readonly hold: number };

/** `ask`: how the caller asks the switchboard for it; `abrupt`: without goodbyes; `story`: told once, by name only. */
export type Matter = {
  readonly id: string;
  readonly clerk: string;
  readonly caller: string;
  readonly ask?: string;
  readonly abrupt?: boolean;
  readonly story?: boolean;
  readonly lines: readonly Step[];
};

export type Dialogues = {
  readonly clerks: readonly Clerk[];
  readonly matters: readonly Matter[];
  readonly transfers: Readonly<Record<string, string>>;
  readonly phrases: {
    readonly office: Readonly<Record<string, string>>;
    readonly caller: Readonly<Record<string, string>>;
  };
};

/** The stored utterances and what they say. Sound is 16-bit linear, 8 kHz, one channel. */
export type Voices = {
  readonly dialogues: Dialogues;
  /** Length of a stored line in samples; throws where that voice does not have it. */
  lengthOf(voice: string, line: string): number;
  samplesOf(voice: string, line: string): Int16Array;
};

/** Reads the folder that `make-voices.mjs` fills; throws (ENOENT) where a file of it is missing. */
export function loadVoices(folder: string): Voices {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const dialogues = read('dialogues.json') as Dialogues;
  const index = read('index.json') as Record<string, Record<string, readonly [number, number]>>;
  const packed = new Map(
    Object.keys(index).map((voice) => [voice, readFileSync(join(folder, `${voice}.ima`))]),
  );
  const find = (voice: string, line: string): Buffer => {
    const place = index[voice]?.[line];
    const bytes = packed.get(voice);
    if (place === undefined || bytes === undefined) throw new Error(`voice ${voice} never said ${line}`);
    return bytes.subarray(place[0], place[0] + place[1]);
  };
  return {
    dialogues,
    lengthOf: (voice, line) => find(voice, line).length * 2,
    samplesOf: (voice, line) => decodeIma(find(voice, line)),
  };
}

/** The clerk of that id in the demo's telephone directory; throws for an unknown one. */
export function clerkOf(voices: Voices, id: string): Clerk {
  const clerk = voices.dialogues.clerks.find((candidate) => candidate.id === id);
  if (clerk === undefined) throw new Error(`no clerk ${id}`);
  return clerk;
}

/** The matter of that id; throws for an unknown one. */
export function matterOf(voices: Voices, id: string): Matter {
  const matter = voices.dialogues.matters.find((candidate) => candidate.id === id);
  if (matter === undefined) throw new Error(`no matter ${id}`);
  return matter;
}
