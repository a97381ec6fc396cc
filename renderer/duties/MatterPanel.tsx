import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Matter } from '../../shared/matter.ts';
import { type Framing, MatterSaid, MatterWords } from '../MatterSaid.tsx';
import { aboutText, isOfAlarm, isOverdue, matterTitle, dueText } from '../matters.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { typedDay } from '../ui/time.ts';
import { AssigneeField, type Assigned, termOf, TermField, usePeople } from './matter-fields.tsx';

const useStyles = makeStyles({
  words: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '16px' },
  overdue: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});

type Props = { one: Matter; desk: boolean; today: string; onClose: () => void };

/** A matter: how it stands, what was said of it, and for whoever leads it or whose it is, what comes next. */
export function MatterPanel({ one, desk, today, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const about = aboutText(t, one);
  const sort = one.call === null ? t(`matter.sorts.${one.sort}`) : matterTitle(t, one);
  const what = one.letter === null ? sort : t(`matter.letters.${one.letter}`);
  const frame = (fields?: ReactNode, buttons?: ReactNode): ReactNode => (
    <Panel size="entry" title={one.number} subtitle={matterTitle(t, one)} footer={buttons} onClose={onClose}>
      <Stack gap={16}>
        <Facts>
          <Fact label={t('matter.facts.what')}>{what}</Fact>
          {about !== null && <Fact label={t('matter.facts.about')}>{about}</Fact>}
          <Fact label={t('matter.facts.who')}>{one.person ?? t('matter.nobody')}</Fact>
          <Fact label={t('matter.facts.term')}>
            <span className={isOverdue(one) ? styles.overdue : undefined}>{dueText(t, one)}</span>
          </Fact>
          <Fact label={t('matter.facts.state')}>{t(`matter.${stateOf(one)}`)}</Fact>
        </Facts>
        <MatterSaid events={one.events} title={matterTitle(t, one)} />
        {one.unread && <p>{t('matter.unread')}</p>}
        {fields !== undefined && <div className={styles.words}>{fields}</div>}
      </Stack>
    </Panel>
  );
  if (one.closed || (!desk && !one.own)) return frame();
  if (desk && one.sort !== 'question')
    return <Leading key={one.matter} one={one} today={today} frame={frame} onClose={onClose} />;
  return (
    <MatterWords
      key={one.matter}
      one={one}
      label={t(one.own ? 'matter.answer' : 'matter.note')}
      send={t(one.own ? 'matter.send' : 'matter.form.write')}
      closes={!one.own || (one.sort !== 'question' && !isOfAlarm(one))}
      primary
      frame={frame}
      onSent={onClose}
    />
  );
}

function stateOf({ closed, answered }: Matter): 'closed' | 'answered' | 'open' {
  if (closed) return 'closed';
  return answered ? 'answered' : 'open';
}

/** What the desk may change: whose it is, and until when. */
function Leading({ one, today, frame, onClose }: Omit<Props, 'desk'> & { frame: Framing }) {
  const t = useText();
  const people = usePeople();
  const [who, setWho] = useState<Assigned>({ text: one.person ?? '', guid: one.assignee });
  const [term, setTerm] = useState(one.due === null ? '' : typedDay(one.due));
  const [asked, setAsked] = useState(false);
  // A day that is past stays as it is, and is no new one.
  const due = term.trim() === (one.due === null ? '' : typedDay(one.due)) ? one.due : termOf(term, today);
  const whoWrong = who.text.trim() === '' ? one.letter === 'c' : who.guid === null;
  return (
    <MatterWords
      one={one}
      label={t('matter.note')}
      send={t('matter.form.write')}
      closes
      primary
      change={() => {
        setAsked(true);
        return due === undefined || whoWrong ? null : { assignee: who.guid, due };
      }}
      frame={frame}
      onSent={onClose}
    >
      <AssigneeField
        label={t(one.letter === 'c' ? 'matter.form.custodian' : 'matter.form.who')}
        people={people}
        who={who}
        required={one.letter === 'c'}
        wrong={asked && whoWrong}
        onChange={setWho}
      />
      <TermField value={term} today={today} wrong={asked && due === undefined} onChange={setTerm} />
    </MatterWords>
  );
}
