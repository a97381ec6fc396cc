import type { Act, Quotation, Speaker } from '../../shared/protocol.ts';
import { changedQuotation } from '../../shared/protocol-words.ts';
import type { ChannelName, Range } from '../../shared/values.ts';
import { addQuotation } from './draft.ts';
import type { KeyAction } from '../player/keys.ts';
import type { Turn } from '../player/speech.ts';
import { utteranceAt } from '../player/landmarks.ts';
import { openInAct, useOpenActState } from '../open-act.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { actOnKey } from '../player/controls.ts';

/** What a key does beside an open act: it marks a place of the protocol, or moves the sound. */
export function actOnActKey(action: KeyAction): void {
  if (action === 'mark') mark();
  else actOnKey(action);
}

/** Marks what is being said, while the sound goes on; where none is open there is nothing to mark. */
export function mark(): void {
  if (useStage.getState().stage.kind === 'open') markHere();
}

/**
 * Marks what is being said, from its beginning, while the sound goes on: a quotation whose words may be typed later, said by who alone
 * speaks there. Null where no recording was open, or the protocol has no room for another; and of what was drawn, which no protocol quotes.
 */
export function markHere(): Quotation | null {
  const { act } = useOpenActState.getState();
  const player = playerOf(useStage.getState().stage);
  if (act === null || player === null) return null;
  const { open, state } = player;
  if (open.position !== undefined) return null;
  const { positionMs, landmarks } = state.getState();
  const here = Math.min(Math.floor(positionMs), open.durationMs);
  const turns = landmarks?.turns ?? [];
  const from = utteranceAt(turns, here);
  const speaker = speakerOf(open.channels, turns, [from, here]);
  const unwritten: Quotation = { recording: open.recording, from, to: null, text: '' };
  const quotation = changedQuotation(unwritten, speaker === null ? {} : { speaker });
  return addQuotation(act, quotation) ? quotation : null;
}

/** Plays from where a quotation stands; a recording that is not open is opened in the act, without a form. */
export async function hearQuotation({ recordings }: Act, { recording, from }: Quotation): Promise<void> {
  const { stage } = useStage.getState();
  if (stage.kind === 'open' && stage.listed.recording === recording) {
    stage.player.seek(from);
    stage.player.play();
    return;
  }
  const listed = recordings.find((one) => one.recording === recording);
  const underWay = stage.kind === 'opening' || stage.kind === 'closing';
  if (listed === undefined || listed.wrongCall || underWay) return;
  await openInAct(listed);
  const now = useStage.getState().stage;
  if (now.kind === 'open' && now.listed.recording === recording) now.player.seek(from);
}

/**
 * Who says what lies between two places of the sound (milliseconds, both included), as a proposal: the side that alone is heard
 * there. Null where nobody or both are, where the sides are not known apart, and before the drawing is there.
 */
export function speakerOf(
  channels: readonly ChannelName[],
  turns: readonly Turn[],
  [from, to]: Range,
): Speaker | null {
  const heard = new Set(
    turns.filter((turn) => turn.from <= to && from < turn.to).map(({ channel }) => channels[channel]),
  );
  const [only] = heard;
  return heard.size === 1 && (only === 'caller' || only === 'office') ? only : null;
}
