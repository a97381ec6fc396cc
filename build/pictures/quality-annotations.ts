import type { Annotation, CardWords } from '../../shared/drafts.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import { listenTo, planOf } from '../window/hand.ts';
import { opensAs } from './answers.ts';
import { rater } from './people.ts';
import { again, all, open, told } from './quality.ts';
import { act, cardOf, plan, scored, typed, words } from './quality-card.ts';
import {
  answers,
  at,
  button,
  goTo,
  key,
  on,
  type Part,
  pause,
  press,
  searchDayOf,
  select,
  signIn,
} from './state.ts';
import { shows, type Step, step } from './state.ts';

const nr = 8;
const said = (from: number, to: number, criterion: number | null, text = ''): Annotation => ({
  ...{ from: from * 1000, to: to * 1000, text },
  criterion: criterion === null ? null : (reviewCriteria[criterion]?.code ?? null),
});
const few: CardWords = {
  ...words,
  place: 97_000,
  annotations: [
    said(24, 28, 0),
    said(37, 47, 1, 'Dopytuje, czy lokal jest własny'),
    said(52, 61, 2, 'Pełna lista dokumentów, podana po kolei'),
    said(72, 80, 3, '„wyciąg z ewidencji” bez wyjaśnienia'),
    said(88, 95, 4, 'Potwierdza tożsamość przed podaniem danych'),
  ],
};
const texts = [
  '',
  'Uprzedza, ile potrwa sprawdzenie, i wraca po czasie',
  '',
  'Proponuje przesłanie wzoru pisma',
];
const many: CardWords = {
  ...words,
  ...{ levels: [2, 3, 2, 3, 2, 3], place: 4_036_000 },
  annotations: Array.from({ length: 500 }, (_, n) => {
    const from = 40 + n * 13.2;
    const criterion = (n * 5 + (n % 4)) % 7;
    return said(from, from + 5 + (n % 6), criterion === 6 ? null : criterion, texts[n % 4]);
  }),
};

/** The recording of a matter sounds from here on as if it had been drawn, in the act that was opened last under a ground. */
const asDrawn = step(async ({ app, office }, matter: string) => {
  const { startedAt, extension } = planOf(office, matter).sidecar;
  const client = await office.superuser();
  const { rows } = await client
    .query<{ opened: string; recording: string }>(
      `SELECT id AS recording, (SELECT payload::jsonb ->> 'act' FROM office.entry WHERE kind = 'release' ORDER BY seq DESC LIMIT 1) AS opened
       FROM office.recording WHERE started_at = $1 AND extension = $2`,
      [startedAt, extension],
    )
    .finally(() => client.end());
  const [found] = rows;
  if (found === undefined) throw new Error(`no recording of „${matter}”`);
  const { act: ofPlan, plan: id } = open;
  await opensAs(app, { ...found, act: ofPlan, drawn: cardOf(nr).recording, position: { plan: id, nr } });
});

const listen: Step = ({ page, office }) => listenTo(page, planOf(office, 'obietnica'));
const hears: readonly Step[] = [button('Odsłuchaj nr 8'), press('Odsłuchaj nr 8'), pause];
const lastRow: Step = ({ page }) => page.getByRole('grid').getByRole('row').last().click();
/** What is drawn right below the tracks: the one that lies there is chosen, and the list goes to it. */
const pressBlock: Step = ({ page }) =>
  page.locator('[role=presentation] > canvas[aria-hidden]').click({ position: { x: 100, y: 12 } });

/** „Jakość”: a call that sounds, with what is annotated of it. */
export const qualityAnnotations: Part = [
  at(
    'adnotacje',
    ...[signIn('anna.nowak'), listen, pause],
    ...[
      goTo('Szukaj'),
      searchDayOf('granica'),
      select('granica'),
      on('addAndPlay'),
      pause,
      asDrawn('obietnica'),
    ],
    ...[told({ ...all, plans: [plan] }), answers('session.me', { value: rater })],
    ...[answers('quality.queue', { value: scored }), answers('quality.card', { value: cardOf(nr) })],
    ...[answers('protocol.act', { value: act }), typed(few)],
    ...[...again, ...hears, shows('Adnotacje: 5'), lastRow],
  ),
  at('tresc-adnotacji', key('e')),
  at('usunieta', key('Escape'), key('Delete'), shows('Adnotacje: 4')),
  at('klawisze', key('F1')),
  at(
    'adnotacje-500',
    ...[
      key('Escape'),
      asDrawn('granica'),
      typed(many),
      ...again,
      ...hears,
      shows('Adnotacje: 500'),
      pressBlock,
    ],
  ),
  at('filtr', ({ page }) => page.getByRole('searchbox', { name: 'Filtruj' }).fill('Ochrona')),
];
