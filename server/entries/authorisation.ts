import { addMonths, legalDay } from '../../shared/warsaw.ts';
import type { Role } from '../../shared/values.ts';
import { isClean } from '../../shared/words.ts';
import { newcomersOf, personContent, reserved } from './accounts.ts';
import { need, type Decide, type Family } from './entry.ts';
import type { PersonName } from './names.ts';
import { headOf, refuse } from './request.ts';
import { signingDesk } from './rights.ts';
import { holderOf, type Former, type LedgerState, type Person } from './state.ts';

/**
 * Registers employees, or what has changed about them, by their accounts: the desk's act, which gives no right over anything but their own.
 * The former way, one person with roles, takes the password.
 */
const decidePerson: Decide<'person'> = async (desk, request, body) => {
  const newcomers = 'guids' in body ? await newcomersOf(request, body.guids) : [];
  const { now } = await signingDesk(desk, request);
  if ('guids' in body) {
    if (new Set(body.guids).size < body.guids.length) refuse('malformed-request');
    return { content: personContent(headOf('person', desk, request, now), newcomers) };
  }
  const { login, guid, displayName, post, unit, roles, employee } = body;
  if (reserved.test(login) || new Set(roles).size < roles.length) refuse('malformed-request');
  if (![displayName, post, unit].every((text) => isClean(text))) refuse('malformed-request');
  const head = headOf('person', desk, request, now);
  return {
    content: {
      payload: (text) => ({ ...head, people: [{ login, guid, employee }], roles, text }),
      words: { names: [{ displayName, post, unit }] },
    },
  };
};

/** The office's own rule: an authorisation lasts twelve months at most; then the Mayor decides anew. */
const longest = 12;

/**
 * §4.2: registers the Mayor's act that authorises an employee to listen. The desk's act, and never for oneself.
 */
const decideAuthorise: Decide<'authorise'> = async (desk, request, body) => {
  const { person, now } = await signingDesk(desk, request);
  const { number, login, paper, signedOn, signatory, scope, from, to, scan } = body;
  const { state } = desk;
  if (![number, paper, signatory, scope].every((text) => isClean(text)) || from > to)
    refuse('malformed-request');
  const subject = state.people.get(login);
  if (!subject?.employee) return refuse('person-unknown');
  if (subject.login === person.login || subject.guid === person.guid) refuse('own-authorisation');
  if (signedOn > legalDay(new Date(now))) refuse('day-in-future');
  if (to > addMonths(from, longest)) refuse('authorisation-too-long');
  if (state.authorisations.has(number) || state.instruments.has(number)) refuse('authorisation-number-taken');
  const head = headOf('authorise', desk, request, now);
  const name = await desk.names.of(desk.connection, subject);
  const facts = { number, subject: login, subjectGuid: subject.guid, paper, signedOn, from, to, scan };
  return {
    content: { payload: (text) => ({ ...head, ...facts, text }), words: { signatory, scope, ...name } },
  };
};

/** §4.2: who the office's people are, and whom the Mayor authorised to listen. */
export const authorisation: Family<'person' | 'authorise', 'person' | 'authorise'> = {
  commands: {
    person: { needsAccount: true, signs: (body) => 'roles' in body, urgent: true, decide: decidePerson },
    authorise: { needsAccount: true, signs: true, urgent: true, decide: decideAuthorise },
  },
  entries: {
    person: {
      plural: 'wpisy o osobach',
      fold: (state, { people, roles: named, text }, seq) => {
        need(new Set(people.map(({ login }) => login)).size === people.length, seq);
        need(named === undefined || people.length === 1, seq);
        people.forEach(({ login, guid, employee }, place) => {
          const before = state.people.get(login);
          const formers = before === undefined ? [] : formersOf(before, guid);
          const facts = { login, guid, formers, employee, text, seq, place, account: 'ok' as const };
          const roles = rolesOf(state, login, guid, named);
          // Under a new login somebody is what they were.
          const kept = named ?? holderOf(state, guid)?.named ?? [];
          state.people.set(login, { ...facts, roles, named: kept });
        });
      },
      mirror: ({ people, roles: named }, seq, state, words) =>
        people.map(({ login, guid, employee }, place) => {
          const { names = [] } = (words ?? {}) as { names?: PersonName[] };
          // Without its words the login stands for the name, as for whoever reads the entry.
          const { displayName, post, unit } = names[place] ?? { displayName: login, post: '', unit: '' };
          const roles = rolesOf(state, login, guid, named);
          return {
            sql: `INSERT INTO office.person (login, guid, display_name, post, unit, roles, employee, seq)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                  ON CONFLICT (login) DO UPDATE SET guid = EXCLUDED.guid, display_name = EXCLUDED.display_name,
                    post = EXCLUDED.post, unit = EXCLUDED.unit, roles = EXCLUDED.roles, employee = EXCLUDED.employee, account = 'ok', seq = EXCLUDED.seq`,
            values: [login, guid, displayName, post, unit, roles, employee, seq],
          };
        }),
      // The login roles, each with exactly the groups of these roles.
      call: ({ people, roles: named }, state) => ({
        sql: `SELECT office.make_person(p ->> 'login', ARRAY(SELECT jsonb_array_elements_text(p -> 'roles')), true) FROM jsonb_array_elements($1::jsonb) p`,
        values: [
          JSON.stringify(
            people.map(({ login, guid }) => ({ login, roles: rolesOf(state, login, guid, named) })),
          ),
        ],
      }),
    },
    authorise: {
      plural: 'upoważnienia',
      fold: (state, { number, subject, subjectGuid, paper, signedOn, from, to }, seq) => {
        need(!state.authorisations.has(number) && !state.instruments.has(number), seq);
        need(state.people.has(subject), seq);
        const authorisation = { number, login: subject, guid: subjectGuid, paper, signedOn, from, to, seq };
        state.authorisations.set(number, { ...authorisation, revokedAt: null, scope: null, confirmed: null });
      },
      mirror: ({ number, subject, subjectGuid, paper, signedOn, from, to }, seq) => [
        {
          sql: `INSERT INTO office.authorisation (number, login, guid, paper, signed_on, from_day, to_day, seq)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          values: [number, subject, subjectGuid, paper, signedOn, from, to, seq],
        },
      ],
    },
  },
};

/**
 * What somebody is from a `person` entry on: what that names, or what the same account was before.
 * SECURITY: whoever gets a login that somebody else had inherits nothing of it.
 */
function rolesOf(
  { people }: Pick<LedgerState, 'people'>,
  login: string,
  guid: string,
  named: readonly Role[] | undefined,
): readonly Role[] {
  const before = people.get(login);
  return named ?? (before?.guid === guid ? before.roles : []);
}

/** The accounts that had a login before `guid`, to whom it is given now. */
function formersOf({ formers, ...before }: Person, guid: string): Former[] {
  const others = formers.filter((one) => one.guid !== before.guid);
  return [...others, { guid: before.guid, employee: before.employee }].filter((one) => one.guid !== guid);
}
