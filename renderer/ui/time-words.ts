import type { Translate } from '../text.ts';

const units = ['hours', 'minutes', 'seconds'] as const;
const genitive = { hours: 'ofHours', minutes: 'ofMinutes', seconds: 'ofSeconds' } as const;

/**
 * Milliseconds as they are read out, for those who hear the page instead of seeing it: „2 minuty 13 sekund”; with `of`
 * in the genitive, „7 minut 40 sekund”. Whole seconds; nothing at all is „0 sekund”.
 */
export function timeWords(t: Translate, ms: number, of = false): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const counts = {
    hours: Math.floor(total / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  };
  const named = units.filter((unit) => counts[unit] > 0);
  return (named.length === 0 ? (['seconds'] as const) : named)
    .map((unit) => t(`common.time.${of ? genitive[unit] : unit}`, { count: counts[unit] }))
    .join(' ');
}
