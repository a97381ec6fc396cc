import type { Completeness, ShownGap } from '../../shared/completeness.ts';
import { addDays, daysOfMonth, legalDay } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import { failing } from './answers.ts';
import { officer } from './people.ts';
import {
  alert,
  answers,
  at,
  button,
  fill,
  goTo,
  item,
  key,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  tab,
  type,
} from './state.ts';

const page = goTo('Nagrania');
const completeness = tab(/^Kompletność/);
const today = legalDay();
/** The working days before today, the newest first; a month as it is late in it. */
const days = workingDaysBefore(today, 16).reverse();
const day = (n: number): string => days[n] ?? today;
const at2 = (of: string, time: string): string => `${of}T${time}:00.000Z`;
const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
const told = (value: Completeness): Step => answers('keeping.completeness', { value });
const again: readonly Step[] = [reload, page, completeness];

type Said = readonly [cause: NonNullable<ShownGap['explanation']>['cause'], note: string];
const gap = (n: number, time: string, change: Partial<ShownGap>, said?: Said): ShownGap => ({
  ...{
    day: day(n),
    call: `${Date.parse(at2(day(n), time)) / 1000}.${418 + n}`,
    startedAt: at2(day(n), time),
  },
  ...{ extension: '214', person: 'Barbara Zych', unit: 'Kancelaria Ogólna' },
  ...{ seconds: 185, recorded: 0, kind: 'missing', due: day(Math.max(0, n - 2)), seq: 4988 - 17 * n },
  ...{
    lookedAt: at2(day(Math.max(0, n - 1)), '08:00'),
    before: at2(day(n), '07:09'),
    after: at2(day(n), '14:47'),
  },
  explanation: said
    ? { cause: said[0], note: said[1], person: 'Tomasz Rak', on: day(Math.max(0, n - 1)) }
    : null,
  ...{ closedOn: null, state: said ? 'explained' : 'desk', ...change },
});
const health = { extension: '118', person: 'Olga Kubiak', unit: 'Wydział Świadczeń' };
const organisation = { extension: '236', person: 'Piotr Zieliński', unit: 'Wydział Organizacyjny' };
const taxes = { extension: '305', person: null, unit: 'Wydział Podatków i Opłat Lokalnych oraz Windykacji' };
const network: Said = ['network', 'Między centralą a serwerem nie było sieci od 8:10 do 8:35.'];
const gaps: ShownGap[] = [
  gap(0, '13:20', { ...organisation, seconds: 48, state: 'administrator', due: addDays(today, 1) }),
  gap(1, '09:42', {}),
  gap(3, '07:31', { ...taxes, seconds: 72 }, network),
  gap(3, '07:27', { seconds: 160 }, network),
  gap(3, '07:15', { ...health, seconds: 51, kind: 'missing', closedOn: day(2), state: 'closed' }),
  gap(8, '13:03', { ...organisation, seconds: 380, recorded: 250, kind: 'short' }, [
    'transfer',
    'Rozmowę przekazano na telefon komórkowy dyżurnego.',
  ]),
  gap(
    12,
    '08:20',
    { ...health, seconds: 34, recorded: 34, kind: 'extra', call: '3f2504e0-4f89-41d3-9a0c-000000000001' },
    ['test', 'Próba po wymianie karty sieciowej.'],
  ),
];
const reconciled = days
  .map((one, n): Completeness['days'][number] => {
    const found = gaps.filter((of) => of.day === one);
    const missing = found.filter(({ kind, state }) => kind === 'missing' && state !== 'closed').length;
    const waits = found.filter(({ state }) => state === 'desk' || state === 'administrator').length;
    const answered = 158 - ((n * 7) % 31);
    return {
      ...{ day: one, seq: 5005 - 17 * n, at: at2(day(Math.max(0, n - 1)), '05:00'), answered },
      ...{ hungUp: 9 - (n % 5), recorded: answered - missing, more: 0, waiting: waits },
      explained: found.filter(({ state }) => state === 'explained').length,
    };
  })
  .reverse();
const busy: Completeness = {
  ...{ today, first: day(15), waiting: 2, late: 1, newest: day(0) },
  soFar: { count: 37, last: at2(today, '08:02') },
  ...{ days: reconciled, unknown: [], gaps },
};
const whole: Completeness = {
  ...{ ...busy, waiting: 0, late: 0, newest: null, gaps: [] },
  days: reconciled.map((one) => ({ ...one, recorded: one.answered, waiting: 0, explained: 0 })),
};
const unknown: Completeness = {
  ...whole,
  days: whole.days.filter((one) => one.day !== day(0) && one.day !== day(4)),
  unknown: [day(4), day(0)],
};
const never: Completeness = {
  ...{ today, first: null, waiting: 0, late: 0, newest: null, soFar: { count: 0, last: null } },
  ...{ days: [], unknown: [], gaps: [] },
};
/** A whole month, each day of which has something. */
const { from, to } = daysOfMonth(day(15).slice(0, 7));
const most: Completeness = {
  ...busy,
  days: Array.from({ length: Number(to.slice(8)) }, (_, n) => ({
    ...(reconciled[n % reconciled.length] as Completeness['days'][number]),
    day: addDays(from, n),
  })),
  gaps: Array.from({ length: 60 }, (_, n) => ({
    ...(gaps[n % gaps.length] as ShownGap),
    call: `1795426922.${n}`,
  })),
};

const machines = {
  ...{ login: 'tomasz.rak', displayName: 'Tomasz Rak', post: 'informatyk', unit: 'Wydział Organizacyjny' },
  ...{ roles: ['administrator'], suspension: null, secretaries: ['Halina Dudek', 'Marek Bielak'] },
  authorisation: { state: 'none', number: null, from: null, to: null, scope: null },
};

/** Calls that nobody may hear until the desk has decided, and when nothing was played. */
const untold = {
  count: 2,
  calls: [
    {
      ...{ recording: '3f2504e0-4f89-41d3-9a0c-000000000002', startedAt: at2(day(2), '09:17') },
      ...{ durationMs: 161_000, line: '+48270017500', extension: '214', unit: 'Kancelaria Ogólna' },
      ...{ silent: false, refused: day(1), denied: null },
    },
    {
      ...{ recording: '3f2504e0-4f89-41d3-9a0c-000000000003', startedAt: at2(day(5), '08:51') },
      ...{ durationMs: 72_000, line: '+48270017599', extension: taxes.extension, unit: taxes.unit },
      ...{ silent: true, refused: null, denied: null },
    },
  ],
  silences: [{ seq: 4711, lines: [], from: at2(day(5), '07:15'), to: at2(day(5), '10:40') }],
};
const check =
  (name: string): Step =>
  ({ page: window }) =>
    window.getByRole('radio', { name }).check();

/** „Kompletność”: every state of the tab, for the desk and for the administrator, who sees nothing else of the page. */
export const kept: Part = [
  at(
    'wolny-serwer',
    ...[answers('keeping.completeness', 'silence'), signIn('halina.dudek'), page, completeness],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at(
    'database-unreachable',
    ...[answers('keeping.completeness', failing('database-unreachable')), ...again, alert],
  ),
  at('nie-ustawiono', ...[told(never), ...again, shows('Uzgadniania z centralą jeszcze nie ustawiono.')]),
  at('calosc', ...[told(whole), ...again, shows('W tym miesiącu nie było żadnego braku.')]),
  at(
    'bez-wykazu',
    ...[told(unknown), ...again, shows('W dniach, które uzgodniono, nie było żadnego braku.')],
  ),
  at('braki', ...[told(busy), ...again, shows('Braki i niezgodności')]),
  at('brak', row('do wyjaśnienia'), button('Zapisz wyjaśnienie')),
  at('bez-przyczyny', press('Zapisz wyjaśnienie'), shows('Należy napisać, dlaczego')),
  at('wyjasniono', key('Escape'), row('przerwa w sieci'), shows('nie było sieci')),
  at('za-krotkie', row('nagranie za krótkie'), shows('Nagranie za krótkie')),
  at('bez-rozmowy', row('nagranie bez rozmowy'), shows('Nagranie bez rozmowy')),
  at('nieaktualne', row('nieaktualne'), shows('już nie stwierdzono')),
  at('pelny-miesiac', told(most), ...again, row('u administratora')),
  at(
    'bez-komunikatu',
    ...[told(busy), answers('keeping.undecided', { value: untold }), ...again],
    shows('o odsłuch nie proszono'),
  ),
  at('rozmowa-bez-komunikatu', row('odsłuchu odmówiono'), button('Zapisz rozstrzygnięcie')),
  at('bez-rozstrzygniecia', ...[press('Zapisz rozstrzygnięcie'), shows('Należy wybrać rozstrzygnięcie.')]),
  at(
    'juz-rozstrzygnieto',
    ...[check('Dopuść'), fill('Opinia IOD', 'IOD nie zajął stanowiska w terminie.')],
    ...[fill('Uzasadnienie', 'Rozmówca sam powołuje się na nagranie.'), type('Hasło', 'cokolwiek')],
    ...[answers('keeping.admit', failing('announcement-decided')), press('Zapisz rozstrzygnięcie'), alert],
  ),
  at(
    'okres',
    ...[reload, page, completeness, press('Więcej czynności'), item('Zgłoś okres bez komunikatu…')],
    button('Zgłoś okres'),
  ),
  at('okres-bez-dnia', press('Zgłoś okres'), shows('Należy napisać, co się stało.')),
  at(
    'okres-cofany',
    ...[press(/linie: wszystkie$/), fill('Wyjaśnienie', 'Zapowiedź wróciła wcześniej.')],
    ...[type('Hasło', 'cokolwiek'), answers('keeping.silent', failing('period-reversed'))],
    ...[press('Zgłoś okres'), alert],
  ),
  at(
    'inspektor',
    ...[answers('session.me', { value: officer }), reload, page, completeness, row('odsłuchu odmówiono')],
    shows('Rozstrzyga Sekretarz.'),
  ),
  at(
    'administrator',
    ...[told(busy), answers('session.me', { value: machines }), reload, page, row('u administratora')],
    button('Zapisz wyjaśnienie'),
  ),
];
