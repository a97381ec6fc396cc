import type { Scope } from '../../shared/ledger/instrument.ts';
import type { Role } from '../../shared/values.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { registered, type LedgerState } from '../entries/state.ts';
import { authorisationOf, byDesk, inOffice, must, type Rules, type Scene } from './scene.ts';

/** The rules of who the office's people are, and of what each login has in the database. */
export const authorisation: Rules<'person' | 'roles'> = {
  person: {
    by: 'people',
    words: true,
    // The keeper's own, of whom a paper names, gives as little: to sign in, and to see what is one's own.
    check: (scene, payload) => {
      if (payload.command !== null) byDesk(scene, payload);
      else if (!scene.beginning) checkOwnPeople(scene, payload.people);
    },
  },
  roles: {
    by: 'keeper',
    check: ({ state, day }, { subject, roles, account }) => {
      const person = state.people.get(subject);
      must(person !== undefined && new Set(roles).size === roles.length, 'roles');
      const due = account === 'ok' ? dueRoles(state, subject, day()) : [];
      // SECURITY: §4.2: nobody gets anything that no paper gives. While the directory is away only what has ended goes.
      const had = due.filter((role) => person.roles.includes(role));
      must(isSame(roles, due) || (account === person.account && isSame(roles, had)), 'rights');
      must(account !== person.account || !isSame(roles, person.roles), 'rights');
    },
  },
};

/** Of its own accord the keeper enters whom a paper names and nobody registered, and a registered account under the login that it has now. */
function checkOwnPeople({ state }: Scene, people: Payload<'person'>['people']): void {
  const known = registered(state);
  for (const { guid, login, employee } of people) {
    const { login: before = null, employee: was } = known.get(guid) ?? {};
    must(before === null || (before !== login && was === employee), 'person');
  }
}

const offices = ['secretary', 'mayor', 'administrator', 'protection_officer'] as const;

const byQuality: Readonly<Record<Scope['quality'], readonly Role[]>> = {
  no: ['listener'],
  only: ['quality'],
  also: ['listener', 'quality'],
};

/** What offices and the authorisation of a day give somebody. */
function dueRoles(state: LedgerState, login: string, day: string): Role[] {
  const guid = state.people.get(login)?.guid ?? null;
  const quality = authorisationOf(state, state.people.get(login), day)?.scope.quality;
  const heard = quality === undefined ? [] : byQuality[quality];
  return [...offices.filter((office) => inOffice(state, { guid }, day, office)), ...heard];
}

function isSame(some: readonly Role[], others: readonly Role[]): boolean {
  return some.length === others.length && some.every((role) => others.includes(role));
}
