import { inNameOf } from '../office/in-name.ts';
import type { OfficePerson } from '../office/people.ts';
import { goTo, press, see, seeHeading, signIn, signOut } from '../window/hand.ts';
import { holds, type Steps, type Walk } from './steps.ts';

/** A card of the plan that is heard, of which nobody has said anything yet. */
type Waiting = { login: string; plan: string; nr: number; score: string };

async function waitingCards({ office }: Walk): Promise<Waiting[]> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<Waiting>(
    `SELECT p.login, q.id AS plan, (s.payload::jsonb #>> '{position,nr}')::integer AS nr, s.seq AS score
       FROM (SELECT * FROM office.quality_plan WHERE act IS NOT NULL ORDER BY seq DESC LIMIT 1) q, office.entry s JOIN office.recording r ON r.id = s.recording JOIN office.person p ON p.guid = r.speaker
      WHERE s.kind = 'qualityScore' AND s.recording = ANY (q.recordings)
        AND NOT EXISTS (SELECT FROM office.entry m WHERE m.kind = 'qualityRemark' AND m.recording = s.recording)
      ORDER BY nr`,
  );
  await superuser.end();
  return rows;
}

/** Whose call was heard at a place of the open plan. The draw says whose it is, so that it is somebody else each time. */
export async function ratedAt(walk: Walk, nr: number): Promise<OfficePerson> {
  const card = (await waitingCards(walk)).find((one) => one.nr === nr);
  if (card === undefined) throw new Error(`nothing waits at ${String(nr)}`);
  return walk.office.person(card.login);
}

/** At the desk of somebody whom the sign-in page of the demo does not offer. */
export async function atOwnDesk(
  walk: Walk,
  person: OfficePerson,
  work: (theirs: Walk) => Promise<void>,
): Promise<void> {
  await signIn(walk.page, person);
  await work({ ...walk, person });
  await signOut(walk.page);
}

/** Whose cards the others are has nothing to say of them. */
export async function nothingToSay(walk: Walk): Promise<void> {
  for (const { login, plan, nr, score } of await waitingCards(walk)) {
    const theirs = await inNameOf(walk.office.settings, walk.office.person(login));
    await theirs.submit('qualityRemark', { position: { plan, nr }, score: Number(score), words: null });
    await theirs.end();
  }
}

const remarks = 'Termin padł dzień wcześniej, w rozmowie z tą samą osobą.';

/** „Moje oceny”, from the notice to the remarks. */
export const remarking: Steps = {
  'Zalogować się i wybrać „Moje oceny”': async ({ page }) => {
    await goTo(page, 'Moje oceny');
    await page
      .getByRole('alert')
      .filter({ hasText: /^Przegląd PJ\/5\// })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Pokaż informację' }).first().click();
    await seeHeading(page, /^Plan PJ\//);
    await page.keyboard.press('Escape');
  },
  'Z lewej strony kliknąć kartę, przy której stoi „uwagi do': async ({ page, album }) => {
    await page.getByRole('button', { name: /^Karta 7/ }).click();
    await seeHeading(page, 'Karta oceny 7');
    await see(page, 'Tu brakuje terminu.');
    await page.getByRole('textbox', { name: 'Uwagi' }).fill(remarks);
    await album.picture('moja-karta');
  },
  'W polu „Uwagi” napisać, z czym': async ({ page }) => {
    holds((await page.getByRole('textbox', { name: 'Uwagi' }).inputValue()) === remarks, 'uwagi są wpisane');
    await page.getByRole('button', { name: 'Nie mam uwag' }).waitFor();
    await press(page, 'Wyślij uwagi');
    await see(page, /^Uwagi zapisano \(wpis/);
  },
};

/** The same, once somebody replied. */
export const reading: Steps = {
  'Gdy oceniający odpowie, kliknąć kartę jeszcze raz': async ({ page, album }) => {
    await goTo(page, 'Moje oceny');
    await page.getByRole('button', { name: /^Karta 7/ }).click();
    await see(page, /^Uwaga słuszna/);
    await see(page, /^Poprawiono /);
    await album.picture('odpowiedz');
  },
  'Aby porównać z tym, co było przedtem, wybrać „Pokaż poprzednią”': async ({ page }) => {
    await press(page, 'Pokaż poprzednią');
    await see(page, /^Poprzednia wersja z/);
    await press(page, 'Pokaż obecną');
  },
};
