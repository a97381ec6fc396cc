import type { Client } from 'pg';
import type { PersonName } from '../../shared/ledger/head.ts';
import type { Instrument, LedgerState } from '../entries/state.ts';
import { compareCallRecords } from './call-records.ts';
import { compareRecordings } from './recordings.ts';
import { spelling, wrongRow, type WrongRow } from './wrong-row.ts';

type Facts = Record<string, unknown>;
/** Rows by their key; each fact in one spelling on both sides. */
type Rows = Map<string, Facts & { seq: number }>;

/** Recomputes the read models from the folded ledger and compares them row by row. The wrong ones, the earliest first. */
export async function compareModels(
  client: Client,
  state: LedgerState,
  names: Map<string, PersonName>,
): Promise<WrongRow[]> {
  const wrong: WrongRow[] = [];
  for (const { table, sql, expected } of models(state, names)) {
    const { rows } = await client.query<Facts & { key: string; seq: string }>(sql);
    const found: Rows = new Map(rows.map(({ key, ...facts }) => [key, { ...facts, seq: Number(facts.seq) }]));
    wrong.push(...differences(table, expected, found));
  }
  wrong.push(...(await compareRecordings(client, state)));
  wrong.push(...(await compareCallRecords(client, state)));
  return wrong.sort((one, other) => one.seq - other.seq);
}

function differences(table: string, expected: Rows, found: Rows): WrongRow[] {
  const wrong: WrongRow[] = [];
  for (const [key, facts] of expected) {
    const row = found.get(key);
    const same = row && Object.keys(facts).every((fact) => spelling(facts[fact]) === spelling(row[fact]));
    if (!same) wrong.push(wrongRow(table, facts.seq, key, row));
  }
  for (const [key, row] of found) if (!expected.has(key)) wrong.push(wrongRow(table, row.seq, key, row));
  return wrong;
}

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

type Model = { table: string; sql: string; expected: Rows };

function models(state: LedgerState, names: Map<string, PersonName>): Model[] {
  return [
    {
      table: 'legal_basis',
      sql: `SELECT code || ' ' || valid_from AS key, valid_to::text, position, content, confirmed_seq::int, seq FROM office.legal_basis`,
      expected: new Map(
        state.versions.flatMap(({ row, to, seq, confirmed }) => {
          if (row.of !== 'basis') return [];
          const { position, basis } = row.content;
          const facts = { valid_to: to, position, content: basis, confirmed_seq: confirmed, seq };
          return [[`${basis.code} ${row.from}`, facts] as const];
        }),
      ),
    },
    {
      table: 'person',
      sql: 'SELECT login AS key, guid, display_name, post, unit, roles, employee, account, seq FROM office.person',
      expected: rowsOf(state.people, ({ login, guid, roles, employee, account, seq }) => {
        const name = names.get(login);
        // Where the words were erased, only the rest can be compared.
        const words = name ? { display_name: name.displayName, post: name.post, unit: name.unit } : {};
        return { guid, roles, employee, account, seq, ...words };
      }),
    },
    {
      table: 'authorisation',
      sql: `SELECT number AS key, login, guid, paper, signed_on::text, from_day::text, to_day::text, revoked_at, seq, confirmed_seq::int FROM office.authorisation`,
      expected: rowsOf(
        state.authorisations,
        ({ login, guid, paper, signedOn, from, to, revokedAt, seq, confirmed }) => ({
          ...{ login, guid, paper, signed_on: signedOn, from_day: from, to_day: to },
          ...{ revoked_at: iso(revokedAt), seq, confirmed_seq: confirmed },
        }),
      ),
    },
    instrumentModel(state),
    membersModel(state),
    actModel(state),
    openingModel(state),
    holdModel(state),
    restrictionModel(state),
    stoppedModel(state),
    ...reviewModels(state),
    matterModel(state),
    planModel(state),
    ...completenessModels(state),
    ...announcementModels(state),
  ];
}

function rowsOf<T>(map: Map<string, T>, facts: (value: T) => Facts & { seq: number }): Rows {
  return new Map([...map].map(([key, value]) => [key, facts(value)]));
}

function instrumentModel(state: LedgerState): Model {
  return {
    table: 'instrument',
    sql: `SELECT number AS key, what, state, place, first_seq::int, prepared_seq::int, confirmed_seq::int, holds_seq::int, ended_seq::int, end_waits,
        from_day::text, to_day::text, seq FROM office.instrument`,
    expected: rowsOf(state.instruments, (one) => ({
      ...{ what: one.what, state: one.state, place: one.place, seq: one.seq, first_seq: one.first },
      ...{ prepared_seq: one.prepared, confirmed_seq: one.confirmed, holds_seq: one.holds },
      ...{ ended_seq: one.ended?.seq ?? null, end_waits: one.ended?.waits ?? false },
      ...{ from_day: one.row.from, to_day: lastDayOf(state, one) },
    })),
  };
}

/** What an appointment or an authorisation has as its end by now; what nothing came of yet, and a rule, as its paper says. */
function lastDayOf({ appointments, authorisations }: LedgerState, { row }: Instrument): string | null {
  if ('of' in row) return row.to;
  const appointed = appointments.find(({ number }) => number === row.number);
  return ('office' in row ? (appointed ?? row) : (authorisations.get(row.number) ?? row)).to;
}

/**
 * SECURITY: §4.2: who is in which group, and that nobody else is. Whoever may grant roles gives nobody unseen what no entry gives, be it
 * while no keeper runs that would stop listening for it.
 */
function membersModel({ people }: LedgerState): Model {
  const standing = [...people.values()].filter(({ account }) => account === 'ok');
  return {
    table: 'pg_auth_members',
    sql: `SELECT p.rolname AS key, array_agg(regexp_replace(g.rolname, '^odsluch_', '') ORDER BY g.rolname COLLATE "C") AS groups,
        coalesce((SELECT o.seq FROM office.person o WHERE o.login = p.rolname), (SELECT max(e.seq) FROM office.entry e)) AS seq
      FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
     WHERE p.rolname !~ '^odsluch_' AND (g.rolname ~ '^odsluch_' OR g.rolname IN (SELECT login FROM office.person)) GROUP BY p.rolname`,
    expected: new Map(
      standing.map(({ login, roles, seq }) => [login, { groups: ['people', ...roles].sort(), seq }]),
    ),
  };
}

function actModel({ acts }: LedgerState): Model {
  return {
    table: 'act',
    sql: `SELECT id AS key, number, login, guid, case_number, basis, authorisation, opened_at, until, state, seq::int, completed_seq::int,
        completed_at, filed_seq::int, filed_on::text, way, former_cases, corrections FROM office.act`,
    expected: rowsOf(acts, (act) => ({
      ...{ number: act.number, login: act.login, guid: act.guid, case_number: act.case, basis: act.basis },
      ...{ authorisation: act.authorisation, opened_at: iso(act.openedAt), until: iso(act.until) },
      ...{ state: act.state, seq: act.seq },
      ...{ completed_seq: act.completed?.seq ?? null, completed_at: iso(act.completed?.at ?? null) },
      ...{ filed_seq: act.filed?.seq ?? null, filed_on: act.filed?.day ?? null, way: act.filed?.way ?? null },
      ...{ former_cases: act.formerCases, corrections: act.corrections },
    })),
  };
}

function openingModel({ openings }: LedgerState): Model {
  return {
    table: 'opening',
    sql: 'SELECT id AS key, act, recording, opened_at, closed_at, how, ranges, wrong_call, seq FROM office.opening',
    expected: rowsOf(openings, ({ act, recording, openedAt, closed, wrongCall, seq }) => ({
      ...{ act, recording, opened_at: iso(openedAt), closed_at: iso(closed?.at ?? null) },
      ...{ how: closed?.how ?? null, wrong_call: wrongCall, seq },
      // While it is open, the beats write there, and only the program vouches for it.
      ...(closed === null ? {} : { ranges: closed.ranges }),
    })),
  };
}

function holdModel({ holds }: LedgerState): Model {
  return {
    table: 'hold',
    sql: `SELECT seq AS key, number, act, array_to_string(recordings, ' ') AS recordings, setter, review::text, reviewed_seq::int, ended_seq::int, seq FROM office.hold`,
    expected: new Map(
      [...holds.values()].map(({ seq, number, act, recordings, by, review, reviewed, ended }) => [
        String(seq),
        {
          ...{ number, act, recordings: recordings.join(' '), setter: by.guid, review, seq },
          ...{ reviewed_seq: reviewed, ended_seq: ended },
        },
      ]),
    ),
  };
}

function restrictionModel({ restrictions }: LedgerState): Model {
  return {
    table: 'restriction',
    sql: `SELECT seq AS key, effect, array_to_string(recordings, ' ') AS recordings, review::text, reviewed_seq::int, ended_seq::int, confirmed_seq::int, seq
        FROM office.restriction`,
    expected: new Map(
      [...restrictions.values()].map((one) => [
        String(one.seq),
        {
          ...{ effect: one.effect, recordings: one.recordings.join(' '), review: one.review, seq: one.seq },
          ...{ reviewed_seq: one.reviewed, ended_seq: one.ended, confirmed_seq: one.confirmed },
        },
      ]),
    ),
  };
}

function completenessModels({ reconciliations }: LedgerState): Model[] {
  const found = [...reconciliations.values()].flatMap(({ day, gaps }) =>
    [...gaps.values()].map(
      ({ call, startedAt, closed, explained, ...one }): [string, Facts & { seq: number }] => [
        `${day} ${call}`,
        {
          ...{
            started_at: startedAt,
            extension: one.extension,
            seconds: one.seconds,
            recorded: one.recorded,
          },
          ...{ kind: one.kind, due: one.due, closed_seq: closed, explained_seq: explained, seq: one.found },
        },
      ],
    ),
  );
  return [
    {
      table: 'reconciliation',
      sql: `SELECT day::text AS key, encode(sha256, 'hex') AS sha256, answered, hung_up, recorded, more, seq FROM office.reconciliation`,
      expected: rowsOf(reconciliations, ({ sha256, answered, hungUp, recorded, more, seq }) => ({
        ...{ sha256, answered, hung_up: hungUp, recorded, more, seq },
      })),
    },
    {
      table: 'gap',
      sql: `SELECT day || ' ' || call AS key, started_at, extension, seconds, recorded, kind, due::text, closed_seq::int, explained_seq::int, found_seq AS seq
        FROM office.gap`,
      expected: new Map(found),
    },
  ];
}

function announcementModels({ silences, admissions }: LedgerState): Model[] {
  return [
    {
      table: 'silence',
      sql: 'SELECT seq AS key, lines, from_at, to_at, seq FROM office.silence',
      expected: new Map(
        [...silences.values()].map(({ lines, from, to, seq }) => [
          String(seq),
          { lines, from_at: from, to_at: to, seq },
        ]),
      ),
    },
    {
      table: 'admission',
      sql: 'SELECT recording AS key, admitted, seq FROM office.admission',
      expected: rowsOf(admissions, ({ admitted, seq }) => ({ admitted, seq })),
    },
  ];
}

function stoppedModel({ stops }: LedgerState): Model {
  return {
    table: 'stopped',
    sql: `SELECT seq AS key, array_to_string(recordings, ' ') AS recordings, seq FROM office.stopped`,
    expected: new Map(
      [...stops].map(([seq, { recordings }]) => [String(seq), { recordings: recordings.join(' '), seq }]),
    ),
  };
}

function matterModel({ matters }: LedgerState): Model {
  return {
    table: 'matter',
    sql: `SELECT id AS key, number, sort, letter, about::int, assignee, due::text, opened_by, answered_seq::int, newest_seq::int, closed_seq::int, seq
        FROM office.matter`,
    expected: rowsOf(
      matters,
      ({ number, sort, letter, about, assignee, due, by, answered, newest, closed, seq }) => ({
        ...{ number, sort, letter, about, assignee, due, opened_by: by, seq },
        ...{ answered_seq: answered, newest_seq: newest, closed_seq: closed },
      }),
    ),
  };
}

function planModel({ plans }: LedgerState): Model {
  return {
    table: 'quality_plan',
    sql: `SELECT id AS key, guid, verdict_seq::int, draw_seq::int, array_to_string(recordings, ' ') AS recordings, act, seq FROM office.quality_plan`,
    expected: rowsOf(plans, ({ by, verdict, draw, act, seq }) => ({
      ...{ guid: by.guid, verdict_seq: verdict?.seq ?? null, draw_seq: draw?.seq ?? null },
      ...{ recordings: draw?.recordings.join(' ') ?? '', act, seq },
    })),
  };
}

function reviewModels({ reviews }: LedgerState): Model[] {
  const items = [...reviews.values()].flatMap(({ id, seq, items }) =>
    [...items].map(([item, { what, concerns, judged }], place): [string, Facts & { seq: number }] => [
      `${id} ${item}`,
      {
        ...{ what, place: place + 1, concerns: concerns.join(' '), seq },
        ...{ verdict: judged?.verdict ?? null, judged_seq: judged?.seq ?? null },
      },
    ]),
  );
  return [
    {
      table: 'review',
      sql: 'SELECT id AS key, from_day::text, to_day::text, concluded_seq::int, number, seq FROM office.review',
      expected: rowsOf(reviews, ({ from, to, concluded, seq }) => ({
        ...{ from_day: from, to_day: to, seq },
        ...{ concluded_seq: concluded?.seq ?? null, number: concluded?.number ?? null },
      })),
    },
    {
      table: 'review_item',
      sql: `SELECT review || ' ' || item AS key, what, place, array_to_string(concerns, ' ') AS concerns, verdict, judged_seq::int, seq
        FROM office.review_item`,
      expected: new Map(items),
    },
  ];
}
