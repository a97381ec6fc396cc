import type { ElectronApplication, Page } from '@playwright/test';
import type { RunningOffice } from '../office/office.ts';
import type { OfficePerson } from '../office/people.ts';
import type { countingHand } from '../window/hand.ts';
import type { Album } from './album.ts';

/** What whoever walks through the guide has at hand. */
export type Walk = {
  app: ElectronApplication;
  page: Page;
  album: Album;
  /** Counts the inputs of the tour. */
  hand: ReturnType<typeof countingHand>;
  office: RunningOffice;
  /** Folder of the project, the runtime, and the folder of the program's user. */
  root: string;
  electron: string;
  home: string;
  /** Who sits at the desk. */
  person: OfficePerson;
  /** The day of the disputed call, as a person types it. */
  day: string;
  /** The steps that were done. */
  done: Set<Step>;
};

export type Step = (walk: Walk) => Promise<void>;

/** A numbered list of the guide, in its order: the words with which a step begins, and the hands that do what it says. */
export type Steps = Readonly<Record<string, Step>>;

/** Does one list, step by step. Rejects with the words of the step that the program does not let one do. `by` may look at what a step takes. */
export async function perform(
  walk: Walk,
  steps: Steps,
  by: (words: string, step: Step, walk: Walk) => Promise<void> = (_words, step) => step(walk),
): Promise<void> {
  for (const [words, step] of Object.entries(steps)) {
    try {
      await by(words, step, walk);
    } catch (cause) {
      throw new Error(`${words}…: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    walk.done.add(step);
  }
}

/** What the guide promises of the program beside what can be waited for. */
export function holds(promised: boolean, words: string): void {
  if (!promised) throw new Error(`nie jest tak: ${words}`);
}

export const crimeCase = 'SEK.5530.3.2026';
