import { isClean } from '../../shared/words.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { signingSecretary, signingSuspender } from './rights.ts';

/** Stops all listening of the office from now on; what is being heard is closed by the watch. Completing and filing go on. */
export const decideSuspend: Decide<'suspend'> = async (desk, request, { reason }) => {
  const by = await signingSuspender(desk, request);
  if (!isClean(reason, { lines: true })) refuse('malformed-request');
  if (desk.state.suspension !== null) refuse('listening-suspended');
  const head = headOf('suspended', desk, request, desk.time.now());
  return { content: { payload: (text) => ({ ...head, by, text }), words: { reason } } };
};

/**
 * Lets people listen again, whoever or whatever had stopped it.
 * SECURITY: the Secretary's act alone. Who administers the database may stop listening, and a change of the database stops it;
 * neither is undone by one person.
 */
export const decideResume: Decide<'resume'> = async (desk, request, { reason }) => {
  await signingSecretary(desk, request);
  if (!isClean(reason, { lines: true })) refuse('malformed-request');
  const suspension = desk.state.suspension?.seq ?? refuse('listening-not-suspended');
  const head = headOf('resumed', desk, request, desk.time.now());
  return { content: { payload: (text) => ({ ...head, suspension, text }), words: { reason } } };
};
