import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { RegisterRow } from '../../shared/register.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { limits } from '../limits.ts';
import { EntryPanel } from '../story/EntryPanel.tsx';
import { Story } from '../story/Story.tsx';
import { authorText, bound, reasonText, refusalText, requestText, type Translate, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { ClosePanel, isAbandoned } from './ClosePanel.tsx';
import { Copying } from './Copying.tsx';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Fact, Facts, Second } from '../ui/Facts.tsx';
import { momentText, timeText } from '../ui/time.ts';

type ActRow = Extract<RegisterRow, { kind: 'act' }>;

type Props = {
  row: RegisterRow;
  isDesk: boolean;
  /** Whether its form is wanted at once. */
  closing: boolean;
  shown: ShownRecording | null;
  onShow: (shown: ShownRecording | null) => void;
  onClose: () => void;
};

/** One row of the register in full: who, why, and what happened, oldest first. No caller, no sound. */
export function RowPanel({ row, isDesk, closing: wanted, ...beside }: Props) {
  const t = useText();
  const [closing, setClosing] = useState(wanted);
  const [closed, setClosed] = useState(false);
  const { insteadDays } = limits().authority;
  const abandoned = row.kind === 'act' && isDesk && isAbandoned(row, insteadDays);
  if (closing && abandoned)
    return (
      <ClosePanel
        act={row}
        onBack={() => setClosing(false)}
        onClosed={() => {
          setClosing(false);
          setClosed(true);
        }}
      />
    );
  const copy = row.kind === 'act' && row.state !== 'started' && !abandoned;
  return (
    <EntryPanel
      title={titleOf(t, row)}
      subtitle={momentText(row.at)}
      footer={
        abandoned ? (
          <Button appearance="primary" onClick={() => setClosing(true)}>
            {t('register.close.open')}
          </Button>
        ) : copy ? (
          <Copying key={row.state} act={row} atOnce={closed} />
        ) : undefined
      }
      {...beside}
    >
      <Facts>
        <Person row={row} />
        <RowFacts row={row} />
      </Facts>
      {row.kind === 'unsigned-request' && (
        <>
          <Text as="p">{t('register.alarm.meaning')}</Text>
          <Text as="p">{t('register.alarm.todo')}</Text>
        </>
      )}
      {row.kind === 'act' && <Story of="act" id={row.act} onRecording={beside.onShow} />}
      {row.kind === 'refusal' && row.recording !== null && <Story of="recording" id={row.recording} />}
    </EntryPanel>
  );
}

function titleOf(t: Translate, row: RegisterRow): string {
  if (row.kind === 'act') return row.number;
  const said = row.kind === 'refusal' ? refusalText(t, row.request) : t(`register.${row.kind}`);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A person with the login; a program of the server room has none that says anything. */
function Person({ row }: { row: RegisterRow }) {
  const t = useText();
  const author = authorText(t, row);
  return (
    <Fact label={t('register.personShort')} {...(author === row.person ? { second: row.login } : {})}>
      {author}
    </Fact>
  );
}

/** Who else heard it, a line each: the protocol of the act says the same. */
function Present({ present }: Pick<ActRow, 'present'>) {
  const t = useText();
  return (
    <Fact label={t('register.panel.present')}>
      {present.length === 0 && t('register.panel.nobody')}
      {present.map(({ person, from, to }) => (
        <div key={`${person} ${from}`}>
          {person}
          <Second>
            {to === null
              ? t('register.panel.since', { from: momentText(from) })
              : t('register.panel.stayed', { from: momentText(from), to: untilText(from, to) })}
          </Second>
        </div>
      ))}
    </Fact>
  );
}

/** Calls that were opened and do not concern the case, a line each; nothing where there are none. */
function WrongCalls({ calls }: Pick<ActRow, 'calls'>) {
  const t = useText();
  const wrong = calls.filter(({ wrongCall }) => wrongCall);
  if (wrong.length === 0) return null;
  return (
    <Fact label={t('register.panel.wrongCall')}>
      {wrong.map(({ recording, startedAt }) => (
        <div key={recording}>{t('register.panel.call', { moment: momentText(startedAt) })}</div>
      ))}
    </Fact>
  );
}

function RowFacts({ row }: { row: RegisterRow }) {
  const t = useText();
  const none = t('common.none');
  switch (row.kind) {
    case 'act':
      return (
        <>
          <Fact label={t('register.panel.authorisation')}>{row.authorisation}</Fact>
          <Fact
            label={t('register.case')}
            {...(row.formerCases.length === 0
              ? {}
              : { second: t('register.formerCase', { case: row.formerCases.join(', ') }) })}
          >
            {row.case}
          </Fact>
          <Fact label={t('register.panel.purpose')}>{purposeWords[row.purpose]}</Fact>
          <Fact label={t('register.basis')}>{bound(row.basisLabel)}</Fact>
          <Fact label={t('register.panel.justification')}>{row.justification ?? none}</Fact>
          <Present present={row.present} />
          <WrongCalls calls={row.calls} />
          <Fact label={t('register.state')}>
            <ActStateMark state={row.state} />
          </Fact>
        </>
      );
    case 'refusal':
      return (
        <>
          <Fact label={t('register.panel.request')}>{requestText(t, row.request)}</Fact>
          <Fact label={t('register.panel.reason')}>{reasonText(t, row.because ?? row.reason)}</Fact>
          {row.because !== null && (
            <Fact label={t('playback.present.who')}>{row.subject ?? t('common.otherPerson')}</Fact>
          )}
          <Fact label={t('register.case')}>{row.case ?? none}</Fact>
          <Fact label={t('register.basis')}>{row.basisLabel === null ? none : bound(row.basisLabel)}</Fact>
          <Fact label={t('register.panel.entry')}>{row.seq}</Fact>
        </>
      );
    case 'unsigned-request':
      return (
        <>
          <Fact label={t('register.alarm.claimed')}>{row.claimed.join(', ') || none}</Fact>
          <Fact label={t('register.alarm.count')}>{row.count}</Fact>
          <Fact label={t('register.panel.entry')}>{row.seq}</Fact>
        </>
      );
    case 'suspended':
    case 'resumed':
    case 'schema':
    case 'checked':
    case 'incident':
      return (
        <>
          <Fact label={t('register.panel.reason')}>
            {row.kind === 'schema'
              ? t('register.changed', {
                  parts: row.changed.map((part) => t(`register.parts.${part}`)).join(', '),
                })
              : row.kind === 'checked'
                ? t('register.notAgreeing')
                : (row.reason ?? none)}
          </Fact>
          <Fact label={t('register.panel.entry')}>{row.seq}</Fact>
        </>
      );
  }
}

/** The day is said once, where both are on it. */
const untilText = (from: string, to: string): string =>
  legalDay(from) === legalDay(to) ? timeText(to) : momentText(to);
