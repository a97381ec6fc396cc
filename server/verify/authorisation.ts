import { addMonths } from '../../shared/warsaw.ts';
import type { Role } from '../../shared/values.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { registered, type LedgerState } from '../entries/state.ts';
import { authorisationOf, byDesk, inOffice, must, type Rules, type Scene } from './scene.ts';

/** The office's own rule: an authorisation lasts twelve months at most. */
const longest = 12;

/** The rules of who may listen. */
export const authorisation: Rules<'person' | 'authorise' | 'roles'> = {
  person: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { command, people, roles } = payload;
      if (command !== null) byDesk(scene, payload);
      else if (!scene.beginning) checkOwnPeople(scene, people);
      // SECURITY: a role that no paper gives is the desk's word, or the office began with it.
      must(command !== null || scene.beginning || roles === undefined, 'author');
      must(new Set(roles).size === (roles ?? []).length, 'roles');
    },
    // The former way tells the name as well.
    asked: (body) =>
      'guids' in body
        ? body
        : { ...body, names: [{ displayName: body.displayName, post: body.post, unit: body.unit }] },
  },
  authorise: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { login, guid, subject, subjectGuid, signedOn, from, to } = payload;
      byDesk(scene, payload);
      // SECURITY: §4.2: nobody authorises himself, under a second login of his neither.
      must(subject !== login && subjectGuid !== guid, 'own-authorisation');
      const person = state.people.get(subject);
      must(person?.employee === true && person.guid === subjectGuid, 'person');
      must(!state.authorisations.has(payload.number), 'authorisation-twice');
      must(signedOn <= day() && from <= to && to <= addMonths(from, longest), 'authorisation-dates');
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

/** What offices and the authorisation of a day give somebody. */
function dueRoles(state: LedgerState, login: string, day: string): Role[] {
  const person = state.people.get(login);
  const quality = authorisationOf(state, login, day);
  const listens = (role: 'listener' | 'quality', except: string): boolean =>
    (quality !== undefined && (quality.scope?.quality ?? 'no') !== except) ||
    person?.named.includes(role) === true;
  return [
    ...offices.filter((office) =>
      state.appointments.some((one) => one.guid === person?.guid && one.office === office)
        ? inOffice(state, { guid: person?.guid ?? null }, day, office)
        : person?.named.includes(office),
    ),
    ...(listens('listener', 'only') ? (['listener'] as const) : []),
    ...(listens('quality', 'no') ? (['quality'] as const) : []),
  ];
}

function isSame(some: readonly Role[], others: readonly Role[]): boolean {
  return some.length === others.length && some.every((role) => others.includes(role));
}
