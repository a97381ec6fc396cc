import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { complaintDay } from './office/calls.ts';
import type { RunningOffice } from './office/office.ts';
import { legalDay } from '../shared/warsaw.ts';
import { Album } from './guide/album.ts';
import { justify, listenAndWrite } from './guide/listening.ts';
import { finish } from './guide/finishing.ts';
import { findCall, look, signIn, signOut } from './guide/steps.ts';
import { reviewAndHelp } from './guide/secretary.ts';
import { startProgram } from './window/program.ts';

/** Who walks through the guide: the people and the day of the demo office that it tells of. */
export type Walk = {
  app: ElectronApplication;
  page: Page;
  album: Album;
  /** The day of the disputed call, as a person types it. */
  day: string;
  passwordOf: (name: string) => string;
};

const size = { width: 1366, height: 768 };

/**
 * Does what `docs/user-guide.pl.md` says, step by step in the real window, and leaves its pictures in `docs/user-guide/`. Returns 0 only
 * if every step went as the guide has it and its pictures are exactly those that were made.
 */
export async function runGuide(office: RunningOffice, root: string, electron: string): Promise<number> {
  const album = new Album(join(root, 'docs/user-guide'));
  const program = await startProgram({
    root,
    electron,
    settings: office.appSettingsFile,
    screen: '1920x1200',
  });
  const { app, page } = program;
  page.setDefaultTimeout(30_000);
  const walk: Walk = {
    app,
    page,
    album,
    day: complaintDay(legalDay(new Date())).split('-').reverse().join('.'),
    passwordOf: (name) => office.people.find(({ displayName }) => displayName === name)?.password ?? '',
  };
  try {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    await listener(walk);
    await refused(walk);
    await reviewAndHelp(walk);
    const faults = album.faults(join(root, 'docs/user-guide.pl.md'));
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

async function listener(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await page.getByRole('button', { name: 'Zaloguj' }).waitFor();
  await album.picture(page, 'logowanie');
  await signIn(walk, 'Anna Nowak');
  await page.getByLabel('Znak sprawy').waitFor();
  await album.picture(page, 'szukaj');
  await look(walk);
  await findCall(walk);
  await justify(walk);
  await listenAndWrite(walk);
  await finish(walk);
  await signOut(walk, 'Anna Nowak');
}

async function refused(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await signIn(walk, 'Natalia Wróbel');
  await findCall(walk, false);
  await justify(walk, false);
  await page.getByText(/^Odmówiono dostępu/).waitFor();
  await album.picture(page, 'odmowa');
  await signOut(walk, 'Natalia Wróbel');
}
