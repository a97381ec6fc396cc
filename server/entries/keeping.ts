import { legalDay } from '../../shared/warsaw.ts';
import { need, type Decide, type Family } from './entry.ts';
import { backupLogin, headOf, refuse } from './request.ts';

/** Enters that a backup was made and tried. Refuses `malformed-request` for one that lies in the future, or is older than its oldest snapshot. */
const decideBackup: Decide<'backup'> = (desk, request, body) => {
  const now = desk.time.now();
  if (!isPossible(body, now)) refuse('malformed-request');
  const head = headOf('backup', desk, request, now);
  return { content: { payload: () => ({ ...head, ...body }), words: null } };
};

function isPossible({ startedAt, oldestOn }: { startedAt: string; oldestOn: string }, now: number): boolean {
  return Date.parse(startedAt) <= now && oldestOn <= legalDay(new Date(startedAt));
}

/** §3.4: what recordings are kept in, and what is left of them. */
export const keeping: Family<'backup', 'backup'> = {
  commands: { backup: { of: backupLogin, decide: decideBackup } },
  entries: {
    backup: {
      plural: 'kopie zapasowe',
      fold: (_state, payload, seq) => need(isPossible(payload, Date.parse(payload.at)), seq),
    },
  },
};
