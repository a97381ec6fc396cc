import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { setPassword } from '../../build/office/seed-people.ts';
import { readGradeOf } from '../../shared/permissions.ts';
import { roles, type Role } from '../../shared/values.ts';
import { officeOfFile, refusal, rowsOf, who, withoutPeriod } from './office.ts';
import { nobodysCall } from './sessions.ts';
import { until } from './support.ts';

const office = officeOfFile();
const password = 'Zażółć-Gęślą-1!';
const nobody = '00000000-0000-4000-8000-000000000000';

/** One person of each role, the Secretary's deputy, an employee who is nothing else, and a login that is no person of the office. */
const logins: Record<Role | 'deputy' | 'employee' | 'stranger', string> = {
  listener: who.listener,
  secretary: who.secretary,
  deputy: who.deputy,
  employee: who.none,
  quality: 'jan.jakosc',
  mayor: 'jan.burmistrz',
  administrator: 'jan.serwer',
  protection_officer: 'jan.iod',
  stranger: 'obcy',
};
const made: readonly Role[] = ['quality', 'mayor', 'administrator', 'protection_officer'];

beforeAll(async () => {
  const superuser = await office.superuser();
  const keeper = await office.asProgram('keeper');
  for (const role of made) {
    // As the keeper makes them: whom the directory does not have it would not let in.
    await keeper.query('SELECT office.make_person($1, $2, true)', [logins[role], [role]]);
    await keeper.query(
      `INSERT INTO office.person (login, guid, display_name, post, unit, roles, employee, seq)
       VALUES ($1, gen_random_uuid(), 'Jan Próbny', 'inspektor', 'Urząd', $2, true, 1)`,
      [logins[role], [role]],
    );
    await setPassword(superuser, logins[role], password);
  }
  // In the people's group, but not a person of the ledger.
  await superuser.query(`CREATE ROLE obcy LOGIN PASSWORD '${password}' IN ROLE odsluch_people`);
  for (const caller of everybody) if (caller !== 'door') clients.set(caller, await connect(caller));
});

const everybody = [
  ...roles,
  ...(['deputy', 'employee', 'stranger', 'ingest', 'backup', 'keeper', 'door'] as const),
] as const;
type Caller = (typeof everybody)[number];

const clients = new Map<Caller, Client>();
/** The door's lines last ten seconds: each test has one of its own. */
const clientOf = async (caller: Caller): Promise<Client> => clients.get(caller) ?? connect(caller);

async function connect(caller: Caller): Promise<Client> {
  if (caller === 'backup') {
    // Over the local socket, as the account of the server room that it is.
    const client = await office.superuser();
    await client.query('SET SESSION AUTHORIZATION odsluch_backup');
    return client;
  }
  if (caller === 'ingest' || caller === 'keeper') return office.asProgram(caller);
  if (caller === 'door') return office.as(who.listener, { user: 'odsluch_door', password: '' });
  if (['listener', 'secretary', 'deputy', 'employee'].includes(caller)) return office.as(logins[caller]);
  return office.as(who.listener, { user: logins[caller], password });
}

const nameOf = (call: string): string => (call.split('(')[0] ?? '').replace('api.', '');
const people: readonly Caller[] = [...roles, 'employee', 'stranger'];
const confirming: readonly Caller[] = ['secretary', 'mayor', 'protection_officer'];

/** Each function of `api`, a call of it, and who may make it. */
const functions: readonly [call: string, may: readonly Caller[]][] = [
  ['api.me()', people],
  // Who may ask for what is the keeper's to judge.
  [nobodysCall, [...people, 'ingest', 'backup', 'door']],
  ['api.pulse()', [...people, 'ingest', 'backup', 'door']],
  [`api.door_answer('${nobody}')`, ['door']],
  [`api.answer('${nobody}')`, [...people, 'ingest', 'backup']],
  ['api.pending()', [...people, 'ingest']],
  ['api.head()', people],
  ['api.chain(0)', [...people, 'ingest']],
  ['api.scan(0)', ['secretary', 'mayor', 'protection_officer']],
  ['api.legal_bases()', people],
  ['api.unfinished()', ['ingest']],
  ['api.destroyed_entries(0)', ['ingest']],
  [`api.entries_of_sound('\\x')`, ['ingest']],
  [`api.reconciled_days('2026-11-01')`, ['ingest']],
  [`api.saved_sound('\\x')`, ['ingest']],
  [`api.is_described('\\x', '{}')`, ['ingest']],
  [`api.known_fields('SEK.1510.7.2026')`, ['listener']],
  [
    `api.search_recordings('{"day": "2026-11-20"}', NULL, 'newest', NULL, NULL, NULL, 10)`,
    ['listener', 'secretary'],
  ],
  [`api.count_recordings('[{"day": "2026-11-20"}]', NULL)`, ['listener', 'secretary']],
  [`api.day_outline('{"day": "2026-11-20"}', NULL)`, ['listener', 'secretary']],
  [`api.note_search('list', '{"day": "2026-11-20"}', gen_random_uuid())`, ['listener', 'secretary']],
  ['api.recent_cases()', ['listener']],
  [`api.recording_entry('${nobody}')`, ['listener']],
  [`api.listenings('{${nobody}}')`, ['listener']],
  ["api.employees('{}', NULL)", ['listener']],
  [`api.beat('${nobody}', '[]')`, people],
  [`api.save_draft('protocol', '${nobody}', '${nobody}', 1, '', '')`, people],
  ['api.typed(NULL)', people],
  ['api.my_acts()', people],
  [`api.protocol('${nobody}')`, people],
  [`api.opened_recording('${nobody}', '${nobody}')`, people],
  [`api.register_acts('{}', NULL, 10)`, confirming],
  [`api.register_refusals('{}', NULL, 10)`, confirming],
  [`api.register_stops('{}', NULL, 10)`, confirming],
  [`api.register_alarms('{}', NULL, 10)`, confirming],
  [`api.register_summary('{}')`, confirming],
  [`api.register_entries('{}', '{1}')`, confirming],
  ['api.reviews()', confirming],
  [`api.review('${nobody}')`, confirming],
  [`api.statement('2026-11-01', '2026-11-30', NULL)`, confirming],
  [`api.matters('{"show": "open", "own": false, "about": null}')`, people],
  ['api.media_entries()', confirming],
  ['api.people()', ['secretary']],
  [`api.holds('{"show": "open", "text": null, "after": null}')`, confirming],
  ['api.hold(0)', confirming],
  ['api.restrictions()', confirming],
  [`api.calls_to_hold('2026-11-20', 9, NULL)`, ['secretary', 'protection_officer']],
  [`api.taken_in('{}')`, ['secretary', 'protection_officer']],
  ['api.undecided()', confirming],
  [`api.nights('2026-11')`, confirming],
  ['api.night_calls(0)', confirming],
  ['api.night_list(0)', confirming],
  ['api.quality()', people],
  [`api.quality_queue('${nobody}')`, people],
  [`api.quality_card('${nobody}', 1)`, people],
  ['api.my_cards()', people],
  ['api.quality_results()', people],
  [`api.quality_preview('{}')`, ['secretary', 'quality']],
  [`api.completeness('2026-11')`, ['secretary', 'mayor', 'administrator', 'protection_officer']],
  [`api.register_searches('{}', NULL, 1)`, ['secretary', 'mayor', 'protection_officer']],
  ['api.review_searches(gen_random_uuid())', ['secretary', 'mayor', 'protection_officer']],
  ['api.register_beginnings()', confirming],
  ['api.register_proof(1, 9, 0)', confirming],
  [`api.copied_protocol('${nobody}')`, confirming],
  [`api.register_counts('2026-11-01', '2026-11-30')`, confirming],
  ['api.duties()', ['secretary', 'mayor', 'administrator', 'protection_officer']],
  ['api.emergency_entries()', confirming],
  [`api.instruments('{"what": "appointment", "show": "all"}')`, confirming],
  [`api.instrument_entries('PF/1/2026')`, confirming],
  ['api.rules()', confirming],
  [`api.versions('basis')`, []],
  ['api.departments()', ['secretary']],
  ['api.emergency_begun()', people],
  ['api.own_appointment()', people],
  [`api.act_story('${nobody}', 0, 10)`, people],
  [`api.recording_story('${nobody}', 0, 10)`, people],
  ['api.named_in_acts()', people],
  ['api.my_refusals()', people],
  ['api.my_sessions()', people],
  // Inner parts of the functions above: nobody's.
  [`api.act_presences('${nobody}')`, []],
  ['api.sealed(NULL, true)', []],
  [`api.registering('{${nobody}}')`, []],
  ['api.untold()', []],
  ['api.is_review(NULL)', []],
  ['api.over_at(NULL)', []],
  ['api.is_worded(NULL)', []],
  ['api.drawn_call(1)', []],
  ['api.scope(NULL)', []],
  ['api.alarm(NULL)', []],
  ["api.refused_person('{}')", []],
  ['api.desk()', []],
  [`api.review_items('${nobody}', '{}')`, []],
  ['api.day_of(1)', []],
  ['api.last_before(now())', []],
  [`api.caller('${nobody}', true)`, []],
  ['api.entries_of_act(NULL)', []],
  [`api.heard_ms('${nobody}')`, []],
  ['api.instant(now())', []],
  ['api.own_acts()', []],
  ['api.own_guid()', []],
  [`api.own_drafts('protocol', '${nobody}')`, []],
  [`api.register_terms('{}')`, []],
  ['api.told(NULL)', []],
  [`api.search_terms('{"day": "2026-11-20"}')`, []],
  [`api.noted_filter('{}')`, []],
  [`api.digits_marks('{}', NULL)`, []],
  [`api.digits_pace('{}')`, []],
  [`api.searched('list', '{}', NULL)`, []],
  [`api.found_calls(NULL, NULL, NULL, 1)`, []],
  ['api.session_begun()', []],
  ['api.oversees()', []],
  ['api.has_read()', []],
  ['api.reading()', []],
  [`api.account_of('${nobody}')`, []],
  ['api.sealed_protocol(NULL)', []],
  ['api.told_kinds()', []],
  ['api.card_kinds()', []],
  ['api.call_kinds()', []],
  ['api.suspension()', []],
  ['api.stop()', []],
  ['api.stops(NULL)', []],
  ['api.stopped()', []],
  [`api.over('2026-12-09')`, []],
  ['api.to_erase()', []],
  ['api.waiting_restrictions()', []],
  ['api.emergency()', []],
  ['api.person_of(NULL)', []],
  [`api.gone_since('${nobody}')`, []],
  [`api.unsaid('2026-12-09')`, []],
  ['api.take_time(0)', []],
  // Of the keeper alone, and no part of `api`.
  [`office.make_person('nowa.osoba', '{}', true)`, ['keeper']],
  [`office.stand_in('${nobody}', now(), 0, '', NULL, 'unknown', sha256('lost'), 1)`, ['keeper']],
  ['office.end_sessions()', ['keeper']],
  ['office.forget_sessions(0)', ['keeper']],
  ['office.clear_door()', ['keeper']],
  [`office.set_secret('nowa.osoba', '', '1 hour')`, ['keeper']],
  [`office.end_secret('', false)`, ['keeper']],
  [`office.end_lines('nowa.osoba')`, ['keeper']],
  [`office.alter_person('nowa.osoba', '')`, []],
];

describe('who may call what', () => {
  it.each(functions)('%s: %j', async (call, may) => {
    const refused: Caller[] = [];
    for (const caller of everybody) {
      const client = await clientOf(caller);
      const code = await refusal(client.query(`SELECT * FROM ${call}`));
      // OD001, OD004, OD005, OD007: malformed, not one's own, not in the log of searches, not entered as read; from inside the function.
      if (code === '42501') refused.push(caller);
      else expect([null, 'OD001', 'OD004', 'OD005', 'OD007'], caller).toContain(code);
    }
    // Whoever stands in for an office has its rights.
    const as = (caller: Caller): Caller => (caller === 'deputy' ? 'secretary' : caller);
    expect(refused).toEqual(everybody.filter((caller) => !may.includes(as(caller))));
  });

  it.each(functions.filter(([call]) => readGradeOf(nameOf(call), ['employee']) !== null))(
    '%s: as the table of permissions says',
    (call, may) => {
      const name = nameOf(call);
      const everyone = readGradeOf(name, ['employee']) !== 'no';
      const by = roles.filter((one) => everyone || readGradeOf(name, [one]) !== 'no');
      expect(may.filter((one) => one !== 'ingest' && one !== 'backup' && one !== 'door')).toEqual([
        ...by,
        ...(everyone ? ['employee', 'stranger'] : []),
      ]);
    },
  );

  it.each<[Role, string[]]>([
    ['administrator', ['completeness', 'duties']],
    ['quality', ['quality_preview']],
  ])('INV-51 beside what is everybody’s %s may read %j', (role, reads) => {
    const told = functions.filter(([, may]) => may.includes(role) && !may.includes('employee'));
    expect(told.map(([call]) => nameOf(call)).sort()).toEqual(reads);
  });

  it('is the whole of the table of permissions: what people may call and it does not name fails here', () => {
    const called = functions.filter(([, may]) => may.some((one) => roles.some((role) => role === one)));
    const unnamed = called.filter(([call]) => readGradeOf(nameOf(call), ['employee']) === null);
    // What asks the keeper, and how it answers.
    expect(unnamed.map(([call]) => nameOf(call))).toEqual(['submit', 'pulse', 'answer', 'pending']);
  });

  it('none that is in no group of the office: neither a function, nor the database', async () => {
    const superuser = await office.superuser();
    await superuser.query('BEGIN; CREATE ROLE outsider LOGIN');
    try {
      const found = await rowsOf<{ name: string }>(
        superuser,
        `SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE n.nspname IN ('api', 'office') AND has_function_privilege('outsider', p.oid, 'EXECUTE')
         UNION ALL SELECT datname FROM pg_database WHERE datname = current_database()
           AND has_database_privilege('outsider', oid, 'CONNECT')`,
      );
      expect(found).toEqual([]);
    } finally {
      await superuser.query('ROLLBACK');
    }
  });

  it('is the whole of `api`: a function that is not in this list fails here', async () => {
    const superuser = await office.superuser();
    const found = await rowsOf<{ name: string }>(
      superuser,
      `SELECT DISTINCT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'api' ORDER BY 1`,
    );
    const listed = new Set(functions.map(([call]) => call.split('(')[0] ?? ''));
    const ofApi = [...listed].filter((name) => name.startsWith('api.'));
    expect(found.map(({ name }) => name)).toEqual(ofApi.sort());
  });
});

describe('a connection', () => {
  const without = async (name: string, period: string, work: () => Promise<unknown>) =>
    withoutPeriod(await office.superuser(), name, period, work);
  const isThere = async (client: Client): Promise<boolean> =>
    (await client.query('SELECT').catch(() => null)) !== null;
  const gone = (client: Client) => until('its end', async () => ((await isThere(client)) ? null : true));

  it('of a person is refused everything after ten hours, by every function; that of the ingest is not', async () => {
    await without('api.session_begun', '10 hours', async () => {
      for (const [call, may] of functions) {
        for (const caller of may.filter((one) => one !== 'keeper')) {
          const client = await clientOf(caller);
          const code = await refusal(client.query(`SELECT * FROM ${call}`));
          expect(code, `${caller}: ${call}`).toBe(caller === 'ingest' ? null : 'OD003');
        }
      }
    });
    const listener = clients.get('listener') as Client;
    expect(await refusal(listener.query('SELECT api.me()'))).toBeNull();
  });

  it('of a person is ended after ten hours though it asks for nothing; those of the programs and of others are not', async () => {
    const idle = await office.as(who.other);
    await without('office.end_sessions', '10 hours', () => gone(idle));
    for (const caller of ['ingest', 'keeper'] as const)
      expect(await isThere(clients.get(caller) as Client)).toBe(true);
    const again = await office.as(who.other);
    await office.running().keeper.stop();
    await office.running().keeper.start();
    expect(await isThere(again)).toBe(true);
  });

  it('of a person is ended once its transaction has been open for thirty seconds', async () => {
    const [young, held] = [await office.as(who.other), await office.as(who.other)];
    await held.query('BEGIN');
    await without('office.end_sessions', '30 seconds', () => gone(held));
    expect(await isThere(young)).toBe(true);
  });
});
