import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { startOffice } from '../office/office.ts';
import { quarterBefore } from '../office/quarter.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { choose, chooseMonth, goTo, press, saveInto, see, signIn } from '../window/hand.ts';
import { startProgram } from '../window/program.ts';

/**
 * The papers of „Nagrania” (D7, D9, the statement) of the office that the demo shows, saved as somebody there does it, and a picture of each page. Throws where
 * poppler's `pdftoppm` is missing.
 */
export async function documents(root: string, electron: string, folder: string): Promise<void> {
  const office = await startOffice({ root, quarter: true, calls: { choose: () => [], destroyed: 0 } });
  try {
    const settings = office.appSettingsFile;
    const { app, page, home, stop } = await startProgram({
      ...{ root, runtime: electron, settings, screen: '1920x1200' },
    });
    try {
      await signIn(page, office.person('halina.dudek'));
      await saveInto(app, home);
      await goTo(page, 'Nagrania');
      await page.getByRole('tab', { name: /^Kompletność/ }).click();
      await press(page, 'Zapisz zestawienie');
      await see(page, 'Zestawienie zapisano.');
      await page.getByRole('tab', { name: /^Zabezpieczenia/ }).click();
      await choose(page, 'Które zabezpieczenia', 'Zakończone');
      await page.getByRole('row').filter({ hasText: 'SEK.1510.3.' }).first().click();
      await press(page, 'Zapisz kartę');
      await see(page, 'Zapisano kartę.');
      await page.getByRole('tab', { name: /^Zniszczenia/ }).click();
      await chooseMonth(page, 'Protokół za miesiąc', `${quarterBefore(legalDay()).months[2]}-01`);
      await page.getByRole('row').filter({ hasText: 'PZ/' }).first().waitFor();
      await press(page, 'Zapisz protokół i wykaz');
      await see(page, 'Zapisano protokół, a obok niego wykaz (CSV).');
    } finally {
      mkdirSync(folder, { recursive: true });
      for (const file of readdirSync(home).filter((name) => name.endsWith('.pdf')))
        execFileSync('pdftoppm', [
          ...['-png', '-r', '110', join(home, file)],
          join(folder, `dokumenty-${parse(file).name}`),
        ]);
      await stop();
    }
  } finally {
    await office.stop();
  }
}
