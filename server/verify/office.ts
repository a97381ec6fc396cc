import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { addMonths, legalDay, legalMonth } from '../../shared/warsaw.ts';
import { restored } from '../entries/office.ts';
import { actRules } from './listening.ts';
import { must, type Rules, type Scene } from './scene.ts';

/** §4.2: an authorisation lasts twelve months at most. */
const longest = 12;
/** The exchange's clock may be so far ahead of the keeper's. Milliseconds. */
const ahead = 86_400_000;

/** What each kind of entry takes for granted, beyond what folding it needs. A kind that takes nothing for granted has no rule. */
export const rules: Rules = {
  ...actRules,
  key: ({ at }, { month }) => must(month <= legalMonth(new Date(at)), 'month'),
  ingest: ({ state, at }, { wrappingKey, startedAt }) => {
    const began = Date.parse(startedAt);
    must(state.keys.has(wrappingKey) && legalMonth(new Date(began)) === wrappingKey, 'month');
    must(began <= at + ahead, 'recording-time');
  },
  person: ({ state }, { command, login, act, roles }) => {
    // The first Secretary is appointed by a paper act when the ledger begins; everybody else by a Secretary.
    if (command === null) must(state.people.size === 0 && act !== null, 'author');
    else bySecretary(state, login);
    must(new Set(roles).size === roles.length, 'roles');
  },
  authorise: ({ state, day }, payload) => {
    const { login, guid, subject, subjectGuid, signedOn, from, to } = payload;
    bySecretary(state, login);
    // SECURITY: §4.2: nobody authorises himself, under a second login of his neither.
    must(subject !== login && subjectGuid !== guid, 'own-authorisation');
    const person = state.people.get(subject);
    must(person?.employee === true && person.guid === subjectGuid, 'person');
    must(!state.authorisations.has(payload.number), 'authorisation-twice');
    must(signedOn <= day() && from <= to && to <= addMonths(from, longest), 'authorisation-dates');
  },
  revoke: ({ state }, { login, number, subject }) => {
    bySecretary(state, login);
    const authorisation = state.authorisations.get(number);
    must(authorisation?.login === subject, 'authorisation-unknown');
    must(authorisation.revokedAt === null, 'authorisation-revoked');
  },
  suspended: ({ state }, { login, by }) => {
    must(state.people.get(login)?.roles.includes(by) === true, 'not-suspender');
    must(state.suspension === null, 'suspension');
  },
  resumed: ({ state }, { login, suspension }) => {
    // SECURITY: whoever changes the database does not let listening go on by himself.
    bySecretary(state, login);
    must(state.suspension?.seq === suspension, 'suspension');
  },
  incident: ({ state }, { what, login }) => {
    if (what === restored) bySecretary(state, login);
  },
  refusal: ({ state }, { login, act, count, reason }) => {
    must(act === null || state.acts.get(act)?.login === login, 'act-of-another');
    must(count === 1 || reason === 'many-refusals', 'count');
  },
};

/** Kinds whose words the keeper always writes. */
const withWords: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'ingest',
  'person',
  'authorise',
  'revoke',
  'suspended',
  'resumed',
  'release',
  'joined',
  'completed',
  'corrected',
]);

/** That the entry is a person's, a program's or the keeper's own as its kind wants, and commits to words where its kind has some. */
export function checkHead({ state }: Pick<Scene, 'state'>, payload: Payload): void {
  const { kind, login, guid, command } = payload;
  // An incident is entered while no keeper runs, and so without a command.
  if (kind !== 'incident') must((login === keeper) === (command === null), 'author');
  must(guid === (state.people.get(login)?.guid ?? null), 'author');
  if (kind !== 'refusal') must(ofIngest.has(kind) === (login === ingest), 'author');
  if (ofKeeper.has(kind)) must(login === keeper, 'author');
  must(!withWords.has(kind) || ('text' in payload && payload.text !== null), 'words');
}

const keeper = 'odsluch_keeper';
const ingest = 'odsluch_ingest';
const ofIngest: ReadonlySet<EntryKind> = new Set<EntryKind>(['key', 'ingest', 'stubs']);
const ofKeeper: ReadonlySet<EntryKind> = new Set<EntryKind>(['genesis', 'basis', 'undelivered', 'schema']);

function bySecretary({ people }: Scene['state'], login: string): void {
  must(people.get(login)?.roles.includes('secretary') === true, 'not-secretary');
}

/** The instant as a legal day, worked out once and only where it is asked for. */
export function dayOf(at: number): () => string {
  let day: string | null = null;
  return () => (day ??= legalDay(new Date(at)));
}
