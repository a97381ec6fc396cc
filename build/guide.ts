import { join } from 'node:path';
import { Album, type AlbumOptions } from './guide/album.ts';
import { agreeing, allowing } from './guide/allowing.ts';
import { authorising, comparing, ending, registering } from './guide/authorising.ts';
import { explaining } from './guide/explaining.ts';
import { askInVain, details, findAgain, nothingFound, searching } from './guide/finding.ts';
import { correcting, fileFromList, finishing, ownRefusals, protocols, reopening } from './guide/finishing.ts';
import { ended, lasting, securing } from './guide/holding.ts';
import { crime, justifying, refused } from './guide/justifying.ts';
import { another, keys, stretch, together, wrongCall } from './guide/listening.ts';
import { approving, declare, deputising, overseeing } from './guide/others.ts';
import { approvingPlan, planning, returningPlan, summing } from './guide/planning.ts';
import { atOwnDesk, nothingToSay, ratedAt, reading, remarking } from './guide/rated.ts';
import { annotating, beginning, concluding, replying, scoring, submitting } from './guide/rating.ts';
import { coordinating, firstContact, register, reviewing } from './guide/secretary.ts';
import { erasing, freeing, restricting } from './guide/requesting.ts';
import { monthly } from './guide/reviewing.ts';
import { atDesk, interrupted, looks, openGuide, signingIn } from './guide/signing-in.ts';
import { crimeCase, perform, type Steps, type Walk } from './guide/steps.ts';
import { story } from './guide/story.ts';
import { tour } from './guide/tour.ts';
import { deciding, reporting } from './guide/untold.ts';
import { evidence, writing } from './guide/writing.ts';
import { type CallPlan, complaintDay, dayOfCalls } from './office/calls.ts';
import { type RunningOffice, startOffice } from './office/office.ts';
import { reviewedClerks } from './office/quarter-quality.ts';
import { caseNumber, controls, countingHand, dayText, goTo, hear, signOut } from './window/hand.ts';
import { resizeTo, usual } from './window/looks.ts';
import { startProgram } from './window/program.ts';

type Walking = (office: RunningOffice, root: string, electron: string) => Promise<number>;

/**
 * Does what `docs/user-guide.pl.md` says, step by step in the real window, and leaves its pictures in `docs/user-guide/`. Returns 0 only
 * if every numbered step was done and the pictures are exactly those that were made.
 */
export const runGuide: Walking = (office, root, electron) =>
  walkThrough(office, root, electron, { folder: join(root, 'docs/user-guide'), numbered: false }, guide);

/** One listening, a refusal and the Secretary's register, performed in the real window and left in `demo-output/` with `tour.txt`. */
export const runTour: Walking = (office, root, electron) =>
  walkThrough(office, root, electron, { folder: join(root, 'demo-output'), numbered: true }, tour);

async function walkThrough(
  office: RunningOffice,
  root: string,
  electron: string,
  pictures: AlbumOptions,
  chapter: (walk: Walk) => Promise<number>,
): Promise<number> {
  const settings = office.appSettingsFile;
  const program = await startProgram({ root, runtime: electron, settings, screen: '1920x1200' });
  const { app, page, home } = program;
  const album = new Album(app, page, pictures);
  const walk: Walk = {
    ...{ app, page, album, office, root, electron, home },
    hand: countingHand(page),
    person: office.person('anna.nowak'),
    day: dayText(complaintDay(dayOfCalls())),
    done: new Set(),
  };
  try {
    await resizeTo(app, page, usual);
    return await chapter(walk);
  } catch (error) {
    album.say(`NIE UDAŁO SIĘ: ${error instanceof Error ? error.message : String(error)}`);
    await page.screenshot({ path: join(root, 'demo-output/niepowodzenie.png') });
    return 1;
  } finally {
    if (pictures.numbered) album.saveWords('tour.txt');
    await program.stop();
  }
}

async function guide(walk: Walk): Promise<number> {
  await controls(walk.page).signIn.waitFor();
  await walk.album.picture('logowanie');
  await openGuide(walk, false);
  await atDesk(walk, 'Anna Nowak', listener);
  await atDesk(walk, 'Barbara Zych', somebodyRefused);
  await atDesk(walk, 'Halina Dudek', secretary);
  await atDesk(walk, 'Marek Bielak', deputy);
  await monthBehind(walk);
  const undone = story.flatMap((steps) => Object.entries(steps)).filter(([, step]) => !walk.done.has(step));
  const faults = [
    ...undone.map(([words]) => `nie wykonano kroku: ${words}`),
    ...walk.album.faults(join(walk.root, 'docs/user-guide.pl.md')),
  ];
  for (const fault of faults) walk.album.say(fault);
  return faults.length === 0 ? 0 : 1;
}

async function listener(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await controls(page).caseNumber.waitFor();
  await album.picture('szukaj');
  await openGuide(walk, true);
  await perform(walk, looks);
  await perform(walk, searching);
  await askInVain(walk);
  for (const list of [nothingFound, details, justifying, keys, stretch, together, writing, evidence])
    await perform(walk, list);
  for (const list of [another, wrongCall]) await perform(walk, list);
  await goTo(page, 'Odsłuchanie');
  await page
    .getByRole('button', { name: /^Odtwórz: / })
    .first()
    .click();
  await hear(page);
  await perform(walk, interrupted);
  await signOut(page);
  for (const list of [signingIn, protocols, finishing]) await perform(walk, list);
  await anotherCase(walk);
  await perform(walk, correcting);
}

/** A threat that was none: another case and basis, completed, listened to again, and filed from the list. */
async function anotherCase(walk: Walk): Promise<void> {
  await goTo(walk.page, 'Szukaj');
  await findAgain(walk, crimeCase, '417', '09:46');
  await perform(walk, crime);
  await hear(walk.page);
  await perform(walk, reopening);
  await fileFromList(walk);
}

async function somebodyRefused(walk: Walk): Promise<void> {
  await findAgain(walk, caseNumber, '417', '214', '305');
  await perform(walk, justifying);
  await perform(walk, refused);
  await perform(walk, ownRefusals);
}

async function secretary(walk: Walk): Promise<void> {
  await register(walk);
  for (const list of [reviewing, authorising, registering, allowing, coordinating, firstContact])
    await perform(walk, list);
}

async function deputy(walk: Walk): Promise<void> {
  for (const list of [comparing, ending, agreeing]) await perform(walk, list);
}

/** Of the recent calls those that nobody told that they are recorded, and those of whom a plan can be made. */
const told = (plans: CallPlan[]): CallPlan[] =>
  plans.filter(
    ({ sidecar: { announcement, answeredLogin } }) =>
      announcement === 'no' || reviewedClerks.includes(answeredLogin ?? ''),
  );

/** A plan is made and approved; one of a day before is heard to its end, and whose call it was reads the card. */
async function reviewQuality(walk: Walk): Promise<void> {
  const at = (name: string, lists: readonly Steps[]): Promise<void> =>
    atDesk(walk, name, async (own) => {
      for (const list of lists) await perform(own, list);
    });
  await at('Iwona Gil', [planning, replying]);
  await at('Halina Dudek', [approvingPlan]);
  await at('Iwona Gil', [beginning, scoring, annotating, submitting]);
  const rated = await ratedAt(walk, 7);
  await atOwnDesk(walk, rated, (own) => perform(own, remarking));
  await nothingToSay(walk);
  await at('Iwona Gil', [replying, concluding]);
  await atOwnDesk(walk, rated, (own) => perform(own, reading));
  await at('Halina Dudek', [summing]);
}

/** A month is reviewed where there was one, and the other offices have something to do: in the office that the demo shows, with its quarter. */
async function monthBehind(walk: Walk): Promise<void> {
  const { root, electron, album } = walk;
  const office = await startOffice({ root, quarter: true, calls: { choose: told, destroyed: 0 } });
  try {
    const settings = office.appSettingsFile;
    const program = await startProgram({ root, runtime: electron, settings, screen: '1920x1200' });
    const { app, page, home } = program;
    try {
      await resizeTo(app, page, usual);
      album.turnTo(app, page);
      const theirs = { ...walk, app, page, home, office, hand: countingHand(page) };
      await atDesk(theirs, 'Halina Dudek', async (own) => {
        const kept = [securing, lasting, restricting, freeing];
        const waits = [reporting, deciding, returningPlan];
        for (const list of [monthly, explaining, ...waits, ...kept]) await perform(own, list);
        await declare(own);
      });
      await atDesk(theirs, 'Marek Bielak', async (own) => {
        for (const list of [deputising, ended, erasing]) await perform(own, list);
      });
      await atDesk(theirs, 'Joanna Ptak', (own) => perform(own, overseeing));
      await atDesk(theirs, 'Danuta Wrona', (own) => perform(own, approving));
      await reviewQuality(theirs);
    } finally {
      await program.stop();
    }
  } finally {
    await office.stop();
  }
}
