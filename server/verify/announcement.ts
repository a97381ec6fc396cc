import { texts } from '../../shared/ledger/kinds.ts';
import { visibleLength } from '../../shared/words.ts';
import type { LedgerState } from '../entries/state.ts';
import { byDesk, must, type Rules, type Vouched } from './scene.ts';

/** The rules of calls in which the caller was not told that they are recorded. */
export const announcement: Rules<'silent' | 'admitted'> = {
  silent: {
    by: 'people',
    password: true,
    words: true,
    check: (scene, payload) => {
      byDesk(scene, payload);
      const { from, to } = payload;
      const lines = JSON.stringify(payload.lines);
      const known = [...scene.state.silences.values()].some(
        (one) => one.from === from && JSON.stringify(one.lines) === lines,
      );
      must(from < to || (from === to && known), 'silence');
    },
  },
  admitted: {
    by: 'people',
    goesWithCall: true,
    password: true,
    words: true,
    check: (scene, payload) => {
      byDesk(scene, payload);
      const { state, recordings } = scene;
      const { recording, of, login, guid } = payload;
      const vouched = recordings.get(recording);
      must(vouched !== undefined && state.recordings.has(recording), 'recording-unknown');
      const before = state.admissions.get(recording);
      if (before === undefined) must(of === null && isUntold(state, vouched, true), 'admission');
      else {
        must(!before.admitted && before.seq === of, 'admission');
        // SECURITY: what one person refused another admits.
        must(before.by.guid !== guid && before.by.login !== login, 'one-person');
      }
    },
    says: (_scene, _payload, text) => {
      const { opinion, reason } = texts.admitted.parse(JSON.parse(text));
      must(visibleLength(opinion) > 0 && visibleLength(reason) >= 20, 'admission');
    },
  },
};

/** Whether a call went without the announcement. Of what line it was only words tell: `unsaid` is what a period of some lines means where these are gone. */
export function isUntold(
  { silences }: LedgerState,
  { announcement: told, startedAt, line }: Vouched,
  unsaid: boolean,
): boolean {
  if (told === 'no') return true;
  if (told === 'yes') return false;
  for (const { lines, from, to } of silences.values()) {
    if (startedAt < from || startedAt >= to) continue;
    if (lines.length === 0 || (line === null ? unsaid : lines.includes(line))) return true;
  }
  return false;
}

/** § 3 ust. 2: what went without the announcement is heard only where the desk has admitted it; and what it refused never, whatever became of the period. */
export function mayBeHeard(state: LedgerState, recording: string, vouched: Vouched): boolean {
  const decided = state.admissions.get(recording);
  return decided === undefined ? !isUntold(state, vouched, false) : decided.admitted;
}
