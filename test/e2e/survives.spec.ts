import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { chooseBasis, controls, findCall, listenTo, signIn, signOut } from '../../build/window/hand.ts';
import { ask } from './ledger.ts';
import { expect, planOf, type RunningOffice, type SignedIn, story, test, who } from './office.ts';

/**
 * Whatever ends a window, a session or a workstation: what was typed is there afterwards. The waits are what is tried, the time between
 * keys and between the last of them and the end; nothing is waited for by them, and a loss is counted in keys.
 */

test.use({ seed: { of: 'survives', choose: story } });

test.afterEach(({ office }) => office.database.resume());

test('a window that is closed 0.8 s after the last key: every word of every field is there at the next start', async ({
  office,
  signedIn,
}) => {
  let window = await signedIn(who.listener);
  const { home } = window;
  let starts = 1;
  const again = async (): Promise<Page> => {
    await window.page.waitForTimeout(800);
    await closeByHand(window);
    starts += 1;
    window = await signedIn(who.listener, { home: `${home}-${starts}` });
    return window.page;
  };
  let { page } = window;
  const plan = planOf(office, 'obietnica');
  const own = 'Skarżący twierdzi, że urzędnik obiecał mu odpowiedź do piątku.';

  await test.step('reasons, before there is an act', async () => {
    await findCall(page, plan);
    await controls(page).justify.click();
    await chooseBasis(page);
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await page.getByLabel('Powód własnymi słowami').pressSequentially(own);
    page = await again();
    await findCall(page, plan);
    await controls(page).justify.click();
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await expect(page.getByLabel('Powód własnymi słowami')).toHaveValue(own);
    await controls(page).register.fill('14/2026');
    await controls(page).approve.click();
    await controls(page).pause.waitFor();
  });

  const findings = 'Urzędnik obiecał oddzwonić; terminu nie podał.';
  await test.step('the text of the protocol, and what is evidence', async () => {
    await page.getByLabel('Ustalenia').pressSequentially(findings);
    await page.getByLabel('Uwagi').pressSequentially('Połączenie przerwano.');
    await page.getByLabel('Nagranie stanowi dowód w postępowaniu').check();
    await page.getByLabel('Postępowanie').pressSequentially('karne, Sąd Rejonowy');
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    await page.keyboard.type('Oddzwonimy.');
    page = await again();
    await goOn(page);
    await expect(page.getByLabel('Ustalenia')).toHaveValue(findings);
    await expect(page.getByLabel('Uwagi')).toHaveValue('Połączenie przerwano.');
    await expect(page.getByRole('region', { name: 'Cytaty' })).toContainText('„Oddzwonimy.”');
    await expect(page.getByLabel('Postępowanie')).toHaveValue('karne, Sąd Rejonowy');
    // Nobody has sent it: the protocol would say „nie”, and the words would go with its end.
    await controls(page).finish.click();
    await expect(page.getByText(/^Nagranie zaznaczono jako dowód, ale go nie zabezpieczono\./)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Zabezpiecz nagranie' })).toBeFocused();
    await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).click();
    await expect(page.getByText(/^Karta zabezpieczenia nr /)).toBeVisible();
    await controls(page).finish.click();
  });

  const missing = 'Strona odmówiła podpisu.';
  await test.step('why a signature is missing', async () => {
    await page.getByLabel('Odmowa lub brak podpisu').check();
    await page.getByLabel('Kto nie podpisał i dlaczego').pressSequentially(missing);
    page = await again();
    await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
    await page.getByRole('button', { name: /^Dołącz do akt: / }).click();
    await expect(page.getByLabel('Kto nie podpisał i dlaczego')).toHaveValue(missing);
  });

  await test.step('a correction', async () => {
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await page.getByLabel('Ustalenia').press('Control+End');
    await page.keyboard.type(' Powtórzył to.');
    page = await again();
    await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
    await page.getByRole('button', { name: /^Dołącz do akt: / }).click();
    await expect(page.getByLabel('Ustalenia')).toHaveValue(`${findings} Powtórzył to.`);
  });
});

/** From the bar above the empty search back to the act that waits longest. */
async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await page
    .getByRole('button', { name: /^Wróć do odsłuchania: / })
    .first()
    .click();
}

/** The cross of the window; waits until the program has gone. */
async function closeByHand({ app }: Pick<SignedIn, 'app'>): Promise<void> {
  const gone = once(app.process(), 'exit');
  // The answer may be lost with the program.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  await gone;
}

test('with the database away closing and signing out say what is not saved, and wait for a yes', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await page.getByLabel('Ustalenia').fill('Przed przerwą.');
  await expect(page.getByText(/^zapisano /)).toBeVisible();
  await office.database.suspend();
  await page.getByLabel('Ustalenia').fill('Przed przerwą. W czasie przerwy.');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const dialog = page.getByRole('alertdialog', { name: 'Nie wszystko jest zapisane' });
  await expect(dialog).toContainText(/PO\/\d+\/2026 – ustalenia: zmiany po \d\d:\d\d:\d\d/);
  await expect(dialog).not.toContainText('przerw');
  await dialog.getByRole('button', { name: 'Zostań w programie' }).click();
  await expect(page.getByLabel('Ustalenia')).toHaveValue('Przed przerwą. W czasie przerwy.');

  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await expect(dialog.getByRole('button', { name: 'Wyloguj bez zapisania' })).toBeVisible();
  await office.database.resume();
  await expect(page.getByRole('alertdialog', { name: 'Wszystko jest już zapisane' })).toBeVisible();
  expect(await findingsOf(office, who.other)).toBe('Przed przerwą. W czasie przerwy.');
  await page.getByRole('button', { name: 'Wyloguj' }).click();
  await expect(controls(page).signIn).toBeVisible();

  await signIn(page, office.person(who.other));
  await goOn(page);
  await page.getByLabel('Ustalenia').fill('Tego nikt nie zapisze.');
  await office.database.suspend();
  await page.getByLabel('Uwagi').fill('Ani tego.');
  const gone = once(app.process(), 'exit');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  // The click takes away the window that it is made in: whether it is told of in time is nobody's promise.
  await dialog
    .getByRole('button', { name: 'Zamknij bez zapisania' })
    .click()
    .catch((error: unknown) => {
      if (!String(error).includes('has been closed')) throw error;
    });
  await gone;
});

/** Milliseconds from the last key to what happens then. The whole table takes some minutes. */
const gaps = process.env['ODSLUCH_SURVIVAL'] === 'whole' ? [200, 1000, 5000] : [200];
/** A key each tenth of a second, sixty of them: six seconds and more. What was typed in the last three may be lost, and nothing before. */
const keyMs = 100;
const keysTyped = 60;
const mostMs = 3_000;
/** What a computer leaves a program before it sleeps, and somebody sees after a lock. */
const momentMs = 500;

type Desk = {
  window(): SignedIn;
  office: RunningOffice;
  /** Starts the program anew, after it has gone. */
  startAgain(): Promise<void>;
};

/** Does it, and leaves what survived in the database; a window that is still there goes on. */
const ends: Record<string, (desk: Desk) => Promise<void>> = {
  'closed by hand': async ({ window }) => closeByHand(window()),
  'signed out': ({ window }) => signOut(window().page),
  locked: async ({ window }) => {
    await window().app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await window().page.waitForTimeout(momentMs);
    await kill(window());
  },
  'put to sleep': async ({ window }) => {
    await window().app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await window().page.waitForTimeout(momentMs);
    await kill(window());
  },
  killed: ({ window }) => kill(window()),
  'killed without a database': async ({ window, office }) => {
    await office.database.suspend();
    await kill(window());
    await office.database.resume();
  },
};
/** Whatever is saved before it ends. */
const loseNothing = ['closed by hand', 'signed out', 'locked', 'put to sleep'];

async function kill({ app }: SignedIn): Promise<void> {
  const gone = once(app.process(), 'exit');
  app.process().kill('SIGKILL');
  await gone;
}

test('no way in which a window, a session or a workstation ends costs more than three seconds of typing', async ({
  office,
  signedIn,
}) => {
  test.setTimeout(900_000);
  let window = await signedIn(who.listener);
  const { home } = window;
  let starts = 1;
  await listenTo(window.page, planOf(office, 'spor'));
  const startAgain = async (): Promise<void> => {
    starts += 1;
    window = await signedIn(who.listener, { home: `${home}-${starts}` });
    await goOn(window.page);
  };
  const desk: Desk = { window: () => window, office, startAgain };
  const rows: string[] = [];
  for (const [way, end] of Object.entries(ends))
    for (const gap of gaps) {
      const typed = `${way} ${gap}: `.padEnd(keysTyped, '0 1 2 3 4 5 6 7 8 9 ').replace(/ $/, '.');
      const field = window.page.getByLabel('Ustalenia');
      await field.fill('');
      const keys: number[] = [];
      for (const key of typed) {
        await window.page.keyboard.type(key);
        keys.push(performance.now());
        await window.page.waitForTimeout(keyMs);
      }
      await window.page.waitForTimeout(Math.max(0, gap - keyMs));
      const ended = performance.now();
      await end(desk);
      const survived = (await findingsOf(office, who.listener)) ?? '';
      const lost = typed.startsWith(survived) ? typed.length - survived.length : typed.length;
      const seconds = lost === 0 ? 0 : (keys.at(-1) ?? 0) - (keys[survived.length - 1] ?? keys[0] ?? 0);
      rows.push(
        [way, `${gap} ms`, `${typed.length} typed`, `${lost} lost`, `${(seconds / 1000).toFixed(1)} s`].join(
          ' | ',
        ),
      );
      const young = loseNothing.includes(way) ? 0 : keys.filter((at) => at > ended - mostMs).length;
      expect.soft(lost, `${way} ${gap} ms after the last key`).toBeLessThanOrEqual(young);
      if (way === 'signed out') {
        await signIn(window.page, office.person(who.listener));
        await goOn(window.page);
      } else await startAgain();
      await expect(window.page.getByLabel('Ustalenia')).toHaveValue(survived);
    }
  console.log(rows.join('\n'));
});

async function findingsOf(office: RunningOffice, login: string): Promise<string | undefined> {
  const [row] = await ask<{ findings: string }>(
    office,
    `SELECT text::jsonb #>> '{words,findings}' AS findings FROM office.draft d JOIN office.person p ON p.guid = d.guid WHERE p.login = '${login}' AND d.kind = 'protocol' ORDER BY saved DESC LIMIT 1`,
  );
  return row?.findings;
}
