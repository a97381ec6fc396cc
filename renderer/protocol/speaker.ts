import type { Speaker } from '../../shared/protocol.ts';
import type { ChannelName, Range } from '../../shared/values.ts';
import type { Turn } from '../player/speech.ts';

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
