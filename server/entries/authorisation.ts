import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { signingSecretary } from './rights.ts';

/** §4.2: an authorisation lasts twelve months at most; then the Mayor decides anew. */
const longest = 12;

/**
 * §4.2: registers the Mayor's act that authorises an employee to listen. The Secretary's act, and never for oneself.
 */
export const decideAuthorise: Decide<'authorise'> = async (desk, request, body) => {
  const secretary = await signingSecretary(desk, request);
  const { number, login, act, signedOn, signatory, scope, from, to, scan } = body;
  const { state, time } = desk;
  if (![number, act, signatory, scope].every((text) => isClean(text)) || from > to)
    refuse('malformed-request');
  const subject = state.people.get(login);
  if (!subject?.employee) return refuse('person-unknown');
  if (subject.login === secretary.login || subject.guid === secretary.guid) refuse('own-authorisation');
  const now = time.now();
  if (signedOn > legalDay(new Date(now))) refuse('day-in-future');
  if (to > addMonths(from, longest)) refuse('authorisation-too-long');
  if (state.authorisations.has(number)) refuse('authorisation-number-taken');
  const head = headOf('authorise', desk, request, now);
  const name = await desk.names.of(desk.connection, subject);
  const facts = { number, subject: login, subjectGuid: subject.guid, act, signedOn, from, to, scan };
  return {
    content: { payload: (text) => ({ ...head, ...facts, text }), words: { signatory, scope, ...name } },
  };
};
