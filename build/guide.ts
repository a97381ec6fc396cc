import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { complaintDay } from './office/calls.ts';
import type { RunningOffice } from './office/office.ts';
import type { OfficePerson } from './office/people.ts';
import { legalDay } from '../shared/warsaw.ts';
import { Album } from './guide/album.ts';
import { askInVain, details, findAgain, nothingFound, searching } from './guide/finding.ts';
import { correcting, fileFromList, finishing, ownRefusals, protocols, reopening } from './guide/finishing.ts';
import { crime, justifying, refused } from './guide/justifying.ts';
import { another, keys, stretch, together, wrongCall } from './guide/listening.ts';
import { firstContact, register, reviewing } from './guide/secretary.ts';
import { interrupted, looks, openGuide, signInAs, signingIn, signOut } from './guide/signing-in.ts';
import { caseNumber, crimeCase, goTo, hear, perform, type Step } from './guide/steps.ts';
import { story } from './guide/story.ts';
import { evidence, writing } from './guide/writing.ts';
import { resize } from './window/looks.ts';
import { startProgram } from './window/program.ts';

/** What whoever walks through the guide has at hand. */
export type Walk = {
  app: ElectronApplication;
  page: Page;
  album: Pick<Album, 'picture'>;
  office: RunningOffice;
  /** Folder of the project, and that of the program's user. */
  root: string;
  home: string;
  /** Who sits at the desk. */
  person: string;
  loginOf: (name: string) => OfficePerson;
  /** The day of the disputed call, as a person types it. */
  day: string;
  /** The steps that were done. */
  done: Set<Step>;
};

const size = { width: 1366, height: 768, zoom: 1 };

/**
 * Does what `docs/user-guide.pl.md` says, step by step in the real window, and leaves its pictures in `docs/user-guide/`. Returns 0 only
 * if every numbered step was done and the pictures are exactly those that were made.
 */
export async function runGuide(office: RunningOffice, root: string, electron: string): Promise<number> {
  const album = new Album(join(root, 'docs/user-guide'));
  const program = await startProgram({
    root,
    runtime: electron,
    settings: office.appSettingsFile,
    screen: '1920x1200',
  });
  const { app, page, home } = program;
  page.setDefaultTimeout(30_000);
  const walk: Walk = {
    ...{ app, page, album, office, root, home },
    person: '',
    loginOf: (name) => {
      const person = office.people.find(({ displayName }) => displayName === name);
      if (person === undefined) throw new Error(`nobody of the demo is called ${name}`);
      return person;
    },
    day: complaintDay(legalDay(new Date())).split('-').reverse().join('.'),
    done: new Set(),
  };
  try {
    await resize(app, page, size);
    await listener(walk);
    await somebodyRefused(walk);
    await secretary(walk);
    const undone = story.flatMap((steps) => Object.entries(steps)).filter(([, step]) => !walk.done.has(step));
    const faults = [
      ...undone.map(([words]) => `nie wykonano kroku: ${words}`),
      ...album.faults(join(root, 'docs/user-guide.pl.md')),
    ];
    for (const fault of faults) say(fault);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    say(`NIE UDAŁO SIĘ: ${error instanceof Error ? error.message : String(error)}`);
    await page.screenshot({ path: join(root, 'demo-output/podrecznik-niepowodzenie.png') });
    return 1;
  } finally {
    await program.stop();
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A step that was pictured before is done again without its picture. */
const unpictured = (walk: Walk): Walk => ({ ...walk, album: { picture: () => Promise.resolve() } });

async function listener(stranger: Walk): Promise<void> {
  const { page, album } = stranger;
  await page.getByRole('button', { name: 'Zaloguj' }).waitFor();
  await album.picture(page, 'logowanie');
  await openGuide(stranger, false);
  const walk = await signInAs(stranger, 'Anna Nowak');
  await page.getByLabel('Znak sprawy').waitFor();
  await album.picture(page, 'szukaj');
  await openGuide(walk, true);
  await perform(walk, looks);
  await perform(walk, searching);
  await askInVain(walk);
  await perform(walk, nothingFound);
  await perform(walk, details);
  await perform(walk, justifying);
  await perform(walk, keys);
  await perform(walk, stretch);
  await perform(walk, together);
  await perform(walk, writing);
  await perform(walk, evidence);
  await perform(walk, another);
  await perform(walk, wrongCall);
  await perform(walk, interrupted);
  await signOut(walk);
  await perform(walk, signingIn);
  await perform(walk, protocols);
  await perform(walk, finishing);
  await anotherCase(walk);
  await perform(walk, correcting);
  await signOut(walk);
}

/** A threat that was none: another case and basis, completed, listened to again, and filed from the list. */
async function anotherCase(walk: Walk): Promise<void> {
  await goTo(walk, 'Szukaj');
  await findAgain(walk, crimeCase, '417', '09:46');
  await perform(walk, crime);
  await hear(walk);
  await perform(walk, reopening);
  await fileFromList(walk);
}

async function somebodyRefused(stranger: Walk): Promise<void> {
  const walk = await signInAs(stranger, 'Natalia Wróbel');
  await findAgain(walk, caseNumber, '417', '214', '305');
  await perform(unpictured(walk), justifying);
  await perform(walk, refused);
  await perform(walk, ownRefusals);
  await signOut(walk);
}

async function secretary(stranger: Walk): Promise<void> {
  const walk = await signInAs(stranger, 'Halina Dudek');
  await register(walk);
  await perform(walk, reviewing);
  await perform(walk, firstContact);
  await signOut(walk);
}
