import type { Page } from '@playwright/test';
import { everyLook } from './album.ts';
import { announce, answerAgain, answerWith, away, failing } from './answers.ts';
import {
  caseNumber,
  condition,
  dayOf,
  findCall,
  type Part,
  planOf,
  rowOf,
  searchDay,
  signInAs,
} from './hand.ts';

/** The page of calls: from nothing typed to a call in the panel, and whatever can go wrong on the way. */
export const finding: Part = async (studio) => {
  const { office, page, album } = studio;
  await signInAs(studio, 'anna.nowak');
  await page.getByLabel('Znak sprawy').waitFor();
  await album.take('poczatek', everyLook);
  await page.getByLabel('Znak sprawy').fill('SEK.1510.7 2026');
  await page.keyboard.press('Enter');
  await album.take('znak-sprawy-z-pomylka');
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Enter');
  await editors(page, studio);

  const plan = planOf(office, 'spor');
  await searchDay(page, dayOf(plan));
  await rowOf(page, plan).waitFor();
  await album.take('wyniki', everyLook);
  await rowOf(page, plan).click();
  await album.take('rozmowa-przekazana', everyLook);
  await rowOf(page, planOf(office, 'oddzwonienie')).click();
  await album.take('rozmowa-jedna');
  await page.getByRole('button', { name: 'Kolumny' }).click();
  await album.take('kolumny');
  await page.keyboard.press('Escape');
  await condition(page, 'Godzina rozmowy', 'Około godziny', '10:00');
  await condition(page, 'Najkrótszy czas', 'Co najmniej minut', '1');
  await rowOf(page, plan).click();
  await album.take('warunki', everyLook);
  await page.getByRole('button', { name: /^Inne rozmowy z tego numeru/ }).click();
  await page.getByText('Inne rozmowy z tego samego numeru').waitFor();
  await album.take('ten-sam-numer');

  await searchDay(page, dayOf(plan));
  await condition(page, 'Godzina rozmowy', 'Około godziny', '7:00');
  await condition(page, 'Numer dzwoniącego', 'Numer albo jego ostatnie cyfry', '417');
  await page.getByText('Żadna rozmowa nie spełnia wszystkich warunków').waitFor();
  await page.getByText(/^Wyszukiwanie znajdzie więcej/).waitFor();
  await album.take('nic-nie-znaleziono', everyLook);
  await searchDay(page, '01.01.2026');
  await page.getByText('Żadna rozmowa nie spełnia wszystkich warunków').waitFor();
  await album.take('dzien-bez-rozmow');
  await searchDay(page, dayOf(planOf(office, 'drzewo')));
  await rowOf(page, planOf(office, 'drzewo')).first().click();
  await album.take('noc-zmiany-czasu');
  await trouble(studio);
};

/** Each editor of a condition, and what it says of a slip. */
async function editors(page: Page, { album }: Pick<Parameters<Part>[0], 'album'>): Promise<void> {
  await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  const day = page.getByRole('dialog').getByLabel('Dzień rozmowy');
  await day.fill('w zeszłym tygodniu');
  await album.take('dzien-slowami', ['jasny', 'ciemny', '200']);
  await day.fill('32.01.2026');
  await page.getByRole('button', { name: 'Zastosuj' }).click();
  await album.take('nie-ma-takiego-dnia');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await album.take('dodaj-warunek');
  await page.getByRole('menuitem', { name: 'Numer dzwoniącego' }).click();
  await page.getByLabel('Numer albo jego ostatnie cyfry').fill('12');
  await page.keyboard.press('Enter');
  await album.take('za-malo-cyfr');
  await page.getByLabel('Numer albo jego ostatnie cyfry').fill('417');
  await page.keyboard.press('Enter');
  await album.take('potrzebny-dzien');
}

/** Destroyed recordings, a slow and a broken server, and what is away. */
async function trouble({ office, app, page, album }: Parameters<Part>[0]): Promise<void> {
  const { rows } = await office
    .superuser()
    .then((client) =>
      client
        .query<{ day: string }>(
          "SELECT to_char(started_at AT TIME ZONE 'Europe/Warsaw', 'DD.MM.YYYY') AS day FROM office.recording WHERE state = 'destroyed' LIMIT 1",
        )
        .finally(() => client.end()),
    );
  await searchDay(page, rows[0]?.day ?? '');
  await page.getByRole('grid', { name: 'Rozmowy' }).getByRole('row').nth(3).click();
  await album.take('zniszczone', ['jasny', 'kontrast']);

  await answerWith(app, 'recordings.search', 'silence');
  await searchDay(page, '03.11.2026');
  await page.getByText(/^Trwa to dłużej niż zwykle/).waitFor();
  await album.take('wolny-serwer', ['jasny', '200']);
  await answerWith(app, 'recordings.search', failing('unexpected', { reference: '204731' }));
  await answerWith(app, 'recordings.outline', failing('unexpected', { reference: '204732' }));
  await searchDay(page, '04.11.2026');
  await page.getByText(/Numer błędu: 204731/).waitFor();
  await album.take('blad', ['jasny', 'kontrast', '200']);
  await answerWith(app, 'recordings.search', failing('database-unreachable'));
  await answerWith(app, 'recordings.outline', failing('database-unreachable'));
  await away(app, 'database');
  await searchDay(page, '05.11.2026');
  await page.getByText('Oczekiwanie na połączenie').waitFor();
  await album.take('baza-niedostepna', ['jasny', 'ciemny', 'kontrast', '200']);
  await answerAgain(app);
  await away(app);
  await findCall(page, planOf(office, 'spor'));
  for (const part of ['keeper', 'share', 'ledger'] as const) {
    await away(app, part);
    await album.take(`brak-${part}`, part === 'ledger' ? ['jasny', '200'] : ['jasny']);
  }
  const there = { database: true, keeper: true, share: true, ledger: true };
  await announce(app, 'connection.changed', { ...there, suspendedBy: 'secretary' });
  await album.take('wstrzymano-odsluchiwanie', ['jasny', '200']);
  await away(app);
  const unseen = planOf(office, 'obietnica');
  await searchDay(page, dayOf(unseen));
  await rowOf(page, unseen).waitFor();
  await answerWith(app, 'recordings.search', failing('database-unreachable'));
  await rowOf(page, unseen).click();
  await album.take('nie-policzono-innych-rozmow');
  await answerAgain(app);
}
