import { positionText, spokenDuration } from '../../shared/duration.ts';
import { mergeRanges, totalMs } from '../../shared/heard.ts';
import type { Act, ActRecording, Quotation } from '../../shared/protocol.ts';
import type { Translate } from '../text.ts';
import { dateText, dayText, momentText } from '../ui/time.ts';

/** Milliseconds heard in all recordings of an act. */
export function heardMsOf(act: Act): number {
  return act.recordings.reduce((sum, { heard }) => sum + totalMs(heard), 0);
}

/** `5 min 48 s`, or a dash where nothing was heard. */
export function heardText(t: Translate, act: Act): string {
  const ms = heardMsOf(act);
  return ms === 0 ? t('common.none') : spokenDuration(ms);
}

/** `13.11.2026, EZD`, or a dash. */
export function filedText(t: Translate, { filedOn, way }: Act): string {
  if (filedOn === null || way === null) return t('common.none');
  return t('protocol.filedOn', { day: dayText(filedOn), way: t(`protocol.ways.${way}`) });
}

/** Whether the seven days of an act have passed. */
export function isOver({ until }: Act, now: Date = new Date()): boolean {
  return Date.parse(until) <= now.getTime();
}

/** What an unfinished act waits for, with its day. */
export function termText(t: Translate, act: Act, now: Date = new Date()): string {
  if (act.completedAt !== null)
    return t('protocol.unfinished.completed', { moment: momentText(act.completedAt) });
  const day = dateText(act.until);
  return t(isOver(act, now) ? 'protocol.unfinished.over' : 'protocol.unfinished.until', { day });
}

/** A recording of the act as the protocol names it: what it was, then what was heard of it. */
export function recordingText(t: Translate, recording: ActRecording): { call: string | null; heard: string } {
  const { startedAt, durationMs, answeredBy, part, parts, heard, wrongCall, unheard } = recording;
  if (wrongCall) {
    return { call: null, heard: t('protocol.finish.wrongCall', { length: spokenDuration(totalMs(heard)) }) };
  }
  const facts = { moment: momentText(startedAt), length: spokenDuration(durationMs), person: answeredBy };
  const call =
    parts > 1
      ? t('protocol.finish.recordingPart', { ...facts, part: String(part), parts: String(parts) })
      : t('protocol.finish.recording', facts);
  if (heard.length === 0)
    return {
      call,
      heard: t(unheard === null ? 'protocol.finish.notHeard' : `protocol.finish.unheard.${unheard}`),
    };
  const long = durationMs >= 3_600_000;
  const ranges = mergeRanges(heard).map(
    ([from, to]) => `${positionText(from, long)}–${positionText(to, long)}`,
  );
  return { call, heard: t('protocol.finish.heard', { ranges: ranges.join(', ') }) };
}

/** `Nagranie 1, 00:48: „…”`, as the paper has it. */
export function quotationText(
  t: Translate,
  { recordings }: Act,
  { recording, from, to, text }: Quotation,
): string {
  const index = recordings.findIndex((one) => one.recording === recording);
  const long = (recordings[index]?.durationMs ?? 0) >= 3_600_000;
  const at = [from, ...(to === null ? [] : [to])].map((ms) => positionText(ms, long)).join('–');
  return t('protocol.finish.quotation', { n: String(index + 1), at, text });
}
