import type { ChannelName } from '../../shared/values.ts';
import type { Translate } from '../text.ts';

/** Who speaks on a channel, the same words beside its track and in the text that stands for the drawing. */
export function channelText(t: Translate, channel: ChannelName, index: number): string {
  switch (channel) {
    case 'caller':
      return t('playback.wave.caller');
    case 'office':
      return t('playback.wave.office');
    case 'mixed':
      return t('playback.speech.voice');
    case 'unknown':
      return t('playback.wave.channel', { number: String(index + 1) });
  }
}
