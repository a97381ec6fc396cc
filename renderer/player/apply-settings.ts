import type { PlayerSettings } from '../../shared/playback.ts';

/** Speed (with the pitch kept) and volume of a media element. */
export function applySettings(media: HTMLMediaElement, { rate, volume }: PlayerSettings): void {
  media.preservesPitch = true;
  media.defaultPlaybackRate = rate;
  media.playbackRate = rate;
  media.volume = volume;
}
