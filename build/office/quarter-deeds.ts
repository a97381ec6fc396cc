import type { AppointmentRow } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { scannedPaper } from '../../shared/node/scan.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import { purpose } from '../../shared/purposes.ts';
import { addDays, addMonths, monthAfter } from '../../shared/warsaw.ts';
import { workingDayAfter, workingDaysBefore } from '../../shared/working-days.ts';
import type { CallPlan } from './calls.ts';
import { deputyLogin, mayorLogin, secretaryLogin } from './people.ts';
import { beginning, callsHeard, listenings, refusals, workingDay, type Quarter } from './quarter.ts';
import { holdDeeds } from './quarter-holds.ts';
import { groundOf, hear, listenTo } from './quarter-listening.ts';
import { nightDeeds } from './quarter-nights.ts';
import { raterLogin, reviewDeeds, reviewedClerks, reviewsRule } from './quarter-quality.ts';
import { requestDeeds } from './quarter-requests.ts';
import type { Deed, Seeding } from './seed-quarter.ts';
import { signedLetter } from './signed-letter.ts';

/** The day of a call that was not recorded, and that nobody has explained in time. */
export const lateGap = (today: string): string => workingDaysBefore(today, 3)[0] ?? today;

export type Doing = {
  /** Has calls of before taken in, and returns them. */
  takeIn: () => Promise<CallPlan[]>;
  /** Has a day held against what the exchange says of it. */
  lack: (day: string) => Promise<void>;
  /** Has calls of reviews of quality taken in. */
  takeInReviewed: Parameters<typeof reviewDeeds>[1]['takeInOf'];
} & Pick<Parameters<typeof nightDeeds>[1], 'takeInOf' | 'backUp'>;

/** Everything that was done in the demo's quarter, each line by a person of the office, or by the programs that work at night. */
export function deedsOf(quarter: Quarter, { takeIn, lack, takeInReviewed, ...nightly }: Doing): Deed[] {
  let calls: string[] = [];
  const { today, months } = quarter;
  const begins = beginning(quarter);
  const [, second, third] = months;
  // The month after the last one: its review is open, and what was done lately is not older than that.
  const open = `${monthAfter(third)}-08`;
  const lately = (days: number): string => workingDaysBefore(addDays(today, 1 - days), 1)[0] ?? today;
  const reviewing = (days: number): string => [open, lately(days)].sort().at(-1) ?? today;
  const afterEighth = (month: string): string => workingDayAfter(`${month}-08`, 1);
  return [
    { day: begins, time: '07:35', do: (seeding) => begin(seeding, begins) },
    {
      day: begins,
      time: '12:00',
      do: async ({ rows }) => (calls = await recordingsOf(rows, await takeIn())),
    },
    ...listenings.map(([month, n, time, login, sign, call, came, evidence]): Deed => {
      const day = workingDay(months[month], n);
      const heard = { login, ground: groundOf(sign, day, login), came, evidence, day };
      return {
        ...{ day, time },
        do: (seeding) =>
          hear(seeding, { ...heard, recording: calls[call] ?? '', wrong: calls[callsHeard] ?? '' }),
      };
    }),
    ...refusals.map(([month, n, time, login, sign, call]): Deed => {
      const day = workingDay(months[month], n);
      const ground = groundOf(sign, day, login);
      return {
        ...{ day, time },
        do: async ({ as }) => (await as(login)).inVain('listen', listenTo(calls[call] ?? '', ground)),
      };
    }),
    { day: afterEighth(second), time: '08:30', do: concludeOldest },
    { day: afterEighth(third), time: '08:45', do: concludeOldest },
    {
      day: workingDay(second, -2),
      time: '14:00',
      do: (seeding) => endByMayor(seeding, workingDay(second, -2)),
    },
    ...holdDeeds({ begins, second, third, afterEighth, last: lately(1) }, (place) => calls[place] ?? ''),
    ...nightDeeds(quarter, { ...nightly, order: orderDestruction }),
    ...reviewDeeds(quarter, { takeInOf: takeInReviewed }),
    ...requestDeeds(quarter, lately, {
      silent: () => calls.at(-1) ?? '',
      restricted: () => calls[6] ?? '',
      erased: () => calls[7] ?? '',
    }),
    { day: addDays(today, -34), time: '07:05', do: ({ directory }) => directory.disable('wiktor.kania') },
    { day: addDays(today, -34), time: '07:10', do: seeGone },
    { day: lately(20), time: '09:00', do: (seeding) => authoriseLater(seeding, lately(20)) },
    { day: lately(18), time: '11:00', do: (seeding) => closeInstead(seeding, lately(18)) },
    { day: lately(12), time: '09:15', do: (seeding) => task(seeding, tasks.change) },
    { day: lately(10), time: '13:15', do: withdrawn },
    { day: lately(9), time: '10:40', do: (seeding) => prepare(seeding, 'ewa.pawlak', null) },
    { day: lately(8), time: '12:10', do: (seeding) => task(seeding, tasks.opinion) },
    { day: lately(7), time: '10:05', do: (seeding) => returned(seeding, lately(7)) },
    { day: lately(6), time: '08:20', do: (seeding) => newRegulation(seeding, lately(6)) },
    { day: lately(4), time: '07:50', do: (seeding) => task(seeding, tasks.missing) },
    { day: reviewing(5), time: '09:05', do: ask },
    { day: reviewing(3), time: '14:20', do: answer },
    { day: reviewing(2), time: '14:30', do: (seeding) => judge(seeding, 8) },
    { day: workingDayAfter(lateGap(today), 1), time: '07:20', do: () => lack(lateGap(today)) },
    { day: lately(1), time: '13:10', do: (seeding) => scanned(seeding, 'marek.sikora', lately(1)) },
  ];
}

/** The recordings of calls, in their order. */
async function recordingsOf(rows: Seeding['rows'], plans: readonly CallPlan[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `SELECT r.id FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS p (extension, started, place)
       JOIN office.recording r ON r.extension = p.extension AND r.started_at = p.started ORDER BY p.place`,
    [plans.map(({ sidecar }) => sidecar.extension), plans.map(({ sidecar }) => sidecar.startedAt)],
  );
  return found.map(({ id }) => id);
}

type Paper = Command<'instrument'>;

/** A paper that the Mayor signed, whose appointment is the third with which the office began; it lies in the EZD. */
const signedBy = (quarter: Quarter, signedOn: string, paper: string): Paper['signed'] => ({
  ...{ paper, signatory: `PF/3/${beginning(quarter).slice(0, 4)}`, signatoryName: null },
  ...{ signedOn, way: 'ezd', scan: null },
});

async function confirm(
  { as }: Seeding,
  papers: readonly Entered<'instrument'>[],
  login = deputyLogin,
): Promise<void> {
  const his = await as(login);
  const hashes = papers.map(({ hash }) => hash.toString('hex'));
  await his.sign('confirm', { entries: papers.map(({ seq }) => seq), hashes });
}

const authorised = (
  seeding: Seeding,
  login: string,
  from: string,
  to: string,
  declaredOn: string | null,
) => ({
  ...{ number: null, subjectGuid: seeding.person(login).guid, purposes: purpose.options, departments: null },
  ...{ quality: 'no' as const, from, to, declaredOn },
});

/** The first day: offices, rules, and those who may listen, all of it confirmed by the deputy, but for the deputy mayor. */
async function begin(seeding: Seeding, day: string): Promise<void> {
  const { quarter, person, rows } = seeding;
  const { today, months } = quarter;
  const year = day.slice(0, 4);
  const hers = await seeding.as(secretaryLogin);
  const employees = ['natalia.wrobel', 'olga.kubiak', ...reviewedClerks].map((login) => person(login).guid);
  await hers.submit('person', { guids: employees });
  const appoint = (
    login: string,
    office: AppointmentRow['office'],
    n: number,
    powers: AppointmentRow['powers'] = [],
  ) =>
    hers.sign('instrument', {
      what: 'appointment',
      rows: [
        {
          ...{ number: null, subjectGuid: person(login).guid, name: null, office, powers },
          ...{ deputy: office === 'mayor', employee: true, from: day, to: null },
        },
      ],
      signed: signedBy(quarter, day, `SEK.2111.${n}.${year}`),
    });
  const to = (of: string): string =>
    ({
      'anna.nowak': addDays(today, 21),
      'barbara.zych': addDays(today, 19),
      'piotr.zielinski': addDays(today, 24),
      'ewa.pawlak': addDays(addMonths(`${months[1]}-01`, 1), -1),
    })[of] ?? addDays(addMonths(day, 12), -1);
  const listeners = [
    ...['anna.nowak', 'barbara.zych', 'piotr.zielinski', 'ewa.pawlak', 'marek.sikora'],
    ...['wiktor.kania', 'zenon.blaszczyk', 'maria.wojcik'],
  ];
  const list = listeners.map((login) => authorised(seeding, login, day, to(login), day));
  const rater = {
    ...authorised(seeding, raterLogin, day, to(raterLogin), day),
    ...{ purposes: ['SERVICE_STANDARDS' as const], quality: 'only' as const },
  };
  const version = (row: Paper['rows'][number], paper: string) =>
    hers.sign('instrument', { what: 'version', rows: [row], signed: signedBy(quarter, day, paper) });
  await confirm(seeding, [
    await appoint(officerLogin, 'protection_officer', 8),
    await appoint('tomasz.rak', 'administrator', 9),
    await version(regulation('ADK.0050.62.2019', '2019-10-10', day), 'ADK.0050.62.2019'),
    await version(
      { number: null, of: 'declaration', from: day, to: null, content: { text: declaration } },
      `SEK.0142.3.${year}`,
    ),
    await version(reviewsRule(quarter, day), `SEK.0143.9.${year}`),
    await hers.sign('instrument', {
      what: 'authorisation',
      rows: [...list, rater],
      signed: signedBy(quarter, day, `SEK.077.1.${year}`),
    }),
  ]);
  // The Mayor, who signed it, is no second person.
  await confirm(seeding, [await appoint('adam.kulesza', 'mayor', 7, [4])], officerLogin);
  const given = `SELECT FROM office.person WHERE roles <> '{}' HAVING count(*) = $1`;
  await rows(given, [
    listeners.length + ['secretary', 'deputy', 'mayor', 'mayor 4', 'officer', 'rater'].length + 1,
  ]);
}

const officerLogin = 'joanna.ptak';

const declaration =
  'Oświadczam, że znam Regulamin i zobowiązuję się do zachowania w tajemnicy treści rozmów oraz sposobów ich zabezpieczenia, także po ustaniu zatrudnienia.';
const regulation = (number: string, day: string, from: string) => ({
  ...{ number: null, of: 'regulation' as const, from, to: null },
  content: { number, day, title: 'Regulaminu rejestracji rozmów telefonicznych' },
});

type Item = { review: string; item: string };
/** What nobody has judged in the oldest review that is open. */
const unjudged = `SELECT i.review, i.item FROM office.review_item i JOIN office.review r ON r.id = i.review
  WHERE r.concluded_seq IS NULL AND i.verdict IS NULL
    AND NOT EXISTS (SELECT FROM office.matter m JOIN office.act a ON a.seq = m.about WHERE a.id::text = i.item AND m.sort = 'question')
  ORDER BY r.seq, i.place`;

async function judge(seeding: Seeding, most: number): Promise<{ review: string; last: number }> {
  const hers = await seeding.as(secretaryLogin);
  const items = await seeding.rows<Item>(unjudged);
  const review = items[0]?.review ?? '';
  let last = 0;
  for (const { item } of items.filter((one) => one.review === review).slice(0, most))
    last = (await hers.submit('judge', { review, item, verdict: 'ok', words: null })).seq;
  return { review, last };
}

async function concludeOldest(seeding: Seeding): Promise<void> {
  const { review, last } = await judge(seeding, Infinity);
  const words = 'Odsłuchania miały podstawę, a protokoły są w aktach spraw.';
  await (await seeding.as(secretaryLogin)).sign('conclude', { review, last, words });
}

async function endByMayor({ as, rows }: Seeding, day: string): Promise<void> {
  const [row] = await rows<{ number: string }>(
    `SELECT number FROM office.authorisation WHERE login = 'marek.sikora'`,
  );
  const paper = `SEK.077.21.${day.slice(0, 4)}`;
  const end = { number: row?.number ?? '', why: 'mayor' as const, until: null, paper, words: null };
  await (await as(secretaryLogin)).submit('revoke', end);
}

/** Somebody left: the keeper finds it when it next asks about everybody's account. */
async function seeGone({ rows }: Seeding): Promise<void> {
  await rows(`SELECT FROM office.person WHERE login = 'wiktor.kania' AND account = 'disabled'`);
}

/** What somebody heard who is gone, closed without findings. */
async function closeInstead({ as, rows }: Seeding, day: string): Promise<void> {
  const [row] = await rows<{ id: string }>(`SELECT id FROM office.act WHERE login = 'wiktor.kania'`);
  const reason = 'Konto osoby, która odsłuchiwała, jest wyłączone; ustaleń nie zapisano.';
  const closed = { act: row?.id ?? '', day, way: 'paper' as const, missingSignature: null, reason };
  await (await as(secretaryLogin)).sign('file', closed);
}

async function authoriseLater(seeding: Seeding, day: string): Promise<void> {
  const from = addMonths(seeding.quarter.today, 1);
  const row = authorised(seeding, 'olga.kubiak', from, addDays(addMonths(from, 12), -1), day);
  const signed = signedBy(seeding.quarter, day, `SEK.077.24.${day.slice(0, 4)}`);
  const hers = await seeding.as(secretaryLogin);
  await confirm(seeding, [await hers.sign('instrument', { what: 'authorisation', rows: [row], signed })]);
}

/** A paper that is only prepared, or signed on a day and waits for somebody else. */
async function prepare(
  seeding: Seeding,
  login: string,
  signedOn: string | null,
): Promise<Entered<'instrument'>> {
  const { quarter } = seeding;
  const from = addDays(quarter.today, 1);
  const row = authorised(seeding, login, from, addDays(addMonths(from, 12), -1), signedOn);
  const hers = await seeding.as(secretaryLogin);
  if (signedOn === null)
    return hers.submit('instrument', { what: 'authorisation', rows: [row], signed: null });
  const signed = signedBy(quarter, signedOn, `SEK.077.27.${signedOn.slice(0, 4)}`);
  return hers.sign('instrument', { what: 'authorisation', rows: [row], signed });
}

/** One that was printed, signed in a binder and scanned: whoever confirms it compares it with its scan. */
async function scanned(seeding: Seeding, login: string, day: string): Promise<void> {
  const { person, quarter } = seeding;
  const { payload } = await prepare(seeding, login, null);
  const [row] = payload.rows;
  if (row === undefined || !('purposes' in row)) throw new Error('no authorisation was prepared');
  const { from, to, number } = row;
  const paper = `SEK.077.27.${day.slice(0, 4)}`;
  const mayor = person(mayorLogin).displayName;
  const file = scannedPaper(await signedLetter(person(login), { row, paper, signedOn: day, mayor }));
  const signed = signedBy(quarter, day, paper);
  if (file === null || signed === null) throw new Error('nothing was signed');
  const rows = [{ ...authorised(seeding, login, from, to, day), number }];
  const body = {
    what: 'authorisation' as const,
    rows,
    signed: { ...signed, way: 'paper' as const, scan: file.scan },
  };
  await (await seeding.as(secretaryLogin)).sign('instrument', body, file.salted);
}

/** One that the deputy sent back. */
async function returned(seeding: Seeding, day: string): Promise<void> {
  const { payload } = await prepare(seeding, 'olga.kubiak', day);
  const number = payload.rows[0]?.number ?? '';
  const words = 'Na piśmie okres upoważnienia zaczyna się miesiąc później.';
  const his = await seeding.as(deputyLogin);
  await his.submit('revoke', { number, why: 'differs', until: null, paper: null, words });
}

/** One that was prepared, and that the desk took back before anybody signed it. */
async function withdrawn(seeding: Seeding): Promise<void> {
  const { payload } = await prepare(seeding, 'natalia.wrobel', null);
  const number = payload.rows[0]?.number ?? '';
  const words = 'Wydział wskazał inną osobę.';
  const hers = await seeding.as(secretaryLogin);
  await hers.submit('revoke', { number, why: 'withdrawn', until: null, paper: null, words });
}

async function newRegulation(seeding: Seeding, day: string): Promise<void> {
  const { quarter } = seeding;
  const number = `ADK.0050.41.${day.slice(0, 4)}`;
  const row = regulation(number, day, `${monthAfter(quarter.today)}-01`);
  const hers = await seeding.as(secretaryLogin);
  const signed = signedBy(quarter, day, number);
  await confirm(seeding, [await hers.sign('instrument', { what: 'version', rows: [row], signed })]);
}

async function orderDestruction(seeding: Seeding, day: string): Promise<void> {
  const year = day.slice(0, 4);
  const row = {
    ...{ number: null, of: 'destruction' as const, from: day, to: null },
    content: {
      ...{ case: `ADK.1330.1.${year}`, archive: { of: 'bc' as const, symbol: '1330' } },
      ownDisk: true as const,
    },
  };
  const hers = await seeding.as(secretaryLogin);
  const signed = signedBy(seeding.quarter, day, `ADK.0050.33.${year}`);
  await confirm(seeding, [await hers.sign('instrument', { what: 'version', rows: [row], signed })]);
}

type Task = { letter: 'a' | 'b' | 'c' | 'd'; assignee: string; due: number; words: string };
const tasks = {
  missing: { letter: 'a', assignee: 'tomasz.rak', due: 2, words: 'Brak nagrań z linii 2' },
  opinion: { letter: 'b', assignee: 'joanna.ptak', due: 5, words: 'Opinia do wniosku KPP-PI-RSD-345' },
  change: { letter: 'd', assignee: secretaryLogin, due: 22, words: 'Zmiana komunikatu powitalnego' },
} satisfies Record<string, Task>;

/** § 6 ust. 3: what the Secretary coordinates. */
async function task({ as, person, quarter }: Seeding, { letter, assignee, due, words }: Task): Promise<void> {
  await (
    await as(secretaryLogin)
  ).submit('matter', {
    ...{ matter: null, event: 'open', sort: 'task', letter, about: null, words },
    ...{ assignee: person(assignee).guid, due: addDays(quarter.today, due) },
  });
}

/** The Secretary asks about a call that was heard in another case, too. */
async function ask({ as, rows }: Seeding): Promise<void> {
  const [row] = await rows<{ seq: string }>(
    `SELECT seq FROM office.act WHERE case_number LIKE 'SEK.1510.29.%'`,
  );
  const about = Number(row?.seq);
  await (
    await as(secretaryLogin)
  ).submit('matter', {
    ...{ matter: null, event: 'open', sort: 'question', letter: null, about, assignee: null, due: null },
    words: 'Czy obie skargi złożyła ta sama osoba?',
  });
}

async function answer({ as, rows, person }: Seeding): Promise<void> {
  const [row] = await rows<{ id: string; about: string; due: string }>(
    `SELECT id, about, due::text AS due FROM office.matter WHERE sort = 'question'`,
  );
  await (
    await as('barbara.zych')
  ).submit('matter', {
    ...{ matter: row?.id ?? '', event: 'close', sort: 'question', letter: null, about: Number(row?.about) },
    ...{ assignee: person('barbara.zych').guid, due: row?.due ?? null },
    words: 'Tak. Pierwsza dotyczyła terminu, druga sposobu załatwienia; sprawy połączono.',
  });
}
