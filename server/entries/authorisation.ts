import { newcomersOf, personContent } from './accounts.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { headOf, refuse } from './request.ts';
import { signingDesk } from './rights.ts';
import { change, put } from './rows.ts';
import type { Former, LedgerState, Person } from './state.ts';
import type { Role } from '../../shared/values.ts';

/** Registers employees, or what has changed about them, by their accounts: the desk's act, which gives no right over anything but their own. */
const decidePerson: Decide<'person'> = async (desk, request, { guids }) => {
  const newcomers = await newcomersOf(request, guids);
  const { now } = await signingDesk(desk, request);
  if (new Set(guids).size < guids.length) refuse('malformed-request');
  return { content: personContent(headOf('person', desk, request, now), newcomers) };
};

/** §4.2: who the office's people are, and what each login has in the database: which groups, while its account stands. */
export const authorisation: Family<'person' | 'roles'> = {
  person: {
    plural: 'wpisy o osobach',
    needsAccount: true,
    urgent: true,
    decide: decidePerson,
    fold: (state, { people, at, text }, seq) => {
      need(new Set(people.map(({ login }) => login)).size === people.length, seq);
      people.forEach(({ login, guid, employee }, place) => {
        const before = state.people.get(login);
        const formers = before === undefined ? [] : formersOf(before, guid);
        const facts = { login, guid, formers, employee, text, seq, place, account: 'ok' as const };
        state.people.set(login, { ...facts, roles: rolesOf(state, login, guid) });
        state.holders.set(login, [
          ...(state.holders.get(login) ?? []),
          { guid, at: Date.parse(at), seq, place, text },
        ]);
      });
    },
    mirror: ({ people }, seq, state, words) =>
      people.map(({ login, guid, employee }, place) => {
        const { names = [] } = (words ?? {}) as { names?: PersonName[] };
        // Without its words the login stands for the name, as for whoever reads the entry.
        const { displayName, post, unit } = names[place] ?? { displayName: login, post: '', unit: '' };
        const name = { display_name: displayName, post, unit };
        const row = {
          login,
          guid,
          ...name,
          roles: rolesOf(state, login, guid),
          employee,
          account: 'ok',
          seq,
        };
        return put('person', row, ['login']);
      }),
    // The login roles, each with exactly the groups of these roles.
    call: ({ people }, state) => ({
      sql: `SELECT office.make_person(p ->> 'login', ARRAY(SELECT jsonb_array_elements_text(p -> 'roles')), true) FROM jsonb_array_elements($1::jsonb) p`,
      values: [
        JSON.stringify(people.map(({ login, guid }) => ({ login, roles: rolesOf(state, login, guid) }))),
      ],
    }),
  },
  roles: {
    plural: 'role w bazie danych',
    fold: (state, { subject, subjectGuid, roles, account }, seq) => {
      const person = found(state.people.get(subject), seq);
      need(person.guid === subjectGuid && (account === 'ok' || roles.length === 0), seq);
      state.people.set(subject, { ...person, roles, account });
    },
    mirror: ({ subject, roles, account }) => [change('person', { roles, account }, { login: subject })],
    call: ({ subject, roles, account }) => ({
      sql: `SELECT office.make_person($1, $2, $3)`,
      values: [subject, roles, account === 'ok'],
    }),
  },
};

/**
 * What a login has from a `person` entry on: what the same account had under it.
 * SECURITY: whoever gets a login that somebody else had inherits nothing of it.
 */
function rolesOf({ people }: Pick<LedgerState, 'people'>, login: string, guid: string): readonly Role[] {
  const before = people.get(login);
  return before?.guid === guid ? before.roles : [];
}

/** The accounts that had a login before `guid`, to whom it is given now. */
function formersOf({ formers, ...before }: Person, guid: string): Former[] {
  const others = formers.filter((one) => one.guid !== before.guid);
  return [...others, { guid: before.guid, employee: before.employee }].filter((one) => one.guid !== guid);
}
