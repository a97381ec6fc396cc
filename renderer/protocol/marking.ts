import type { Act, Quotation } from '../../shared/protocol.ts';
import { changedQuotation } from '../../shared/protocol-words.ts';
import { addQuotation } from './draft.ts';
import type { KeyAction } from '../player/keys.ts';
import { openInAct } from '../player/opening.ts';
import { speakerOf } from './speaker.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { actOnKey } from '../player/controls.ts';

/** What a key does beside an open act: it marks a place of the protocol, or moves the sound. */
export function actOnActKey(action: KeyAction): void {
  if (action === 'mark') mark();
  else actOnKey(action);
}

/** Marks the place where the sound is, which goes on; where none is open there is nothing to mark. */
export function mark(): void {
  if (useStage.getState().stage.kind === 'open') markHere();
}

/**
 * Marks the place where the sound is, while it goes on: a quotation whose words may be typed later, said by who alone speaks there. Null where no recording was
 * open, or the protocol has no room for another.
 */
export function markHere(): Quotation | null {
  const { act, stage } = useStage.getState();
  const player = playerOf(stage);
  if (act === null || player === null) return null;
  const { open, state } = player;
  const { positionMs, landmarks } = state.getState();
  const from = Math.min(Math.floor(positionMs), open.durationMs);
  const speaker = speakerOf(open.channels, landmarks?.turns ?? [], [from, from]);
  const unwritten: Quotation = { recording: open.recording, from, to: null, text: '' };
  const quotation = changedQuotation(unwritten, { speaker });
  return addQuotation(act, quotation) ? quotation : null;
}

/** Plays from where a quotation stands; a recording that is not open is opened in the act, without a form. */
export async function hearQuotation({ act, recordings }: Act, { recording, from }: Quotation): Promise<void> {
  const { stage } = useStage.getState();
  if (stage.kind === 'open' && stage.listed.recording === recording) {
    stage.player.seek(from);
    stage.player.play();
    return;
  }
  const listed = recordings.find((one) => one.recording === recording);
  const underWay = stage.kind === 'opening' || stage.kind === 'closing';
  if (listed === undefined || listed.wrongCall || underWay) return;
  await openInAct(act, listed);
  const now = useStage.getState().stage;
  if (now.kind === 'open' && now.listed.recording === recording) now.player.seek(from);
}
