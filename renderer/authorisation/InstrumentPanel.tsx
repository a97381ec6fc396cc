import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListedInstrument, PaperDetail } from '../../shared/authorisation.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { call, failureOf } from '../api.ts';
import { confirmersOf } from '../confirmers.ts';
import { authorText, useText } from '../text.ts';
import { Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { unsentAt } from '../unsent.ts';
import { DeclaredFact, RowFacts } from './CompareFacts.tsx';
import { Ended } from './Ended.tsx';
import { EndPanel, WithdrawPanel } from './EndPanel.tsx';
import { PaperMenu } from './menus.tsx';
import { appointmentDraftOf, useAppointmentDraft } from './appointment-draft.ts';
import { type Appointments, refreshPapers, usePaper, withOnly } from './papers.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { PreparedStep } from './PreparedStep.tsx';
import { SignatureFields } from './SignatureFields.tsx';
import { StillHolds } from './StillHolds.tsx';
import {
  newSignature,
  prolonged,
  rowsAgain,
  signatureProblems,
  signedInput,
  useAuthorisationDraft,
  authorisationDraftOf,
} from './authorisation-draft.ts';
import { comparesText, enteredText, numbersText, postText, signedText } from './words.ts';

const useStyles = makeStyles({ row: { overflowWrap: 'anywhere' } });

type Props = {
  row: ListedInstrument;
  known: Appointments;
  roles: readonly Role[];
  /** It was prepared a moment ago: its document is printed by itself, once. */
  fresh: boolean;
  onPrinting: () => void;
  onCompare: () => void;
  /** It is to be entered anew, with other facts. */
  onAgain: () => void;
  onClose: () => void;
};

/** A paper in its steps: prepared, signed, compared by somebody else. The open one is unfolded, done ones say who and which entry. */
export function InstrumentPanel(props: Props) {
  const { row, known, onClose } = props;
  const paper = usePaper(row);
  const [view, show] = useState<'steps' | 'end' | 'withdraw'>(() =>
    unsentAt(`end ${row.number}`) ? 'end' : 'steps',
  );
  const subtitle = [row.person.displayName, postText(row.person)].filter((part) => part !== '').join(', ');
  const back = (): void => show('steps');
  if (view !== 'steps') {
    const End = view === 'end' ? EndPanel : WithdrawPanel;
    // The whole paper is withdrawn, one of its numbers ended.
    const isWhole = view === 'withdraw' && paper.data !== undefined && paper.data.rows.length > 1;
    const named = isWhole ? numbersText(paper.data) : `${row.number}, ${subtitle}`;
    return <End row={row} subtitle={named} known={known} roles={props.roles} onBack={back} onEnded={back} />;
  }
  if (paper.data !== undefined)
    return (
      <Steps
        key={`${row.number} ${paper.data.stated.seq}`}
        {...props}
        paper={paper.data}
        subtitle={subtitle}
        onEnd={() => show('end')}
        onWithdraw={() => show('withdraw')}
      />
    );
  return (
    <Panel title={row.number} subtitle={subtitle} onClose={onClose}>
      {paper.isError ? (
        <Unloaded boxed failure={failureOf(paper.error)} onRetry={() => void paper.refetch()} />
      ) : (
        <Loading />
      )}
    </Panel>
  );
}

type StepsProps = Props & { paper: PaperDetail; subtitle: string; onEnd: () => void; onWithdraw: () => void };

function Steps({ paper, row, known, roles, fresh, subtitle, ...on }: StepsProps) {
  const styles = useStyles();
  const t = useText();
  const { today, appointments } = known;
  const { state, rows, stated, registered, signed, returned, confirmed, holds } = paper;
  const first = rows[0];
  const isDesk = may('instrument', roles);
  const isOwn = rows.some(({ own }) => own);
  const isAuthorisation = row.what === 'authorisation';
  // Sent back, it is registered anew: what was wrong may be the entry alone.
  const waits = state === 'prepared' || state === 'returned';
  const signs = waits && isDesk && !isOwn;
  const subjects = rows.map(({ guid }) => guid);
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [typed, setSignature] = useState(() =>
    newSignature(
      today,
      rows.flatMap((one) => (one.what === 'authorisation' ? [one.declaredOn ?? today] : [])),
    ),
  );
  // A Mayor is elected: none of the program's offices signs that.
  const signing =
    first?.what === 'appointment' && first.office === 'mayor' && !first.deputy ? [] : appointments;
  const signature = withOnly(typed, signing, subjects);
  const input = signedInput(signature, today);
  const registering = useMutation({
    mutationFn: async (password: string) => {
      if (input === null) return;
      await call('authorisation.register', {
        rows: rowsAgain(paper, signature.declared),
        ...input,
        password,
      });
      await refreshPapers();
    },
  });
  // The Mayor approves only what everybody on it has signed a declaration for; that day is entered without any signature.
  const undeclared = rows.some((one) => one.what === 'authorisation' && one.declaredOn === null);
  const declaring = useMutation({
    mutationFn: async () => {
      await call('authorisation.prepare', { rows: rowsAgain(paper, signature.declared) });
      await refreshPapers();
    },
  });
  const busy = registering.isPending || declaring.isPending;
  const sendInVain = (): void => setAsked((times) => times + 1);
  const declare = (): void =>
    signatureProblems(signature, today).declared.some(Boolean) ? sendInVain() : declaring.mutate();
  const about = first?.what === 'authorisation' ? first.scope : first;
  const able = confirmersOf(appointments, [stated.guid, ...subjects], row.endWaits ? {} : about);
  const waitsForSecond = state === 'registered' || row.endWaits;
  const ending = rows.find(({ number }) => number === row.number)?.ended ?? null;
  const compares = row.endWaits
    ? ending?.own === false
    : waitsForSecond && !isOwn && registered?.own === false;
  // What the Mayor signs, or approves in the program: who may listen, and whose deputies.
  const isMayors = first?.what === 'authorisation' || first?.deputy === true;
  const approves = state === 'prepared' && isMayors && !isOwn && !undeclared && roles.includes('mayor');
  const accepts = first?.what === 'appointment' && first.office === 'secretary' && first.deputy;
  const isOver = state === 'withdrawn';
  const lasts = state === 'confirmed' && (row.state === 'valid' || row.state === 'future') && !row.endWaits;
  // Whom the keeper appointed by itself somebody has to confirm first.
  const isUnseen = first?.what === 'appointment' && first.emergency && confirmed?.guid === null;
  const yearly = lasts && isDesk && !isAuthorisation && !isUnseen && row.state === 'valid' && row.to === null;
  const again = isDesk && !isOwn && rows.length === 1 ? (first ?? null) : null;
  const isOpen = waits || state === 'registered';
  const actions = {
    again:
      isOpen && again !== null
        ? () => {
            if (again.what === 'authorisation')
              useAuthorisationDraft.setState({ draft: authorisationDraftOf(again, today) });
            else useAppointmentDraft.setState({ draft: appointmentDraftOf(again) });
            on.onAgain();
          }
        : null,
    withdraw: isOpen && isDesk ? on.onWithdraw : null,
    // An office is laid down by whoever holds it.
    end: lasts && (may('revoke', roles) || (isOwn && !isAuthorisation)) ? on.onEnd : null,
    prolong:
      lasts && isDesk && !isOwn && row.what === 'authorisation'
        ? () => {
            useAuthorisationDraft.setState({ draft: prolonged(row, today) });
            on.onAgain();
          }
        : null,
  };
  // Of a list the next step comes first: its people alone fill the panel.
  const isList = rows.length > 1;
  const facts = (
    <Facts>
      <RowFacts rows={rows} />
      {!isList && !undeclared && <DeclaredFact row={first} />}
    </Facts>
  );
  return (
    <Panel
      title={isList ? numbersText(paper) : row.number}
      subtitle={isList ? t('authorisation.onOnePaper', { count: rows.length }) : subtitle}
      aside={<PaperMenu actions={actions} isOffice={!isAuthorisation} />}
      onClose={on.onClose}
      footer={
        signs ? (
          <PasswordSend
            label={t('authorisation.steps.register')}
            busyLabel={t('authorisation.steps.registering')}
            busy={busy}
            failure={registering.isError ? failureOf(registering.error) : null}
            ready={() => {
              if (input === null) sendInVain();
              return input !== null;
            }}
            onSend={registering.mutate}
          />
        ) : compares || approves ? (
          <Button appearance="primary" onClick={on.onCompare}>
            {t(approves ? 'authorisation.steps.approve' : 'authorisation.steps.compare')}
          </Button>
        ) : yearly ? (
          <StillHolds entry={stated} label={t('authorisation.steps.stillHolds')} />
        ) : undefined
      }
    >
      <Stack gap={20}>
        {!isList && facts}
        {returned !== null && (
          <Notice intent="warning" title={t('authorisation.steps.returned')}>
            {t('authorisation.steps.differs', {
              person: authorText(t, returned),
              words: returned.words ?? t('common.none'),
            })}
          </Notice>
        )}
        <Stack as="ol" gap={20}>
          <PreparedStep paper={paper} number={row.number} fresh={fresh} onPrinting={on.onPrinting} />
          <StepItem
            number={2}
            done={signed !== null && !waits}
            title={t(
              signed !== null && !waits
                ? 'authorisation.steps.signed'
                : isMayors
                  ? 'authorisation.steps.sign'
                  : 'authorisation.steps.signOther',
            )}
          >
            {signed !== null && !waits && (
              <>
                <Text className={styles.row}>{signedText(t, signed)}</Text>
                {registered !== null && <Muted>{enteredText(t, registered)}</Muted>}
              </>
            )}
            {signs && (
              <div ref={form}>
                <SignatureFields
                  signature={signature}
                  problems={asked > 0 ? signatureProblems(signature, today) : null}
                  appointments={signing}
                  outside={!isAuthorisation}
                  people={rows.map(({ guid, person }) => ({ guid, name: person.displayName }))}
                  today={today}
                  readOnly={busy}
                  onChange={setSignature}
                />
              </div>
            )}
            {waits && isMayors && <Muted>{t('authorisation.steps.approves')}</Muted>}
            {state === 'prepared' && undeclared && (
              <>
                <Muted>{t('authorisation.steps.undeclared')}</Muted>
                {signs && (
                  <div>
                    <Button size="small" disabledFocusable={busy} onClick={declare}>
                      {t('authorisation.steps.declare', { count: rows.length })}
                    </Button>
                  </div>
                )}
                {declaring.isError && <FailureNotice failure={failureOf(declaring.error)} />}
              </>
            )}
          </StepItem>
          <StepItem
            number={3}
            done={confirmed !== null}
            title={t(
              confirmed === null
                ? 'authorisation.steps.confirm'
                : signed === null
                  ? 'authorisation.steps.approved'
                  : 'authorisation.steps.confirmed',
            )}
          >
            {confirmed !== null ? (
              <Muted>{enteredText(t, confirmed)}</Muted>
            ) : (
              !isOver && <Muted>{comparesText(t, able, accepts)}</Muted>
            )}
          </StepItem>
          {holds !== null && (
            <StepItem number={4} done title={t('authorisation.steps.holds')}>
              <Muted>{enteredText(t, holds)}</Muted>
            </StepItem>
          )}
          <Ended
            number={holds === null ? 4 : 5}
            ended={ending}
            waits={row.endWaits}
            appointments={appointments}
          />
        </Stack>
        {isList && facts}
        {yearly && <Muted>{t('authorisation.steps.stillHoldsHint')}</Muted>}
      </Stack>
    </Panel>
  );
}
