const two = (value: number): string => String(value).padStart(2, '0');

type Clock = { hours: number; minutes: number; seconds: number };

function clock(ms: number): Clock {
  const total = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor((total % 3600) / 60), seconds: total % 60 };
}

/** Milliseconds as a column shows them: `3:12`, from one hour on `1:52:12`. */
export function durationText(ms: number): string {
  const { hours, minutes, seconds } = clock(ms);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Milliseconds as a position: `01:24`, and `0:18:42` on every label of a recording of an hour or more. */
export function positionText(ms: number, long = false): string {
  const { hours, minutes, seconds } = clock(ms);
  return long || hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** Milliseconds in words: `5 min 46 s`, `20 s`, `1 h 52 min`. A hard space ties each number to its unit. */
export function spokenDuration(ms: number): string {
  const { hours, minutes, seconds } = clock(ms);
  if (hours > 0) return minutes > 0 ? `${hours}\u00a0h ${minutes}\u00a0min` : `${hours}\u00a0h`;
  if (minutes === 0) return `${seconds}\u00a0s`;
  return seconds > 0 ? `${minutes}\u00a0min ${seconds}\u00a0s` : `${minutes}\u00a0min`;
}

/** From an hour on every label of a recording shows its hours, so that 1:05:00 is never read as 65 minutes. */
export function isLong(durationMs: number): boolean {
  return durationMs >= 3_600_000;
}
