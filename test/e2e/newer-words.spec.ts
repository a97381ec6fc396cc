import { answerAgain, answerWith, failing } from '../../build/pictures/answers.ts';
import { controls, goTo, listenTo, press, signIn } from '../../build/window/hand.ts';
import { expectGood } from './audit.ts';
import { focusInWords } from './keyboard.ts';
import { ask } from './ledger.ts';
import { expect, planOf, type RunningOffice, type SignedIn, test, who } from './office.ts';

/** One person at two workstations: what a window could not save before its session ended takes the place of nothing that was saved later. */

test.use({ seed: { of: 'newer-words', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('what is typed at a second workstation stays until the person has seen both texts and chosen one', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  const findings = ({ page }: Pick<SignedIn, 'page'>) => page.getByLabel('Ustalenia');
  const dialog = first.page.getByRole('alertdialog', { name: 'Zapisano już inną treść' });
  await listenTo(first.page, planOf(office, 'oddzwonienie'));
  await findings(first).fill('Obiecano oddzwonić.');
  await expect.poll(() => savedFindings(office)).toBe('Obiecano oddzwonić.');

  let workstations = 1;
  /** Types here what cannot be saved; while the computer sleeps something else is typed at another one, and then the person comes back. */
  const typeAtBoth = async (here: string, there: string): Promise<void> => {
    await answerWith(first.app, 'protocol.saveDraft', failing('database-unreachable'));
    await findings(first).fill(here);
    workstations += 1;
    await asleep(office, first, async () => {
      const second = await signedIn(who.listener, { home: `${first.home}-${workstations}` });
      await goOn(second);
      await findings(second).fill(there);
      await expect.poll(() => savedFindings(office)).toBe(there);
      await second.stop();
    });
    await expect(controls(first.page).signIn).toBeVisible();
    await answerAgain(first.app);
    await signIn(first.page, office.person(who.listener));
    for (const words of [here, there, /PO\/\d+\/\d{4} – ustalenia/])
      await expect(dialog).toContainText(words);
    expect(await savedFindings(office)).toBe(there);
  };

  await typeAtBoth('Obiecano oddzwonić do piątku.', 'Obiecano oddzwonić; terminu nie podano.');
  await expectGood(first.app, first.page, 'what to keep of two texts');
  // Nothing of the page lies over it.
  await expect(first.page.getByRole('listbox')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Zostaw to, co na serwerze' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => focusInWords(first.page)).not.toBe('nothing');
  await goOn(first);
  await expect(findings(first)).toHaveValue('Obiecano oddzwonić; terminu nie podano.');

  await typeAtBoth('Obiecano oddzwonić w piątek o 10.', 'Nic nie obiecano.');
  await dialog.getByRole('button', { name: 'Wstaw to, co w tym oknie' }).click();
  await expect.poll(() => savedFindings(office)).toBe('Obiecano oddzwonić w piątek o 10.');
  await goOn(first);
  await expect(findings(first)).toHaveValue('Obiecano oddzwonić w piątek o 10.');
});

/** A workstation that sleeps: its program does nothing, and its connections are gone. */
async function asleep(
  office: RunningOffice,
  { app, login }: SignedIn,
  work: () => Promise<void>,
): Promise<void> {
  app.process().kill('SIGSTOP');
  try {
    await ask(office, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${login}'`);
    await work();
  } finally {
    app.process().kill('SIGCONT');
  }
}

async function goOn({ page }: SignedIn): Promise<void> {
  await goTo(page, 'Protokoły');
  await press(page, /^Wróć do odsłuchania/);
}

async function savedFindings(office: RunningOffice): Promise<string | undefined> {
  const [row] = await ask<{ findings: string }>(
    office,
    `SELECT text::jsonb #>> '{words,findings}' AS findings FROM office.draft WHERE kind = 'protocol' ORDER BY saved DESC LIMIT 1`,
  );
  return row?.findings;
}
