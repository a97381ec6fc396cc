import { isClean } from '../../shared/words.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { signingSecretary } from './rights.ts';

/** Ends an authorisation from now on; what is being heard under it is closed by the watch. The Secretary's act. */
export const decideRevoke: Decide<'revoke'> = async (desk, request, { number, reason }) => {
  await signingSecretary(desk, request);
  if (!isClean(reason, { lines: true })) refuse('malformed-request');
  const authorisation = desk.state.authorisations.get(number);
  if (!authorisation || authorisation.revokedAt !== null) return refuse('authorisation-unknown');
  const head = headOf('revoke', desk, request, desk.time.now());
  const { login: subject } = authorisation;
  return { content: { payload: (text) => ({ ...head, number, subject, text }), words: { reason } } };
};
