import type { Call, Leg } from '../../shared/recordings.ts';
import type { Translate } from '../text.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { dayText, shortDayText } from '../ui/time.ts';
import { type ConditionName, type Conditions, rangeEnd } from './conditions.ts';

/** The values of all legs in order, each once where neighbours are alike: „Barbara Zych → Paweł Sowa”. */
export function alongLegs(call: Call, of: (leg: Leg) => string): string {
  const values = call.legs.map(of).filter((value) => value !== '');
  return values.filter((value, at) => value !== values[at - 1]).join(' → ');
}

/** `••• ••• 417`, or „zastrzeżony”: the full number is shown once the recording is open. */
export function callerText(t: Translate, call: Call): string {
  return call.callerTail === null
    ? t('recordings.caller.withheld')
    : t('recordings.caller.masked', { tail: call.callerTail });
}

/** How much of a call is destroyed. */
export function destruction(call: Call): 'none' | 'some' | 'all' {
  const gone = call.legs.filter((leg) => leg.state === 'destroyed').length;
  return gone === 0 ? 'none' : gone === call.legs.length ? 'all' : 'some';
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
  const { day, around, digits, minSeconds } = conditions;
  switch (name) {
    case 'day': {
      if (day === null) return null;
      const to = rangeEnd(conditions);
      return to === null
        ? shortDayText(day)
        : t('recordings.chips.range', { from: dayText(day), to: dayText(to) });
    }
    case 'around':
      return around === null
        ? null
        : t(short ? 'recordings.chips.aroundShort' : 'recordings.chips.around', { time: around });
    case 'digits':
      return digits === null ? null : t('recordings.chips.digits', { digits });
    case 'minSeconds':
      return minSeconds === null
        ? null
        : t('recordings.chips.minimum', { duration: spokenDuration(minSeconds * 1000) });
  }
}
