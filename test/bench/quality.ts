import type { Page } from '@playwright/test';
import { controls, goTo, switchLetterKeys } from '../../build/window/hand.ts';
import type { Running } from '../../build/window/program.ts';
import type { CardWords } from '../../shared/drafts.ts';
import { inTurns, lookAround, median, percentile, usualRounds } from './measure.ts';
import { pressInFrames, sumOf, type Press } from './parts/frames.ts';
import { approved, rest, startListener, startSignedIn } from './parts/listener.ts';
import { startReviewingOffice, type BenchReview, type ReviewingOffice } from './parts/review.ts';
import { clickToSound } from './parts/sound.ts';
import { startWorkstation, type BenchWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench, type Row } from './row.ts';

const most = 500;

/** Calls that are heard in a review of quality: with as many annotations as a card takes and without any, and opened as drawn and as asked for. */
export const quality: Bench = {
  name: 'quality',
  rows: async ({ root, electron, say }) => {
    const office = await startReviewingOffice(root, say);
    const workstation = await startWorkstation(root, electron.path);
    try {
      return [...(await annotated(workstation, office)), await clicked(workstation, office)];
    } finally {
      await workstation.stop();
      await office.stop();
    }
  },
};

async function annotated(workstation: BenchWorkstation, office: ReviewingOffice): Promise<Row[]> {
  const [full, bare] = office.reviews;
  await typeBefore(workstation, office, full);
  const many = await reviewing(workstation, office, full);
  const none = await reviewing(workstation, office, bare);
  await many.page.keyboard.press('1');
  await expectAnnotations(many.page, most);
  const drawn = await inTurns(usualRounds, {
    ours: () => panned(many),
    other: () => panned(none),
  });
  await many.page.keyboard.press('Control+z');
  const made = await inTurns(usualRounds, {
    ours: () => digit(many.page, most),
    other: () => digit(none.page, 1),
  });
  await many.stop();
  await none.stop();
  return [
    lessIsBetter(
      {
        name: `2 h panned, zoomed and played with ${most} annotations ÷ without, frame p95`,
        ...{ unit: 'ms', goal: '≤ 1.5', stretch: '≤ 1.1' },
      },
      median(drawn.ours),
      median(drawn.other),
    ),
    lessIsBetter(
      { name: `digit to its annotation, the ${most}th ÷ the first`, unit: 'ms', goal: '≤ 1.5' },
      median(made.ours),
      median(made.other),
    ),
  ];
}

/** What was annotated at another workstation is on the card: one less than fits. */
async function typeBefore(
  workstation: BenchWorkstation,
  office: ReviewingOffice,
  { rater, recording }: BenchReview,
): Promise<void> {
  const { page, stop } = await startSignedIn(workstation, office, rater);
  const words: CardWords = {
    ...{ levels: [null, null, null], comments: {}, summary: '', reply: '', base: null, current: 0, place: 0 },
    annotations: Array.from({ length: most - 1 }, (_, nth) => ({
      ...{ from: 20_000 + nth * 14_000, to: 27_000 + nth * 14_000, text: 'Pełna lista dokumentów' },
      criterion: nth % 2 === 0 ? 'POTRZEBA' : 'JEZYK',
    })),
  };
  const answer = await page.evaluate((draft) => window.office.call('protocol.saveDraft', draft), {
    kind: 'card',
    about: recording,
    words,
  } as const);
  if (!answer.ok) throw new Error(`the annotations were not saved: ${answer.failure.code}`);
  await stop();
}

const listenAgain = (page: Page) => page.getByRole('button', { name: 'Odsłuchaj nr 1', disabled: false });
/** From the first ten minutes to 30 and to an hour. */
const wider = 2;
const shown = '[role=slider][aria-label="Pokazany fragment"]';

/** A rater at the page of a call of two hours, of which an hour is drawn; at rest. */
async function reviewing(
  workstation: BenchWorkstation,
  office: ReviewingOffice,
  { rater }: BenchReview,
): Promise<Running> {
  const running = await startSignedIn(workstation, office, rater);
  const { page } = running;
  await clickToSound(page, listenAgain(page));
  await page.locator(shown).waitFor();
  await page.getByText(/^Oceniono 0 z/).waitFor();
  await rest(running);
  for (let step = 0; step < wider; step += 1) await page.getByRole('button', { name: 'Pomniejsz' }).click();
  await switchLetterKeys(page, 'włączone');
  await lookAround();
  return running;
}

async function expectAnnotations(page: Page, count: number): Promise<void> {
  await page.getByText(`Adnotacje: ${count}`).waitFor();
}

const along = (key: string): Press[] => Array.from({ length: 8 }, () => ({ key, on: shown }));
/** There and back, by an eighth of an hour in each frame, and between that the whole and the half of it. */
const moves: readonly Press[] = [
  ...along('ArrowRight'),
  ...[{ key: '-' }, { key: '+' }, { key: '+' }, { key: '-' }],
  ...along('ArrowLeft'),
];

/** While it plays; p95 of its frames. */
async function panned(running: Running): Promise<number> {
  const { page } = running;
  await page.keyboard.press('F8');
  await controls(page).pause.waitFor();
  await lookAround();
  const frames = await pressInFrames(page, moves);
  await rest(running);
  return percentile(frames, 0.95);
}

/** A digit makes the annotation `nth`, which is taken back; milliseconds of work until it is painted. */
async function digit(page: Page, nth: number): Promise<number> {
  const ms = sumOf(await pressInFrames(page, [{ key: '1' }, null]));
  await expectAnnotations(page, nth);
  await pressInFrames(page, [{ key: 'z', control: true }]);
  await lookAround(100);
  return ms;
}

/** One click to a call that was drawn, and the one that approves an act with a case; what either opens is prepared. */
async function clicked(workstation: BenchWorkstation, office: ReviewingOffice): Promise<Row> {
  const [{ rater }] = office.reviews;
  const reviewer = await startSignedIn(workstation, office, rater);
  const listener = await startListener(workstation, office);
  const drawn = async (): Promise<number> => {
    if (!(await listenAgain(reviewer.page).isVisible())) await goTo(reviewer.page, 'Jakość');
    const { ms } = await clickToSound(reviewer.page, listenAgain(reviewer.page));
    await rest(reviewer);
    return ms;
  };
  // The first sound of either program takes longer.
  await drawn();
  await approved(listener, office.long);
  const { ours, other } = await inTurns(usualRounds, {
    ours: drawn,
    other: () => approved(listener, office.long),
  });
  await reviewer.stop();
  await listener.stop();
  const name = 'click to sound, drawn for a plan ÷ approving a form';
  return lessIsBetter({ name, unit: 'ms', goal: '≤ 1.1' }, median(ours), median(other));
}
