import { positionText, isLong } from '../../shared/duration.ts';
import type { ChannelName } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { timeWords } from '../ui/time-words.ts';
import { UnseenBlock } from '../ui/Unseen.tsx';
import { channelText } from './channel-text.ts';
import { heardMs, type Speech } from './speech.ts';

type SpeechTextProps = {
  /** Id of the sentence that sums it up: length, and how long each channel is heard. */
  id: string;
  speech: Speech;
  channels: readonly ChannelName[];
  durationMs: number;
};

/** WCAG 1.1.1: what the drawing of a recording tells the eye, as text: how long it is and who is heard when. */
export function SpeechText({ id, speech, channels, durationMs }: SpeechTextProps) {
  const t = useText();
  const long = isLong(durationMs);
  const names = channels.map((channel, index) => channelText(t, channel, index));
  const totals = names.map((name, channel) => {
    const ms = heardMs(speech, channel);
    if (ms === 0) return t('playback.speech.never', { name });
    return t('playback.speech.total', { name, length: timeWords(t, ms) });
  });
  return (
    <UnseenBlock>
      <h2>{t('playback.speech.title')}</h2>
      <p id={id}>
        {[t('playback.speech.length', { length: timeWords(t, durationMs) }), ...totals].join(' ')}
      </p>
      <ol>
        {speech.turns.map(({ channel, from, to }) => (
          <li key={`${channel} ${from}`}>
            {t('playback.speech.turn', {
              from: positionText(from, long),
              to: positionText(to, long),
              name: names[channel] ?? '',
            })}
          </li>
        ))}
      </ol>
      <p>{t('playback.speech.coarse', { pause: timeWords(t, speech.pauseMs, true) })}</p>
    </UnseenBlock>
  );
}
