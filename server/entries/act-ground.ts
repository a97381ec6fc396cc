import { texts, type Command } from '../../shared/ledger/kinds.ts';
import { checkGround, type CheckedGround } from './ground.ts';
import { readWords } from './names.ts';
import { groundOfPlan } from './quality.ts';
import { refuse, type Desk, type Request } from './request.ts';
import { notInReview, ownAct } from './rights.ts';
import type { Act } from './state.ts';

/** An act's ground as its later releases repeat it; its words come from the first release's text. */
export type ActGround = CheckedGround & { act: Act | null };

/** The words of the first release of an act, or of a plan, if they are still there. */
export async function keptWords(
  { connection, state }: Desk,
  { act, position }: Command<'listen'>,
): Promise<string | null> {
  const said = state.acts.get(act ?? '') ?? state.plans.get(position?.plan ?? '');
  return said ? readWords(connection, said.seq, said.text) : null;
}

/** On which ground it is heard: a new one, the one that an act began with, or the one of a plan. */
export function groundOf(
  desk: Desk,
  request: Request,
  { act, ground, recording, position }: Command<'listen'>,
  now: number,
  kept: string | null,
): ActGround {
  if (ground) return { ...checkGround(desk.state, ground, now, desk.words.reasonCharacters), act: null };
  if (position) return groundOfPlan(desk, request, { recording, position }, now, kept);
  return openAct(desk, request, act ?? '', now, kept);
}

/** Going on in an act that is open keeps the ground it began with. */
function openAct(desk: Desk, request: Request, id: string, now: number, kept: string | null): ActGround {
  const act = ownAct(desk, request, id);
  request.about.case = act.case;
  request.about.basis = act.basis;
  // SECURITY: whatever is heard in it stands in the draw, in its turn.
  notInReview(act);
  if (act.state !== 'started') refuse('act-not-open');
  if (now >= act.until) refuse('act-over');
  const { justification, fields } = kept === null ? erased : texts.release.parse(JSON.parse(kept));
  const { basis, sentence, statement, purpose } = act;
  const present = act.present.map(({ login }) => login);
  return { act, case: act.case, basis, sentence, statement, purpose, present, justification, fields };
}

const erased = { justification: '', fields: {} };
