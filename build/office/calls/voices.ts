import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Step sizes grow by about a tenth each (IMA Digital Audio Focus Group, 1992): 7 … 32767. */
const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
];

/** A large code makes the next step larger, a small one smaller; the sign bit does not count. */
const moves = [-1, -1, -1, -1, 2, 4, 6, 8];

/**
 * Headerless IMA ADPCM, as sox writes `.ima`: two samples a byte, high nibble first, predictor and step index begin
 * at 0. Returns 16-bit linear samples.
 */
export function decodeIma(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length * 2);
  let predicted = 0;
  let index = 0;
  for (let at = 0; at < samples.length; at++) {
    const byte = bytes[at >> 1] ?? 0;
    const code = at & 1 ? byte & 15 : byte >> 4;
    const step = steps[index] ?? 7;
    const size = (((code & 7) * 2 + 1) * step) >> 3;
    predicted = Math.max(-32768, Math.min(32767, code & 8 ? predicted - size : predicted + size));
    index = Math.max(0, Math.min(steps.length - 1, index + (moves[code & 7] ?? 0)));
    samples[at] = predicted;
  }
  return samples;
}
