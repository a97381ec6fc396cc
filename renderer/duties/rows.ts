import type { Duties } from '../../shared/duties.ts';
import { pl } from '../../shared/text/pl.ts';
import type { Matter } from '../../shared/matter.ts';
import { mayLetDestroy } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { confirmersOf } from '../confirmers.ts';
import { aboutText, isOfAlarm } from '../matters.ts';
import type { Translate } from '../text.ts';
import { dayText, daysBetween, momentText } from '../ui/time.ts';
import { erasureRows, gapRows, holdRows, nightRows, undecidedRows } from './night-rows.ts';
import { endingRows, namesOf, paperRows, yearlyRows } from './papers.ts';
import { planRows, reviewRows } from './review-rows.ts';
import {
  type Dated,
  type DutyReview,
  type Kind,
  papersOf,
  type Row,
  sinceText,
  type Step,
  urgentAfter,
} from './row.ts';

/** More than so many of one kind are one row. */
const most = 5;
/** Longer than the keeper ever waits between two questions to the directory: it is silent. Minutes. */
export const silentFrom = 6;

type Reader = {
  roles: readonly Role[];
  continued: boolean;
  matters: readonly Matter[];
  reviews: readonly DutyReview[];
};

/** What waits for whoever reads it: red first, then open reviews, then orange, then by date. */
export function rowsOf(t: Translate, duties: Duties, { roles, continued, matters, reviews }: Reader): Row[] {
  const is = (role: Role): boolean => roles.includes(role);
  const [desk, mayor, officer] = [is('secretary'), is('mayor'), is('protection_officer')];
  const rows = [
    ...faultRows(t, duties, continued),
    ...suspensionRows(t, duties, desk),
    ...emergencyRows(t, duties),
    ...(mayor || officer ? acceptedRows(t, duties) : []),
    ...unsignedRows(t, duties, desk, matters),
    ...(mayLetDestroy(roles) ? nightRows(t, duties) : []),
    ...gapRows(t, duties),
    ...undecidedRows(t, duties),
    ...erasureRows(t, duties),
    ...reviewRows(t, reviews, duties.today, { desk, mayor }),
    ...matterRows(t, matters, reviews, duties.today, { desk, mayor }),
    ...(desk ? [...goneRows(t, duties), ...actRows(t, duties), ...confirmerRows(t, duties)] : []),
    ...(desk ? [...holdRows(t, duties), ...planRows(t, duties)] : []),
    ...paperRows(t, duties, { desk, mayor }),
    ...(desk ? [...endingRows(t, duties), ...yearlyRows(t, duties)] : []),
  ];
  const order = { red: 0, orange: 2, none: 3 };
  const placeOf = ({ sign, kind }: Dated): number =>
    kind === 'review' && sign !== 'red' ? 1 : order[sign ?? 'none'];
  return folded(t, rows).sort(
    (one, other) => placeOf(one) - placeOf(other) || one.day.localeCompare(other.day),
  );
}

function folded(t: Translate, rows: readonly Dated[]): Dated[] {
  return rows.flatMap((row) => {
    const { kind } = row;
    const same = kind === null ? [] : rows.filter((one) => one.kind === kind);
    if (kind === null || same.length <= most) return [row];
    const [first = row] = [...same].sort((one, other) => one.day.localeCompare(other.day));
    if (same[0] !== row) return [];
    return [
      {
        ...first,
        key: kind,
        title: t(`duties.folded.${kind}`, { count: same.length }),
        second: t('duties.oldest', { first: first.second }),
        step: first.step && { label: t('duties.steps.show'), go: listOf(first.step.go, kind), why: null },
      },
    ];
  });
}

/** In place of the one thing all of its kind. */
function listOf(go: Step, kind: Kind): Step {
  if (go.to === 'papers') {
    const waits = kind === 'prepared' || kind === 'registered' || kind === 'returned' || kind === 'ending';
    return { to: 'papers', papers: { ...go.papers, number: null, show: waits ? 'waiting' : 'current' } };
  }
  if (go.to === 'review') return { to: 'review', about: null };
  if (go.to === 'register')
    return { to: 'register', filter: { state: kind === 'findings' ? 'started' : 'completed' } };
  return go;
}

const show = (t: Translate, go: Step): Row['step'] => ({ label: t('duties.steps.show'), go, why: null });

function faultRows(t: Translate, { checked, checkedOn, today }: Duties, continued: boolean): Dated[] {
  // A night's check comes after two o'clock of its day.
  const missed = daysBetween(checkedOn, today) - 1;
  const go: Step = { to: 'panel', panel: 'fault' };
  const common = { kind: null, sign: 'red' as const, term: '', step: show(t, go) };
  return [
    ...(checked === null || checked.first === null
      ? []
      : [
          {
            ...common,
            key: 'faults',
            day: '0',
            title: t('duties.rows.faults', { seq: String(checked.first.seq) }),
            second: t('duties.rows.faultsFound', {
              where: whereText(t, checked.first),
              moment: momentText(checked.at),
            }),
          },
        ]),
    ...(missed < 1
      ? []
      : [
          {
            ...common,
            key: 'unchecked',
            // SECURITY: a check that hangs, or comes to nothing each night, finds nothing; whoever hides something wants that.
            sign: missed === 1 ? ('orange' as const) : ('red' as const),
            day: checkedOn,
            title: t('duties.rows.unchecked'),
            second: t('duties.rows.uncheckedText', { day: dayText(checkedOn) }),
            step: null,
          },
        ]),
    ...(continued
      ? []
      : [
          {
            ...common,
            key: 'witness',
            day: '0',
            title: t('duties.rows.witness'),
            second: t('duties.rows.witnessText'),
          },
        ]),
  ];
}

/** Of an entry or of a table, in words. */
export function whereText(
  t: Translate,
  { what, table }: NonNullable<NonNullable<Duties['checked']>['first']>,
): string {
  const { tables, entries } = pl.duties.where;
  if (table !== null) {
    const known = (Object.keys(tables) as (keyof typeof tables)[]).find((one) => one === table);
    return known === undefined ? t('duties.where.table', { table }) : t(`duties.where.tables.${known}`);
  }
  const known = (Object.keys(entries) as (keyof typeof entries)[]).find((one) => one === what);
  return known === undefined ? t('duties.where.other') : t(`duties.where.entries.${known}`);
}

function suspensionRows(
  t: Translate,
  { suspension, accounts, emergency, own }: Duties,
  desk: boolean,
): Dated[] {
  if (suspension === null) return [];
  const { by, person, at, seen } = suspension;
  const silent = (accounts?.minutes ?? 0) >= silentFrom;
  const said = t(`duties.rows.suspendedBy.${by}`, { person, moment: momentText(at) });
  const inEmergency = emergency.length > 0;
  const step = (): Row['step'] => {
    if (inEmergency && seen === null)
      return { label: t('duties.steps.confirm'), go: { to: 'panel', panel: 'stop' }, why: null };
    if (!desk) return null;
    const why = silent
      ? t('duties.stopping.waitsForDirectory', { minutes: String(accounts?.minutes) })
      : inEmergency && seen?.guid === own
        ? t('duties.stopping.otherPerson')
        : null;
    return { label: t('duties.steps.resume'), go: { to: 'panel', panel: 'resume' }, why };
  };
  const more = !inEmergency
    ? ''
    : seen === null
      ? t('duties.rows.twoPeople')
      : t('duties.rows.seenBy', { person: seen.person });
  return [
    {
      key: 'suspended',
      kind: null,
      sign: 'red',
      day: '1',
      term: '',
      title: t('duties.rows.suspended'),
      second: `${said}${more}${silent ? t('duties.rows.silent') : ''}`,
      step: step(),
    },
  ];
}

function emergencyRows(t: Translate, { emergency, appointments, own }: Duties): Dated[] {
  if (emergency.length === 0) return [];
  const appointed = appointments.filter(({ number }) => emergency.includes(number));
  const isOwn = appointed.some(({ guid }) => guid === own);
  return [
    {
      key: 'emergency',
      kind: null,
      sign: 'red',
      day: '2',
      term: '',
      title: t('duties.rows.emergency', {
        seq: [...new Set(appointed.map(({ seq }) => seq))].join(', '),
      }),
      second: t('duties.rows.emergencyText', { people: namesOf(appointed) }),
      step: isOwn
        ? show(t, papersOf('appointment', emergency[0] ?? null))
        : { label: t('duties.steps.confirm'), go: { to: 'panel', panel: 'appointments' }, why: null },
    },
  ];
}

function acceptedRows(t: Translate, { accepted, appointments, today }: Duties): Dated[] {
  return appointments
    .filter(({ number, state }) => accepted.includes(number) && state === 'valid')
    .map((one): Dated => ({
      key: `accepted ${one.number}`,
      kind: 'accepted',
      sign: 'red',
      day: one.from,
      title: t('duties.rows.accepted', { number: one.number }),
      second: one.person.displayName,
      term: sinceText(t, one.from, today),
      step: show(t, papersOf('appointment', one.number)),
    }));
}

function unsignedRows(
  t: Translate,
  { unsigned }: Duties,
  desk: boolean,
  matters: readonly Matter[],
): Dated[] {
  if (unsigned === null) return [];
  const { at, count, seq } = unsigned;
  const about = matters.find(isOfAlarm);
  const add = { label: t('duties.steps.add'), go: { to: 'panel', panel: `add ${seq}` }, why: null } as const;
  return [
    {
      key: 'unsigned',
      kind: null,
      sign: 'red',
      day: '3',
      term: '',
      title: t('duties.rows.unsigned', { count }),
      second: t('duties.rows.unsignedText', { moment: momentText(at) }),
      step: about !== undefined ? show(t, panelOf(about)) : desk ? add : null,
    },
  ];
}

const panelOf = ({ matter }: Matter): Step => ({ to: 'panel', panel: `matter ${matter}` });

/** „To nie ja” is urgent until it is closed; a question that nobody answered in time is late; an answer waits until a verdict heeds it. The others stand beside the list. */
function matterRows(
  t: Translate,
  matters: readonly Matter[],
  reviews: readonly DutyReview[],
  today: string,
  { desk, mayor }: { desk: boolean; mayor: boolean },
): Dated[] {
  // The page of reviews shows one that is open.
  const isShown = reviews.filter((one) => one.number === null).length === 1;
  return matters.flatMap((one): Dated[] => {
    const { sort, number, act, events, answered, unread, closed, due } = one;
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return [];
    const row = { key: number, day: legalDay(last.at), step: show(t, panelOf(one)) };
    if (sort === 'report' && !closed) {
      const second = [number, first.person, aboutText(t, one)].filter((part) => part !== null).join(', ');
      const since = legalDay(first.at);
      const title = t(one.call === null ? 'matter.titles.reported' : 'matter.titles.call');
      return [
        { ...row, kind: 'report', sign: 'red', day: since, title, second, term: sinceText(t, since, today) },
      ];
    }
    if (sort === 'question' && !answered && !closed && due !== null && due < today) {
      const isUrgent = addDays(due, urgentAfter) < today;
      if (!desk && !(mayor && isUrgent)) return [];
      const second = [number, one.person].filter((part) => part !== null).join(', ');
      const title = t('duties.rows.unanswered', { act: act ?? number });
      const term = t('duties.terms.over', { count: daysBetween(due, today) });
      return [
        { ...row, kind: 'unanswered', sign: isUrgent ? 'red' : 'orange', day: due, title, second, term },
      ];
    }
    if (!unread) return [];
    const title = t('duties.rows.answer', { act: act ?? number });
    const second = [number, last.person].join(', ');
    const step = isShown ? show(t, { to: 'review', about: one.about }) : row.step;
    return [{ ...row, step, kind: 'answer', sign: null, title, second, term: sinceText(t, row.day, today) }];
  });
}

/** Accounts that do not stand, whose papers do. */
function goneRows(t: Translate, { gone, authorisations, appointments, today }: Duties): Dated[] {
  return gone.flatMap(({ guid, login, person, account, since, late }): Dated[] => {
    const standing = [...authorisations, ...appointments].find(
      (one) => one.guid === guid && (one.state === 'valid' || one.state === 'future'),
    );
    if (standing === undefined || since === null || !late) return [];
    const { what, number, to } = standing;
    return [
      {
        key: `gone ${guid}`,
        kind: 'gone',
        sign: 'orange',
        day: since,
        title: t(`duties.rows.gone.${account}`, { login }),
        second:
          to === null
            ? t('duties.rows.goneOpen', { person, number })
            : t('duties.rows.goneText', { person, number, to: dayText(to) }),
        term: sinceText(t, since, today),
        step: { label: t('duties.steps.end'), go: papersOf(what, number), why: null },
      },
    ];
  });
}

function actRows(t: Translate, { acts }: Duties): Dated[] {
  return acts.map((one): Dated => {
    const { act, number, case: caseNumber, guid, person, state, opened, since, late, abandoned } = one;
    const kind = state === 'started' ? 'findings' : 'unfiled';
    const found: Step = { to: 'register', filter: { person: guid, from: opened, to: opened } };
    return {
      key: number,
      kind,
      sign: 'orange',
      day: since,
      title: t(`duties.rows.${kind}`, { number }),
      second: t('duties.rows.actText', { case: caseNumber, person }),
      term: t('duties.terms.late', { count: late }),
      step: abandoned
        ? { label: t('duties.steps.close'), go: { ...found, closing: act }, why: null }
        : show(t, found),
    };
  });
}

function confirmerRows(t: Translate, duties: Duties): Dated[] {
  if (confirmersOf(duties.appointments, []).length > 1) return [];
  return [
    {
      key: 'confirmers',
      kind: null,
      sign: 'orange',
      day: '9',
      term: '',
      title: t('duties.rows.confirmers'),
      second: t('duties.rows.confirmersText'),
      step: { label: t('duties.steps.appoint'), go: papersOf('appointment', null), why: null },
    },
  ];
}
