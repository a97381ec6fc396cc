import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { verify } from '../../server/verify/run.ts';
import { caseNumber, controls, goTo, hear, saveInto, see, seeHeading, chooseBasis } from '../window/hand.ts';
import { resizeTo, sheetsDrawn, usual } from '../window/looks.ts';
import { perform, type Steps, type Walk, type Step } from './steps.ts';
import { findings } from './writing.ts';

/** More inputs than these fail the tour. */
const atMost: Readonly<Record<string, number>> = {
  'Od znalezionej rozmowy do dźwięku': 4,
  'Druga część tej samej rozmowy': 1,
  'Kolejne nagranie w tej samej czynności': 1,
  'Od ustaleń do protokołu w aktach sprawy': 3,
};

/** The demo lists its people: one press names them, with their password. */
async function enter({ page, hand }: Walk, name: string): Promise<void> {
  const on = controls(page);
  await hand.click(on.person(name));
  await hand.click(on.signIn);
}

async function leave({ page, hand }: Walk): Promise<void> {
  await hand.click(page.getByRole('banner').getByRole('button').last());
  await hand.click(page.getByRole('menuitem', { name: 'Wyloguj' }));
  await controls(page).signIn.waitFor();
}

async function findDay({ page, hand, day }: Walk): Promise<void> {
  const on = controls(page);
  await hand.type(on.caseNumber, caseNumber, 'Enter');
  await hand.type(on.dayField, day, 'Enter');
}

async function giveReason({ page, hand }: Walk): Promise<void> {
  const on = controls(page);
  await hand.click(on.justify);
  await hand.pick(chooseBasis(page));
  await hand.click(on.reason);
  await hand.type(on.register, '14/2026');
}

/** One listening as a listener does it, with a second part and a second recording in the same act. */
const listening: Steps = {
  Logowanie: async (walk) => {
    await enter(walk, 'Anna Nowak');
    await controls(walk.page).caseNumber.waitFor();
    await walk.album.picture('szukaj');
  },
  'Wyszukanie rozmowy: znak sprawy, dzień, rozmowa': async (walk) => {
    const on = controls(walk.page);
    await findDay(walk);
    await walk.hand.click(on.row('417', '214', '305'));
    await on.justify.waitFor();
    await walk.album.picture('znaleziona-rozmowa');
  },
  'Od znalezionej rozmowy do dźwięku': async (walk) => {
    await giveReason(walk);
    await walk.album.picture('uzasadnienie');
    // The field that was filled last approves.
    await controls(walk.page).register.press('Enter');
    await hear(walk.page);
    await walk.album.picture('odsluchanie');
  },
  'Druga część tej samej rozmowy': async ({ page, hand, album }) => {
    await hand.click(controls(page).part(2));
    await hear(page);
    await album.picture('druga-czesc');
  },
  'Druga rozmowa tej osoby: powrót do listy': async ({ page, hand, album }) => {
    const on = controls(page);
    await hand.click(on.addRecording);
    await hand.click(on.row('417', '09:46'));
    await on.addAndPlay.waitFor();
    await album.picture('kolejne-nagranie');
  },
  'Kolejne nagranie w tej samej czynności': async ({ page, hand, album }) => {
    await hand.click(controls(page).addAndPlay);
    await hear(page);
    await album.picture('kolejne-nagranie-odtwarzane');
  },
};

/** The same pages at 200 % on a large screen, and the dark theme. */
async function otherLooks({ app, page, album }: Walk): Promise<void> {
  const toPage = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await resizeTo(app, page, { width: 1920, height: 1080, zoom: 2 });
  await album.picture('odsluchanie-200-procent');
  await toPage('Szukaj');
  await controls(page).row('417').waitFor();
  await album.picture('szukaj-200-procent');
  await resizeTo(app, page, usual);
  await page.emulateMedia({ colorScheme: 'dark' });
  await toPage('Odsłuchanie');
  await album.picture('odsluchanie-ciemny');
  await page.emulateMedia({ colorScheme: 'light' });
}

/** From the findings to the case file, somebody who is refused, and what the Secretary sees of it. */
const completing: Steps = {
  'Od ustaleń do protokołu w aktach sprawy': async ({ page, hand, album }) => {
    const on = controls(page);
    await hand.type(on.findings, `${findings} Odmowy udzielenia informacji nie stwierdzono.`);
    await album.picture('ustalenia');
    await hand.click(on.finish);
    await on.file.waitFor();
    await sheetsDrawn(page);
    await album.picture('protokol-zakonczony');
    await hand.click(on.file);
    await seeHeading(page, 'Dołączono do akt sprawy');
    await album.picture('protokol-w-aktach');
  },
  'Protokół jako PDF': async ({ app, page, home, root, hand }) => {
    const name = await page.getByText(/^PO_.*\.pdf$/).innerText();
    await saveInto(app, home);
    await hand.click(controls(page).savePdf);
    await see(page, /zapisano/i);
    if (!existsSync(join(home, name))) throw new Error('the protocol was not saved');
    copyFileSync(join(home, name), join(root, 'demo-output', name));
  },
  'Moje protokoły': async ({ page, hand, album }) => {
    await hand.click(page.getByRole('button', { name: /^Protokoły/ }));
    await controls(page).row(caseNumber).waitFor();
    await album.picture('moje-protokoly');
  },
  'Odmowa: osoba, która odebrała tę rozmowę': async (walk) => {
    const { page, hand } = walk;
    const on = controls(page);
    await leave(walk);
    await enter(walk, 'Barbara Zych');
    await findDay(walk);
    await hand.click(on.row('417', '09:46'));
    await giveReason(walk);
    await hand.click(on.approve);
    await see(page, /^Odmówiono dostępu/);
    await walk.album.picture('odmowa');
  },
  'Sekretarz: rejestr odsłuchań': async (walk) => {
    await leave(walk);
    await enter(walk, 'Halina Dudek');
    await goTo(walk.page, 'Rejestr');
    await controls(walk.page).row(caseNumber).waitFor();
    await walk.album.picture('rejestr');
  },
};

/** Performs the chapter in the real window. Returns 0 only if every step went as a person needs it and the ledger verifies. */
export async function tour(walk: Walk): Promise<number> {
  const ledger = await walk.office.superuser();
  try {
    const told = await telling(walk, ledger, atMost);
    await controls(walk.page).signIn.waitFor();
    await walk.album.picture('logowanie');
    await perform(walk, listening, told);
    await otherLooks(walk);
    await perform(walk, completing, told);
    const { faultless, sentence } = await verify(walk.office.settings, { quick: false, exported: null });
    walk.album.say(`\nKsięga: ${sentence}`);
    return faultless ? 0 : 1;
  } finally {
    await ledger.end();
  }
}

type Entry = { seq: string; kind: string; reason: string | null; login: string };

/**
 * Performs steps of the tour and tells of each how many inputs it needed and what the ledger has since. `atMost`: more inputs than a step may take fail
 * the tour.
 */
async function telling(
  { album, hand }: Walk,
  ledger: Client,
  atMost: Readonly<Record<string, number>>,
): Promise<(words: string, step: Step, walk: Walk) => Promise<void>> {
  let seen = 0;
  const newEntries = async (): Promise<Entry[]> => {
    const { rows } = await ledger.query<Entry>(
      "SELECT seq, kind, payload::jsonb ->> 'reason' AS reason, login FROM office.entry WHERE seq > $1 ORDER BY seq",
      [seen],
    );
    seen = Number(rows.at(-1)?.seq ?? seen);
    return rows;
  };
  await newEntries();
  return async (words, step, walk) => {
    const before = hand.inputs();
    await step(walk);
    const inputs = hand.inputs() - before;
    const most = atMost[words];
    if (most !== undefined && inputs > most) throw new Error(`${inputs} inputs, at most ${most} allowed`);
    album.say(`${words}\n   działania: ${inputs}${most === undefined ? '' : ` (najwyżej ${most})`}`);
    for (const { seq, kind, reason, login } of await newEntries())
      album.say(`   księga: wpis ${seq} ${kind}${reason === null ? '' : ` – ${reason}`} (${login})`);
  };
}
