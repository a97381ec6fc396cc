import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  approve,
  choose,
  controls,
  dayText,
  findCall,
  goTo,
  hear,
  justify,
  press,
} from '../../build/window/hand.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { takeIn } from './exchange.ts';
import { leadClock } from './led-clock.ts';
import { ask, entriesOf, headOf, orderDestruction, recordingOf } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectWhole, filesOf, keyFile } from './whole.ts';

/** § 3 ust. 3: what somebody whom a recording concerns wants restricted or erased, from the request to what follows. */

test.use({ seed: { of: 'restriction', choose: ({ matter }) => matter === 'spor' } });

const typed = (day: string): string => day.split('-').reverse().join('.');
const panelOf = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

test('a restricted call is opened for its person’s rights alone, until its end; an erasure is two people’s, and it is gone that night', async ({
  office,
  signedIn,
  folder,
}) => {
  const call = planOf(office, 'spor');
  const recording = await recordingOf(office, call);
  const before = await headOf(office);
  const today = legalDay();
  const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  const { password } = office.person(who.secretary);
  const enter = async (request: string, right: string, effect: string): Promise<void> => {
    await press(page, 'Ogranicz na wniosek osoby…');
    const panel = panelOf(page, /^(Ograniczenie|Usunięcie) na wniosek osoby$/);
    await panel.getByRole('button', { name: 'Zapisz', exact: true }).click();
    await expect(panel).toContainText('Należy wskazać rozmowę.');
    await panel.getByRole('textbox', { name: 'Wniosek (nr)' }).fill(request);
    await choose(page, 'Prawo', right);
    await panel.getByRole('textbox', { name: 'Wpłynął' }).fill(typed(today));
    await panel.getByRole('textbox', { name: 'Dzień rozmowy' }).fill(typed(dayText(call)));
    const hour = new Date(call.sidecar.startedAt).toLocaleTimeString('pl-PL', {
      ...{ hour: 'numeric', hour12: false, timeZone: 'Europe/Warsaw' },
    });
    await panel.getByRole('textbox', { name: 'Godzina' }).fill(hour);
    await press(page, 'Pokaż rozmowy');
    await panel
      .getByRole('checkbox', { name: new RegExp(`wewn. ${call.sidecar.extension}`) })
      .first()
      .check();
    if (effect !== 'ograniczenie') await choose(page, 'Skutek', effect);
    await panel.getByRole('textbox', { name: 'Rozstrzygnięcie' }).fill('Wniosek uznano za zasadny.');
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    expect(await faults(page)).toEqual([]);
    const send = effect === 'ograniczenie' ? 'Zapisz' : 'Zapisz usunięcie';
    await panel.getByRole('button', { name: send, exact: true }).click();
    await expect(panel).toHaveCount(0);
  };

  await test.step('the Secretary restricts it; of a request for restriction nothing is erased', async () => {
    await goTo(page, 'Nagrania');
    await choose(page, 'Które zabezpieczenia', 'Ograniczenia');
    await expect(page.getByText('Niczego nie ograniczono ani nie usunięto na wniosek osoby.')).toBeVisible();
    await enter('6/2026', 'ograniczenie (art. 18 RODO)', 'ograniczenie');
    await expect(page.getByRole('row', { name: /6\/2026/ })).toContainText('trwa');
  });

  await test.step('a listener is refused, but in a case of that person’s rights', async () => {
    await findCall(listener.page, call);
    await justify(listener.page);
    await approve(listener.page);
    await expect(
      listener.page.getByText('Odmówiono dostępu – nagranie ograniczone na wniosek osoby.'),
    ).toBeVisible();
    await findCall(listener.page, call);
    await controls(listener.page).justify.click();
    await choose(
      listener.page,
      'Podstawa prawna',
      'Wniosek osoby o dostęp do danych lub ich kopię – art. 15 RODO',
    );
    await listener.page.getByRole('radio', { name: /Osoba wnosi o treść własnej rozmowy/ }).check();
    await listener.page.getByRole('textbox', { name: 'Nr wniosku' }).fill('6/2026');
    await listener.page
      .getByRole('textbox', { name: 'Sposób potwierdzenia tożsamości' })
      .fill('dowód osobisty okazany w urzędzie');
    await listener.page.getByRole('textbox', { name: 'Termin odpowiedzi' }).fill(typed(today));
    await approve(listener.page);
    await hear(listener.page);
    expect(await entriesOf(office, 'release', before)).toMatchObject([
      { payload: { recording, basis: 'RODO_15' } },
    ]);
  });

  await test.step('it ends once the person was told', async () => {
    await page.getByRole('row', { name: /6\/2026/ }).click();
    const panel = panelOf(page, 'Wniosek 6/2026');
    await expect(panel).toContainText('Nagranie wraca do zwykłego okresu');
    await panel.getByRole('textbox', { name: 'Dlaczego ograniczenie ustaje' }).fill('Spór rozstrzygnięto.');
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zakończ ograniczenie');
    await expect(panel).toContainText('Należy podać dzień');
    await panel.getByRole('textbox', { name: 'Osobę powiadomiono dnia' }).fill(typed(today));
    expect(await faults(page)).toEqual([]);
    await press(page, 'Zakończ ograniczenie');
    await expect(panel).toHaveCount(0);
    await expect(page.getByRole('row', { name: /6\/2026/ })).toContainText(`zakończono ${typed(today)}`);
  });

  await test.step('an erasure waits for another person, and no night is promised for what is still written down', async () => {
    await enter('7/2026', 'usunięcie (art. 17 RODO)', 'usunięcie');
    await page.getByRole('row', { name: /7\/2026/ }).click();
    const panel = panelOf(page, 'Wniosek 7/2026');
    await expect(panel).toContainText('potwierdzić je musi inna osoba');
    await expect(panel.getByRole('button', { name: 'Potwierdź usunięcie' })).toHaveCount(0);
    const deputy = await signedIn(who.deputy, { home: join(folder, 'deputy') });
    await goTo(deputy.page, 'Pulpit');
    const waits = deputy.page.getByRole('row').filter({ hasText: /Usunięcia nagrań do potwierdzenia: 1/ });
    await waits.getByRole('button', { name: /^Pokaż/ }).click();
    await deputy.page.getByRole('row', { name: /7\/2026/ }).click();
    const theirs = panelOf(deputy.page, 'Wniosek 7/2026');
    await theirs.getByLabel('Hasło', { exact: true }).fill(office.person(who.deputy).password);
    await press(deputy.page, 'Potwierdź usunięcie');
    await expect(theirs).toHaveCount(0);
    await expect(deputy.page.getByRole('row', { name: /7\/2026/ })).toContainText(
      'czeka: czynność odsłuchania niezakończona',
    );
    const [, , erasure] = await entriesOf(office, 'restricted', before);
    expect(await entriesOf(office, 'confirmed', before)).toMatchObject([
      { payload: { entries: [erasure?.seq], asked: { password: true } } },
    ]);
    await goTo(deputy.page, 'Pulpit');
    await expect(deputy.page.getByRole('heading', { name: 'Do zrobienia' })).toBeVisible();
    await expect(waits).toHaveCount(0);
    await deputy.stop();
  });

  await test.step('once that is written down, the next night takes its key and its words, and ingest its files', async () => {
    await controls(listener.page).findings.fill('Rozmówca pyta o termin.');
    await controls(listener.page).finish.click();
    await expect(controls(listener.page).file).toBeVisible();
    await Promise.all([listener.stop(), stop()]);
    const key = keyFile(office, call, recording);
    expect([existsSync(key), filesOf(office.share, recording).length > 0]).toEqual([true, true]);
    const led = await leadClock(office);
    try {
      await led.backUp();
      await orderDestruction(office);
      expect(await led.night()).toBeNull();
      expect(existsSync(key)).toBe(false);
      await takeIn(office, mkdtempSync(join(folder, 'exchange-')));
      expect(filesOf(office.share, recording)).toEqual([]);
      expect(await entriesOf(office, 'destroyed', before)).toMatchObject([
        { payload: { term: [], ended: [], erasure: [recording] } },
      ]);
      expect(await entriesOf(office, 'removed', before)).toMatchObject([{ payload: { again: false } }]);
      const stub = 'SELECT state, caller, answered_login, answered_by FROM office.recording WHERE id = $1';
      expect(await ask(office, stub, [recording])).toEqual([
        { state: 'destroyed', caller: null, answered_login: null, answered_by: '' },
      ]);
      const words = `SELECT FROM office.entry_text t JOIN office.entry e USING (seq) WHERE e.kind = 'ingest' AND e.recording = $1`;
      expect(await ask(office, words, [recording])).toEqual([]);
      const later = await signedIn(who.secretary, { home: join(folder, 'later') });
      await goTo(later.page, 'Nagrania');
      await choose(later.page, 'Które zabezpieczenia', 'Ograniczenia');
      await expect(later.page.getByRole('row', { name: /7\/2026/ })).toContainText(
        /usunięto \d\d\.\d\d\.\d{4}/,
      );
      await later.stop();
      await expectWhole(office);
    } finally {
      await led.stop();
    }
  });
});
