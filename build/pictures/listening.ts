import { type StopReason, stopReason } from '../../shared/playback.ts';
import { controls, listenTo, planOf, savedMark } from '../window/hand.ts';
import { announce, failing, refusedFor } from './answers.ts';
import {
  admit,
  alert,
  answers,
  at,
  button,
  covers,
  fill,
  goTo,
  key,
  lookFor,
  lost,
  on,
  ownAnswers,
  type Part,
  pause,
} from './state.ts';
import {
  press,
  searchDayOf,
  select,
  shows,
  signIn,
  type State,
  type Step,
  step,
  type Studio,
  tick,
} from './state.ts';

const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę.';
const write = step(({ page }, text: string) => controls(page).findings.fill(text));
const written: Step = ({ page }) => savedMark(page).waitFor();
const say = step(({ page }, text: string) => page.keyboard.type(text));
const quote = (words: string): Step[] => [
  ...[press('15 sekund naprzód'), press('Dodaj cytat'), say(words), key('Escape')],
];
const slow: Step = ({ page }) =>
  page.evaluate(() => {
    for (const sound of window.watched?.elements ?? []) sound.dispatchEvent(new Event('waiting'));
  });
const listen: Step = ({ page, office }) => listenTo(page, planOf(office, 'spor'));

/** The page of an open act with all that belongs to it. */
const open: Part = [
  at('gra', signIn('anna.nowak'), listen),
  at('wolny-zasob', slow, shows('Nagranie wczytuje się wolniej niż zwykle.')),
  at(
    'dwa-kanaly',
    pause,
    ...quote('Trzeci raz dzwonię i nikt nie umie powiedzieć, czy to można rozłożyć.'),
    ...quote('Taki wniosek składa się do wydziału podatków, zaraz połączę.'),
    ...[write(findings), written],
  ),
  at('wiecej', press('Więcej')),
  at('predkosc', press('Więcej'), ({ page }) => page.getByRole('combobox', { name: 'Prędkość' }).click()),
  at('klawisze', key('Escape'), key('F1')),
  at(
    'czesc-poza-zakresem',
    ...[key('Escape'), covers('anna.nowak', { departments: ['Kancelaria Ogólna'] })],
    ...[goTo('Szukaj'), goTo('Odsłuchanie'), shows('poza zakresem')],
  ),
];

const offered = step(({ page }, name: RegExp) => page.getByRole('option', { name }).waitFor());
const admitTyped: Step = ({ page }) => page.getByRole('button', { name: 'Dodaj', exact: true }).click();
const evidence = 'Nagranie stanowi dowód w postępowaniu';

const closeWindow = step(({ app }) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
)();

/** Somebody present, evidence, and the text that is still missing. */
const beside: Part = [
  at(
    'osoba-obecna',
    ...[ownAnswers, press('Dodaj osobę obecną'), lookFor('zieli'), offered(/Piotr Zieliński/)],
  ),
  at(
    'osoba-obecna-odmowa',
    ...[lookFor('natalia.wrobel'), admitTyped],
    shows('Nie dopuszczono: Natalia Wróbel – brak upoważnienia.'),
  ),
  at('osoby-obecne', lookFor('piotr'), admit(/Piotr Zieliński/), press(/^Obecni/)),
  at('dowod-braki', key('Escape'), tick(evidence, true), press('Zabezpiecz nagranie')),
  at(
    'dowod',
    ...[fill('Jakie postępowanie', 'karne, Sąd Rejonowy w Piasecznie'), press('Zabezpiecz nagranie')],
    shows(/^Nagranie zabezpieczono jako dowód/),
  ),
  at(
    'brak-ustalen',
    ...[answers('protocol.saveDraft', failing('database-unreachable')), write(''), on('finish')],
  ),
  at(
    'zamkniecie-bez-zapisu',
    ...[write(`${findings} Ton spokojny.`), closeWindow, shows('Nie wszystko jest zapisane')],
  ),
  at('niezapisane-slowa', press('Zostań w programie'), shows(/w tym oknie i zostaną wysłane same/)),
];

const ready = { keeper: true, share: true, suspendedBy: null };
/** What is away where the sound stopped for that, and what a check answers then. */
const awayAt: Partial<Record<StopReason, { part?: 'database' | 'keeper' | 'share'; check: object }>> = {
  'keeper-lost': { part: 'keeper', check: { keeper: false } },
  'share-lost': { part: 'share', check: { share: false } },
  'database-lost': { part: 'database', check: { keeper: false } },
  'listening-suspended': { check: { suspendedBy: 'secretary' } },
};

const stop = step(async ({ app, office }, reason: StopReason) => {
  const client = await office.superuser();
  const { rows } = await client
    .query<{ opening: string }>(
      "SELECT payload::jsonb ->> 'command' AS opening FROM office.entry WHERE kind = 'release' ORDER BY seq DESC LIMIT 1",
    )
    .finally(() => client.end());
  await announce(app, 'playback.stopped', { opening: rows[0]?.opening ?? '', reason });
});

/** Every reason why sound stops by itself, told of the recording that is open. */
const stops = stopReason.options.map((reason): State => {
  const { part, check = {} } = awayAt[reason] ?? {};
  return at(
    `przerwa-${reason}`,
    ...[ownAnswers, lost(part), answers('playback.check', { value: { ...ready, ...check } })],
    ...[stop(reason), alert],
  );
});

const second: Step = ({ page }) => controls(page).part(2).click();

/** The second part of the call: refused, without an answer, without a drawing. */
const otherPart: Part = [
  ...(['key-unusable', 'directory-away', 'took-part-in-call'] as const).map((reason) =>
    at(
      `odmowa-${reason}`,
      ...[lost(), ownAnswers, answers('playback.listen', refusedFor(reason))],
      ...[second, shows(/^Odmówiono dostępu/)],
    ),
  ),
  ...(['answer-late', 'answer-untrusted', 'share-unreachable', 'recording-missing'] as const).map((code) =>
    at(code, answers('playback.listen', failing(code, { asked: 'listenAgain' })), second, alert),
  ),
  at('bez-rysunku', ownAnswers, answers('playback.peaks', failing('share-unreachable')), second, pause),
];

const speakers = ({ page }: Studio) => page.getByRole('combobox', { name: /^Kto mówi: cytat/ });
const unnamed: Step = ({ page }) => page.getByRole('option', { name: 'mówca nieoznaczony' }).click();
const says = step(({ page }, state: string) =>
  page.getByRole('row').filter({ hasText: state }).first().waitFor(),
);

/** One channel, where who speaks is asked for, and a call of two hours; what the list of calls says of those of the act. */
const lengths: Part = [
  at(
    'jeden-kanal-dodawanie',
    ...[ownAnswers, goTo('Szukaj'), searchDayOf('oddzwonienie'), select('oddzwonienie')],
  ),
  at('jeden-kanal', on('addAndPlay'), pause),
  at(
    'kto-mowi',
    ...[...quote('Oddzwonimy do pani najdalej do piątku.'), on('finish')],
    shows(/^Należy wskazać, kto mówi/),
  ),
  at('kto-mowi-lista', (studio) => speakers(studio).click()),
  at('mowca-nieoznaczony', unnamed),
  at('dwie-godziny-dodawanie', goTo('Szukaj'), searchDayOf('granica'), select('granica')),
  at('dwie-godziny', on('addAndPlay'), pause),
  at('dwie-godziny-wiecej', press('Więcej')),
  at('nie-ta-rozmowa', ...[press('Więcej'), press('To nie ta rozmowa'), button('Cofnij')]),
  at('lista-nie-ta-rozmowa', press('Wróć do listy rozmów'), says('nie ta rozmowa')),
  at('lista-w-protokole', searchDayOf('spor'), select('spor'), says('w protokole')),
  at(
    'dodawanie-poza-zakresem',
    ...[covers('anna.nowak', { departments: ['Wydział Inwestycji'] }), goTo('Odsłuchanie'), goTo('Szukaj')],
    shows('Tej rozmowy nie można teraz odsłuchać.'),
  ),
  // At the end: who is kept waiting for this answer can ask for no other recording.
  at(
    'otwieranie',
    ...[ownAnswers, goTo('Odsłuchanie'), answers('playback.listen', 'silence'), press('Cofnij')],
    ({ page }) => page.getByText('Otwieranie nagrania…').last().waitFor(),
  ),
];

/** The page of an open act: two channels, one, two hours; all that ends the sound, and what may be asked beside it. */
export const listening: Part = [...open, ...beside, ...stops, ...otherPart, ...lengths];
