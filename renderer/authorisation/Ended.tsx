import { Text } from '@fluentui/react-components';
import type { PaperRow } from '../../shared/authorisation.ts';
import { confirmersOf } from '../confirmers.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { dayText } from '../ui/time.ts';
import type { Appointments } from './papers.ts';
import { comparesText, enteredText } from './words.ts';

type EndedProps = {
  number: number;
  ended: PaperRow['ended'];
  waits: boolean;
  appointments: Appointments['appointments'];
};

/** The last step of a paper: why it ended, or is about to. */
export function Ended({ number, ended, waits, appointments }: EndedProps) {
  const t = useText();
  if (ended === null) return null;
  const able = confirmersOf(appointments, [ended.guid]);
  const why =
    ended.why === 'mayor' || ended.why === 'employment' || ended.why === 'post' ? ended.why : 'mistake';
  const said = [
    t(`authorisation.ending.whys.${why}`),
    ended.paper,
    ended.words,
    ended.until === null ? null : t('authorisation.steps.endedOn', { day: dayText(ended.until) }),
  ];
  return (
    <StepItem
      number={number}
      done={!waits}
      title={t(waits ? 'authorisation.steps.endWaits' : 'authorisation.steps.ended')}
    >
      <Text>{said.filter((part) => part !== null).join(', ')}</Text>
      <Muted>{enteredText(t, ended)}</Muted>
      {waits && <Muted>{comparesText(t, able)}</Muted>}
    </StepItem>
  );
}
