import type { CommandKind } from '../../shared/ledger/kinds.ts';
import { heldOn } from '../../shared/offices.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import { found, type Decide, type Family } from './entry.ts';
import { answer, refuse } from './request.ts';

/**
 * Enters that somebody reads what others did, or takes a copy away; then the database tells it. Also while the directory is away: a
 * session stands behind it. Refuses `not-secretary` whom no office lets read it, `act-unknown`, `act-not-completed` of a protocol that is
 * still being written.
 */
const decideRead: Decide<'read'> = ({ state, time }, request, body) => {
  const now = time.now();
  const guid = state.people.get(request.login)?.guid ?? null;
  const held = heldOn(state.appointments, guid, legalDay(new Date(now)));
  // SECURITY: by the table that every office can read („Kto co może”), and by nothing else.
  if (gradeOf(request.kind as CommandKind, held) === 'no') refuse('not-secretary');
  const { what, of, filter, occasion, rows, sha256 } = { ...nothing, ...body };
  if (![occasion, filter?.case].every((typed) => isClean(typed ?? ''))) refuse('malformed-request');
  if (of !== null) {
    const act = state.acts.get(of) ?? refuse('act-unknown');
    if (act.state === 'started') refuse('act-not-completed');
  }
  const words = what === 'register' ? null : { filter, occasion };
  return answer('read', { state }, request, now, { what, of, rows, sha256 }, words);
};
const nothing = { of: null, filter: undefined, occasion: undefined, rows: null, sha256: null };

/** The office's own rule: who read the register, and took a copy of it away. */
export const register: Family<'read'> = {
  read: {
    plural: 'odczyty rejestru',
    decide: decideRead,
    fold: (state, { of }, seq) => {
      if (of !== null) found(state.acts.get(of), seq);
    },
  },
};
