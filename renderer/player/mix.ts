import type { PlayerSettings } from '../../shared/playback.ts';
import type { Aids } from './aids.ts';
import type { Mix } from './mixer.ts';

/** Of 127: how loud a voice is when it is well understood. */
const wanted = 64;
const mostGain = 6;
const leastGain = 0.5;

type Chosen = Pick<PlayerSettings, 'bothEars' | 'level'> & Pick<Aids, 'muted' | 'balance'>;

/** What a person chose for a recording, as its mix. `loudness`: how loud each channel usually is, 0–127; empty while unknown. */
export function mixOf(chosen: Chosen, channels: number, loudness: readonly number[]): Mix {
  const { muted, balance, bothEars, level } = chosen;
  const balanced = balanceGains(balance, channels);
  const levelled = level ? loudness.map(levelGain) : [];
  return {
    gains: balanced.map((gain, channel) => (muted.includes(channel) ? 0 : gain * (levelled[channel] ?? 1))),
    bothEars: bothEars && channels > 1,
    level,
  };
}

/** The factor that brings a channel to the loudness of all others; silence stays what it is. */
function levelGain(usual: number): number {
  return usual === 0 ? 1 : Math.min(mostGain, Math.max(leastGain, wanted / usual));
}

/** The factors of a balance from -1, only the first channel, to 1, only the second. */
function balanceGains(balance: number, channels: number): number[] {
  return channels === 1 ? [1] : [Math.min(1, 1 - balance), Math.min(1, 1 + balance)];
}
