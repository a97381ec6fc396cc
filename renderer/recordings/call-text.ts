import type { ActRecording } from '../../shared/protocol.ts';
import { aroundMinutes, type Call, type Leg } from '../../shared/recordings.ts';
import type { FileFault } from '../player/files.ts';
import { locale, type Translate } from '../text.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { dateText, dayText, timeText } from '../ui/time.ts';
import { type ConditionName, type Conditions, isSet, rangeEnd } from './conditions.ts';
import { daysText } from './days-text.ts';

/** The values of all legs in order, each once where neighbours are alike: „Barbara Zych → Paweł Sowa”. */
export function alongLegs(call: Call, of: (leg: Leg) => string): string {
  const values = call.legs.map(of).filter((value) => value !== '');
  return values.filter((value, at) => value !== values[at - 1]).join(' → ');
}

/** `••• ••• 417`, or „zastrzeżony”: the full number is shown once the recording is open. */
export function callerText(t: Translate, call: Call): string {
  if (call.callerTail !== null) return t('recordings.caller.masked', { tail: call.callerTail });
  // The number went with the recording: nobody withheld it.
  return t(`recordings.caller.${destruction(call) === 'all' ? 'erased' : 'withheld'}`);
}

/** Calls named one by one before „i wcześniejsze”. */
const namedCalls = 3;

/** When calls began, newest first as they come: „20.11.2026 o 09:44 i 18.11.2026 o 09:12”, after three „i wcześniejsze”. */
export function latestTexts(t: Translate, calls: readonly Call[]): string {
  const moments = calls
    .slice(0, namedCalls)
    .map(({ startedAt }): string =>
      t('recordings.panel.moment', { day: dateText(startedAt), time: timeText(startedAt) }),
    );
  if (calls.length > namedCalls) moments.push(t('recordings.panel.earlier'));
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(moments);
}

/** How much of a call is destroyed. */
export function destruction(call: Call): 'none' | 'some' | 'all' {
  const gone = call.legs.filter((leg) => leg.state === 'destroyed').length;
  return gone === 0 ? 'none' : gone === call.legs.length ? 'all' : 'some';
}

/** Whether any part of a call is evidence in proceedings. */
export function isHeld(call: Call): boolean {
  return call.legs.some(({ held }) => held === true);
}

/** What was found of the files of a call that should be there; null where nothing is the matter, as far as is known. */
export function faultOf({ legs }: Call, faults: Readonly<Record<string, FileFault>>): FileFault | null {
  const [first] = legs.flatMap(({ recording, state }) =>
    state === 'available' ? (faults[recording] ?? []) : [],
  );
  return first ?? null;
}

/** What a call is in an act: in its protocol, not the one that was meant, or neither. */
export function placeInAct(
  { legs }: Call,
  recordings: readonly Pick<ActRecording, 'recording' | 'wrongCall'>[],
): 'inProtocol' | 'wrongCall' | null {
  const own = recordings.filter(({ recording }) => legs.some((leg) => leg.recording === recording));
  if (own.length === 0) return null;
  return own.every(({ wrongCall }) => wrongCall) ? 'wrongCall' : 'inProtocol';
}

/** „Nagranie zniszczono dnia 01.11.2026 (protokół PZ/331/2026).” */
export function destroyedText(t: Translate, leg: Leg): string {
  if (leg.destroyedOn === null) return t('recordings.panel.destroyedUnknown');
  const day = dayText(leg.destroyedOn);
  return leg.destructionProtocol === null
    ? t('recordings.panel.destroyedNoProtocol', { day })
    : t('recordings.panel.destroyed', { day, protocol: leg.destructionProtocol });
}

/** A condition as its chip says it; null where it is not set. `short` for narrow windows. */
export function chipText(
  t: Translate,
  conditions: Conditions,
  name: ConditionName,
  short = false,
): string | null {
  if (!isSet(conditions, name)) return null;
  const { day, minSeconds, department, extension, answeredBy } = conditions;
  switch (name) {
    case 'day':
      return daysText({ day: day ?? '', dayTo: rangeEnd(conditions) });
    case 'hour':
      return hourText(t, conditions, short);
    case 'caller':
      return callerWantedText(t, conditions);
    case 'answeredBy':
      return t('recordings.chips.answeredBy', { name: answeredBy ?? '' });
    case 'department':
      return t('recordings.chips.department', { name: department ?? '' });
    case 'extension':
      return t('recordings.chips.extension', { extension: extension ?? '' });
    case 'minSeconds':
      return t('recordings.chips.minimum', { duration: spokenDuration((minSeconds ?? 0) * 1000) });
  }
}

/** „ok. godz. 10:00 (± 30 min)” or „godz. 09:30–11:00”. */
function hourText(t: Translate, conditions: Conditions, short: boolean): string {
  const { around, aroundMinutes: minutes, hourFrom, hourTo } = conditions;
  if (around === null) return t('recordings.chips.hours', { from: hourFrom ?? '', to: hourTo ?? '' });
  if (short) return t('recordings.chips.aroundShort', { time: around });
  const margin = spokenDuration((minutes ?? aroundMinutes) * 60_000);
  return t('recordings.chips.around', { time: around, margin });
}

/** Of more digits it is a whole number. */
const mostLastDigits = 5;

function callerWantedText(t: Translate, { digits, withheld }: Conditions): string {
  if (withheld) return t('recordings.chips.withheld');
  if (digits === null) return t('recordings.chips.sameNumber');
  return t(digits.length <= mostLastDigits ? 'recordings.chips.lastDigits' : 'recordings.chips.number', {
    digits,
  });
}
