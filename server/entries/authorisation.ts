import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import { need, type Decide, type Family } from './entry.ts';
import type { PersonName } from './names.ts';
import { headOf, refuse } from './request.ts';
import { signingDesk } from './rights.ts';
import type { Person } from './state.ts';

/** Logins that would be roles of the database or of its conventions; `office.make_person` refuses them as well. */
const reserved = /^(pg_|odsluch)|^(postgres|public|none|root|administrator)$/;

/** Registers a person, or what has changed about one, and makes the login. The desk's act. */
const decidePerson: Decide<'person'> = async (desk, request, body) => {
  const { now } = await signingDesk(desk, request);
  const { login, guid, displayName, post, unit, roles, employee } = body;
  if (reserved.test(login) || new Set(roles).size < roles.length) refuse('malformed-request');
  if (![displayName, post, unit].every((text) => isClean(text))) refuse('malformed-request');
  const head = headOf('person', desk, request, now);
  return {
    content: {
      payload: (text) => ({ ...head, subject: login, subjectGuid: guid, roles, employee, paper: null, text }),
      words: { displayName, post, unit },
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
    person: { needsAccount: true, signs: true, urgent: true, decide: decidePerson },
    authorise: { needsAccount: true, signs: true, decide: decideAuthorise },
  },
  entries: {
    person: {
      plural: 'wpisy o osobach',
      fold: (state, { subject, subjectGuid, roles, employee, text }, seq) => {
        const before = state.people.get(subject);
        const formerGuids = before === undefined ? [] : formerGuidsOf(before, subjectGuid);
        const person = { login: subject, guid: subjectGuid, formerGuids, roles, employee, text, seq };
        state.people.set(subject, person);
      },
      mirror: ({ subject, subjectGuid, roles, employee }, seq, _state, words) => {
        // Without its words the login stands for the name, as for whoever reads the entry.
        const name = (words ?? { displayName: subject, post: '', unit: '' }) as PersonName;
        return [
          {
            sql: `INSERT INTO office.person (login, guid, display_name, post, unit, roles, employee, seq)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                  ON CONFLICT (login) DO UPDATE SET guid = EXCLUDED.guid, display_name = EXCLUDED.display_name,
                    post = EXCLUDED.post, unit = EXCLUDED.unit, roles = EXCLUDED.roles, employee = EXCLUDED.employee, seq = EXCLUDED.seq`,
            values: [subject, subjectGuid, name.displayName, name.post, name.unit, roles, employee, seq],
          },
        ];
      },
      // The login role, with exactly the groups of these roles.
      call: ({ subject, roles }) => ({ sql: `SELECT office.make_person($1, $2)`, values: [subject, roles] }),
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

/** The accounts that had a login before `guid`, to whom it is given now. */
function formerGuidsOf(before: Person, guid: string): string[] {
  return [...new Set([...before.formerGuids, before.guid])].filter((one) => one !== guid);
}
