import type { Client } from 'pg';
import type { PersonName } from '../../shared/ledger/head.ts';
import type { Instrument, LedgerState } from '../entries/state.ts';
import { compareCallRecords } from './call-records.ts';
import { compareRecordings } from './recordings.ts';
import { spelling, wrongRow, type WrongRow } from './wrong-row.ts';

type Facts = Readonly<Record<string, unknown>> & { seq: number };
/** Rows by their key. */
type Rows = Map<string, Facts>;

/** Recomputes the read models from the folded ledger and compares them row by row. The wrong ones, the earliest first. */
export async function compareModels(
  client: Client,
  state: LedgerState,
  names: Map<string, PersonName>,
): Promise<WrongRow[]> {
  const wrong: WrongRow[] = [];
  for (const { table, key, seq = 'seq', expected } of models(state, names))
    wrong.push(...(await differences(client, `office.${table} t`, { table, key, seq, expected })));
  wrong.push(...(await differences(client, membership, members(state))));
  wrong.push(...(await compareRecordings(client, state)));
  wrong.push(...(await compareCallRecords(client, state)));
  return wrong.sort((one, other) => one.seq - other.seq);
}

/** A table, what its rows go by and the entry that they come from, both in SQL, and its rows as the ledger has them, by column. */
type Model = { table: string; key: string; seq?: string; expected: Rows };

async function differences(
  client: Client,
  from: string,
  { table, key, seq, expected }: Required<Model>,
): Promise<WrongRow[]> {
  const { rows } = await client.query<{ key: string; seq: string; facts: Record<string, unknown> }>(
    `SELECT ${key} AS key, ${seq} AS seq, to_jsonb(t) AS facts FROM ${from}`,
  );
  const found: Rows = new Map(
    rows.map(({ key: at, ...row }) => [at, { ...row.facts, seq: Number(row.seq) }]),
  );
  const wrong: WrongRow[] = [];
  for (const [at, facts] of expected) {
    const row = found.get(at);
    // As jsonb has it.
    const same = row && Object.keys(facts).every((fact) => spelling(facts[fact]) === spelling(row[fact]));
    if (!same) wrong.push(wrongRow(table, facts.seq, at, row));
  }
  for (const [at, row] of found) if (!expected.has(at)) wrong.push(wrongRow(table, row.seq, at, row));
  return wrong;
}

/** An instant as jsonb spells it in UTC. */
const instant = (at: number | string | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace(/\.?0*Z$/, '+00:00');

/** The rows of a map whose keys are theirs. */
function rowsOf<Key, T>(map: ReadonlyMap<Key, T>, facts: (value: T, key: Key) => Facts): Rows {
  return new Map([...map].map(([key, value]) => [String(key), facts(value, key)]));
}

function models(state: LedgerState, names: Map<string, PersonName>): Model[] {
  return [
    {
      table: 'legal_basis',
      key: "code || ' ' || valid_from",
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
      key: 'login',
      expected: rowsOf(state.people, ({ login, guid, roles, employee, account, seq }) => {
        const name = names.get(login);
        // Where the words were erased, only the rest can be compared.
        const words = name ? { display_name: name.displayName, post: name.post, unit: name.unit } : {};
        return { guid, roles, employee, account, seq, ...words };
      }),
    },
    {
      table: 'authorisation',
      key: 'number',
      expected: rowsOf(state.authorisations, ({ login, guid, paper, signedOn, from, to, ...ends }) => ({
        ...{ login, guid, paper, signed_on: signedOn, from_day: from, to_day: to },
        ...{ revoked_at: instant(ends.revokedAt), seq: ends.seq, confirmed_seq: ends.confirmed },
      })),
    },
    {
      table: 'instrument',
      key: 'number',
      expected: rowsOf(state.instruments, (row) => ({
        ...{ what: row.what, state: row.state, place: row.place, seq: row.seq, first_seq: row.first },
        ...{ prepared_seq: row.prepared, confirmed_seq: row.confirmed, holds_seq: row.holds },
        ...{ ended_seq: row.ended?.seq ?? null, end_waits: row.ended?.waits ?? false },
        ...{ from_day: row.row.from, to_day: lastDayOf(state, row) },
      })),
    },
    {
      table: 'act',
      key: 'id',
      expected: rowsOf(state.acts, (act) => ({
        ...{ number: act.number, login: act.login, guid: act.guid, case_number: act.case, basis: act.basis },
        ...{ authorisation: act.authorisation, opened_at: instant(act.openedAt), until: instant(act.until) },
        ...{ state: act.state, seq: act.seq },
        ...{ completed_seq: act.completed?.seq ?? null, completed_at: instant(act.completed?.at ?? null) },
        ...{
          filed_seq: act.filed?.seq ?? null,
          filed_on: act.filed?.day ?? null,
          way: act.filed?.way ?? null,
        },
        ...{ former_cases: act.formerCases, corrections: act.corrections },
      })),
    },
    {
      table: 'opening',
      key: 'id',
      expected: rowsOf(state.openings, ({ act, recording, openedAt, closed, wrongCall, seq }) => ({
        ...{ act, recording, opened_at: instant(openedAt), closed_at: instant(closed?.at ?? null) },
        ...{ how: closed?.how ?? null, wrong_call: wrongCall, seq },
        // While it is open, the beats write there, and only the program vouches for it.
        ...(closed === null ? {} : { ranges: closed.ranges }),
      })),
    },
    {
      table: 'hold',
      key: 'seq',
      expected: rowsOf(state.holds, ({ seq, number, act, recordings, by, review, reviewed, ended }) => ({
        ...{
          number,
          act,
          recordings,
          setter: by.guid,
          review,
          reviewed_seq: reviewed,
          ended_seq: ended,
          seq,
        },
      })),
    },
    {
      table: 'restriction',
      key: 'seq',
      expected: rowsOf(
        state.restrictions,
        ({ seq, effect, recordings, review, reviewed, ended, confirmed }) => ({
          ...{ effect, recordings, review, seq },
          ...{ reviewed_seq: reviewed, ended_seq: ended, confirmed_seq: confirmed },
        }),
      ),
    },
    {
      table: 'stopped',
      key: 'seq',
      expected: rowsOf(state.stops, ({ recordings }, seq) => ({ recordings, seq })),
    },
    {
      table: 'review',
      key: 'id',
      expected: rowsOf(state.reviews, ({ from, to, concluded, seq }) => ({
        ...{ from_day: from, to_day: to, seq },
        ...{ concluded_seq: concluded?.seq ?? null, number: concluded?.number ?? null },
      })),
    },
    {
      table: 'review_item',
      key: "review || ' ' || item",
      expected: new Map(
        [...state.reviews.values()].flatMap(({ id, seq, items }) =>
          [...items].map(([item, { what, concerns, judged }], place): [string, Facts] => [
            `${id} ${item}`,
            {
              ...{ what, place: place + 1, concerns, seq },
              ...{ verdict: judged?.verdict ?? null, judged_seq: judged?.seq ?? null },
            },
          ]),
        ),
      ),
    },
    {
      table: 'matter',
      key: 'id',
      expected: rowsOf(state.matters, ({ number, sort, letter, about, assignee, due, by, ...row }) => ({
        ...{ number, sort, letter, about, assignee, due, opened_by: by, seq: row.seq },
        ...{ answered_seq: row.answered, newest_seq: row.newest, closed_seq: row.closed },
      })),
    },
    {
      table: 'quality_plan',
      key: 'id',
      expected: rowsOf(state.plans, ({ by, verdict, draw, act, seq }) => ({
        ...{ guid: by.guid, verdict_seq: verdict?.seq ?? null, draw_seq: draw?.seq ?? null },
        ...{ recordings: draw?.recordings ?? [], act, seq },
      })),
    },
    {
      table: 'reconciliation',
      key: 'day::text',
      expected: rowsOf(state.reconciliations, ({ sha256, answered, hungUp, recorded, more, seq }) => ({
        ...{ sha256: `\\x${sha256}`, answered, hung_up: hungUp, recorded, more, seq },
      })),
    },
    {
      table: 'gap',
      key: "day || ' ' || call",
      seq: 'found_seq',
      expected: new Map(
        [...state.reconciliations.values()].flatMap(({ day, gaps }) =>
          [...gaps.values()].map(({ call, startedAt, closed, explained, ...gap }): [string, Facts] => [
            `${day} ${call}`,
            {
              ...{ started_at: instant(startedAt), extension: gap.extension, seconds: gap.seconds },
              ...{ recorded: gap.recorded, kind: gap.kind, due: gap.due, closed_seq: closed },
              ...{ explained_seq: explained, seq: gap.found },
            },
          ]),
        ),
      ),
    },
    {
      table: 'silence',
      key: 'seq',
      expected: new Map(
        [...state.silences.values()].map(({ lines, from, to, seq }) => [
          String(seq),
          { lines, from_at: instant(from), to_at: instant(to), seq },
        ]),
      ),
    },
    {
      table: 'admission',
      key: 'recording',
      expected: rowsOf(state.admissions, ({ admitted, seq }) => ({ admitted, seq })),
    },
  ];
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
const membership = `(SELECT p.rolname AS login, array_agg(regexp_replace(g.rolname, '^odsluch_', '') ORDER BY g.rolname COLLATE "C") AS groups,
      coalesce((SELECT o.seq FROM office.person o WHERE o.login = p.rolname), (SELECT max(e.seq) FROM office.entry e)) AS seq
    FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
   WHERE p.rolname !~ '^odsluch_' AND (g.rolname ~ '^odsluch_' OR g.rolname IN (SELECT login FROM office.person)) GROUP BY p.rolname) t`;

function members({ people }: LedgerState): Required<Model> {
  const standing = [...people.values()].filter(({ account }) => account === 'ok');
  const expected: Rows = new Map(
    standing.map(({ login, roles, seq }) => [login, { groups: ['people', ...roles].sort(), seq }]),
  );
  return { table: 'pg_auth_members', key: 'login', seq: 'seq', expected };
}
