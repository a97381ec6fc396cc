import type { Page } from '@playwright/test';
import { type StopReason, stopReason } from '../../shared/playback.ts';
import { everyLook } from './album.ts';
import { announce, answerAgain, answerWith, away, failing } from './answers.ts';
import { goTo, listenTo, type Part, planOf, rowOf, searchDay, dayOf, signInAs, type Studio } from './hand.ts';

const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę.';

/** The page of an open act: two channels, one, two hours; all that ends the sound, and what may be asked beside it. */
export const listening: Part = async (studio) => {
  const { office, page, album } = studio;
  await rememberSound(page);
  await signInAs(studio, 'anna.nowak');
  await listenTo(page, planOf(office, 'spor'));
  await album.take('gra');
  await page.evaluate(() =>
    (Reflect.get(window, 'sounding') as HTMLMediaElement).dispatchEvent(new Event('waiting')),
  );
  await page.getByText('Nagranie wczytuje się wolniej niż zwykle.').waitFor();
  await album.take('wolny-zasob', ['jasny', 'kontrast', '200']);
  await pause(page);
  await mark(page, 'Trzeci raz dzwonię i nikt nie umie powiedzieć, czy to można rozłożyć.');
  await mark(page, 'Taki wniosek składa się do wydziału podatków, zaraz połączę.');
  await page.getByLabel('Ustalenia').fill(findings);
  await page.getByText(/^zapisano/).waitFor();
  await album.take('dwa-kanaly', everyLook);
  await page.getByRole('button', { name: 'Więcej' }).click();
  await album.take('wiecej', everyLook);
  await page.getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('combobox', { name: 'Prędkość' }).click();
  await album.take('predkosc');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await album.take('klawisze', ['jasny', 'kontrast', '200']);
  await page.keyboard.press('Escape');
  await beside(studio);
  await stops(studio);
  await otherParts(studio);
  await lengths(studio);
};

/** The element that plays is part of no document: whoever wants to slow it down has to see it begin. */
async function rememberSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      Reflect.set(window, 'sounding', this);
      return play.call(this);
    };
  });
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Wstrzymaj' }).click();
  await page.getByRole('button', { name: 'Odtwarzaj' }).waitFor();
}

async function mark(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: '15 sekund naprzód' }).click();
  await page.getByRole('button', { name: 'Dodaj cytat' }).click();
  await page.keyboard.type(words);
  await page.keyboard.press('Escape');
}

/** Somebody present, evidence, and the text that is still missing. */
async function beside({ app, page, album }: Studio): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
  const who = page.getByRole('combobox', { name: 'Osoba obecna' });
  await who.pressSequentially('natalia');
  await page.getByRole('option', { name: /Natalia Wróbel/ }).waitFor();
  await album.take('osoba-obecna', ['jasny', 'kontrast', '200']);
  await page.getByRole('option', { name: /Natalia Wróbel/ }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await page.getByText('Ta osoba nie ma ważnego upoważnienia do odsłuchiwania.').waitFor();
  await album.take('osoba-obecna-odmowa');
  await who.fill('');
  await who.pressSequentially('piotr');
  await page.getByRole('option', { name: /Piotr Zieliński/ }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await page.getByRole('button', { name: /^Obecni/ }).click();
  await album.take('osoby-obecne', ['jasny', '200']);
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' }).check();
  await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).click();
  await album.take('dowod-braki');
  await page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' }).uncheck();
  const findingsField = page.getByLabel('Ustalenia');
  const typed = await findingsField.inputValue();
  await answerWith(app, 'protocol.saveDraft', failing('database-unreachable'));
  await findingsField.fill('');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await album.take('brak-ustalen', ['jasny', '200']);
  await findingsField.fill(typed);
  await page.getByText(/w tym oknie i zostaną wysłane same/).waitFor();
  await album.take('niezapisane-slowa');
  await answerAgain(app);
}

/** The second part of the call: refused, without an answer, without a drawing. */
async function otherParts({ app, page, album }: Studio): Promise<void> {
  const second = page.getByRole('button', { name: /^Odtwórz: .*część 2 z/ });
  for (const reason of ['key-unusable', 'directory-away', 'took-part-in-call']) {
    await answerWith(app, 'playback.listen', {
      value: { state: 'refused', reason, seq: 57, at: '2026-11-25T08:37:05.000Z' },
    });
    await second.click();
    await page.getByText(/^Odmówiono dostępu/).waitFor();
    await album.take(
      `odmowa-${reason}`,
      reason === 'key-unusable' ? ['jasny', 'kontrast', '200'] : ['jasny'],
    );
  }
  for (const code of ['answer-late', 'answer-untrusted', 'share-unreachable', 'recording-missing'] as const) {
    await answerWith(app, 'playback.listen', failing(code));
    await second.click();
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).waitFor();
    await album.take(code);
  }
  await answerAgain(app);
  await answerWith(app, 'playback.peaks', failing('share-unreachable'));
  await second.click();
  await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
  await pause(page);
  await album.take('bez-rysunku');
  await answerAgain(app);
}

/** What is away where the sound stopped for that. */
const awayAt: Partial<Record<StopReason, 'database' | 'keeper' | 'share'>> = {
  'keeper-lost': 'keeper',
  'share-lost': 'share',
  'database-lost': 'database',
};

/** Every reason why sound stops by itself, told of the recording that is open. */
async function stops({ office, app, page, album }: Studio): Promise<void> {
  const client = await office.superuser();
  const openings = await client.query<{ opening: string }>(
    "SELECT payload::jsonb ->> 'command' AS opening FROM office.entry WHERE kind = 'release' ORDER BY seq DESC LIMIT 1",
  );
  await client.end();
  const opening = openings.rows[0]?.opening ?? '';
  for (const reason of stopReason.options) {
    const part = awayAt[reason];
    const check = { keeper: true, share: true, suspendedBy: null };
    if (part !== undefined) check[part === 'share' ? 'share' : 'keeper'] = false;
    await away(app, part);
    const suspended = reason === 'listening-suspended' ? { suspendedBy: 'secretary' } : {};
    await answerWith(app, 'playback.check', { value: { ...check, ...suspended } });
    await announce(app, 'playback.stopped', { opening, reason });
    await page.getByRole('main').getByRole('alert').first().waitFor();
    await album.take(`przerwa-${reason}`, reason === 'keeper-lost' ? everyLook : ['jasny']);
  }
  await away(app);
  await answerAgain(app);
}

/** One channel, and a call of two hours. */
async function lengths({ office, app, page, album }: Studio): Promise<void> {
  for (const [matter, name] of [
    ['oddzwonienie', 'jeden-kanal'],
    ['granica', 'dwie-godziny'],
  ] as const) {
    const plan = planOf(office, matter);
    await goTo(page, 'Szukaj');
    await searchDay(page, dayOf(plan));
    await rowOf(page, plan).click();
    await album.take(`${name}-dodawanie`, matter === 'oddzwonienie' ? ['jasny', '200'] : ['jasny']);
    await page.getByRole('button', { name: /^Dodaj do PO\// }).click();
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
    await pause(page);
    await album.take(name, everyLook);
  }
  await page.getByRole('button', { name: 'Więcej' }).click();
  await album.take('dwie-godziny-wiecej', everyLook);
  await page.getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await page.getByText('nie ta rozmowa', { exact: false }).first().waitFor();
  await album.take('nie-ta-rozmowa');
  // At the end: who is kept waiting for this answer can ask for no other recording.
  await answerWith(app, 'playback.listen', 'silence');
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await page.getByText('Otwieranie nagrania…').last().waitFor();
  await album.take('otwieranie', ['jasny', 'kontrast', '200']);
}
