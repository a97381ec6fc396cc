import { Button, makeStyles, Text } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListedInstrument, PaperDetail, PaperRow } from '../../shared/authorisation.ts';
import type { Role } from '../../shared/values.ts';
import { call, failureOf } from '../api.ts';
import { authorText, type Translate, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { dayText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { EndPanel, WithdrawPanel } from './EndPanel.tsx';
import { PaperMenu } from './menus.tsx';
import { officeWishOf, useOfficeWish } from './office-wish.ts';
import { type Appointments, confirmersOf, refreshPapers, usePaper, withOnly } from './papers.ts';
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
  useWish,
  wishOf,
} from './wish.ts';
import {
  comparesText,
  departmentsText,
  enteredText,
  numbersText,
  officeText,
  postText,
  powersText,
  purposesInFull,
  purposesText,
  termText,
} from './words.ts';

const useStyles = makeStyles({
  aside: { display: 'flex', flexShrink: 0 },
  row: { overflowWrap: 'anywhere' },
});

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
  const [view, show] = useState<'steps' | 'end' | 'withdraw'>('steps');
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
        key={`${row.number} ${paper.data.registered?.seq ?? paper.data.prepared?.seq ?? 0}`}
        {...props}
        paper={paper.data}
        subtitle={subtitle}
        onEnd={() => show('end')}
        onWithdraw={() => show('withdraw')}
      />
    );
  return (
    <Panel title={row.number} subtitle={subtitle} aside={<Close onClose={onClose} />}>
      {paper.isError ? (
        <Unloaded boxed failure={failureOf(paper.error)} onRetry={() => void paper.refetch()} />
      ) : (
        <Loading />
      )}
    </Panel>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Button
      appearance="subtle"
      icon={<Dismiss24Regular />}
      aria-label={t('common.close')}
      onClick={onClose}
    />
  );
}

type StepsProps = Props & { paper: PaperDetail; subtitle: string; onEnd: () => void; onWithdraw: () => void };

function Steps({ paper, row, known, roles, fresh, subtitle, ...on }: StepsProps) {
  const styles = useStyles();
  const t = useText();
  const { today, appointments } = known;
  const { state, rows, prepared, registered, signed, returned, confirmed, holds } = paper;
  const first = rows[0];
  const isDesk = roles.includes('secretary');
  const isOwn = rows.some(({ own }) => own);
  const isAuthorisation = row.what === 'authorisation';
  // Sent back, it is registered anew: what was wrong may be the entry alone.
  const waits = state === 'prepared' || state === 'returned';
  const signs = waits && isDesk && !isOwn;
  const subjects = rows.map(({ guid }) => guid);
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [typed, setSignature] = useState(() => newSignature(today, isAuthorisation ? rows.length : 0));
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
  const author = registered ?? prepared;
  const able = confirmersOf(appointments, [author?.guid, ...subjects]);
  const waitsForSecond = state === 'registered' || row.endWaits;
  const ending = rows.find(({ number }) => number === row.number)?.ended ?? null;
  const compares = row.endWaits
    ? ending?.own === false
    : waitsForSecond && !isOwn && registered?.own === false;
  // What the Mayor signs, or approves in the program: who may listen, and whose deputies.
  const isMayors = first?.what === 'authorisation' || first?.deputy === true;
  const approves = state === 'prepared' && isMayors && !isOwn && roles.includes('mayor');
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
            if (again.what === 'authorisation') useWish.setState({ wish: wishOf(again, today) });
            else useOfficeWish.setState({ wish: officeWishOf(again) });
            on.onAgain();
          }
        : null,
    withdraw: isOpen && isDesk ? on.onWithdraw : null,
    // An office is laid down by whoever holds it.
    end: lasts && (isDesk || roles.includes('mayor') || (isOwn && !isAuthorisation)) ? on.onEnd : null,
    prolong:
      lasts && isDesk && !isOwn && row.what === 'authorisation'
        ? () => {
            useWish.setState({ wish: prolonged(row, today) });
            on.onAgain();
          }
        : null,
  };
  return (
    <Panel
      title={rows.length > 1 ? numbersText(paper) : row.number}
      subtitle={rows.length > 1 ? t('authorisation.onOnePaper', { count: rows.length }) : subtitle}
      aside={
        <div className={styles.aside}>
          <PaperMenu actions={actions} isOffice={!isAuthorisation} />
          <Close onClose={on.onClose} />
        </div>
      }
      footer={
        signs ? (
          <PasswordSend
            label={t('authorisation.steps.register')}
            busyLabel={t('authorisation.steps.registering')}
            busy={registering.isPending}
            failure={registering.isError ? failureOf(registering.error) : null}
            ready={() => {
              if (input !== null) return true;
              setAsked((times) => times + 1);
              return false;
            }}
            onSend={registering.mutate}
          />
        ) : compares || approves ? (
          <Button appearance="primary" onClick={on.onCompare}>
            {t('authorisation.steps.compare')}
          </Button>
        ) : yearly ? (
          <StillHolds entry={author} label={t('authorisation.steps.stillHolds')} />
        ) : undefined
      }
    >
      <Stack gap={20}>
        <Facts>
          {rows.map((one) => (
            <RowFact key={one.number} row={one} many={rows.length > 1} />
          ))}
        </Facts>
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
                  readOnly={registering.isPending}
                  onChange={setSignature}
                />
              </div>
            )}
            {waits && isMayors && <Muted>{t('authorisation.steps.approves')}</Muted>}
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
            ) : state === 'confirmed' ? (
              <Muted>{t('authorisation.steps.former')}</Muted>
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
        {yearly && <Muted>{t('authorisation.steps.stillHoldsHint')}</Muted>}
      </Stack>
    </Panel>
  );
}

type EndedProps = {
  number: number;
  ended: PaperRow['ended'];
  waits: boolean;
  appointments: Appointments['appointments'];
};

function Ended({ number, ended, waits, appointments }: EndedProps) {
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

/** What a row of the paper says, in short. */
function RowFact({ row, many }: { row: PaperRow; many: boolean }) {
  const t = useText();
  const label = many ? row.number : t('authorisation.columns.term');
  const second =
    row.what === 'appointment'
      ? [officeText(t, row), powersText(t, row.powers)]
      : many
        ? [purposesText(t, row.scope), departmentsText(t, row.scope)]
        : [purposesInFull(row.scope), departmentsText(t, row.scope), qualityText(t, row)];
  const said = second.filter((part) => part !== '').join('; ');
  return (
    <Fact label={label} second={many ? `${termText(t, row)}; ${said}` : said}>
      {many ? row.person.displayName : termText(t, row)}
    </Fact>
  );
}

function qualityText(t: Translate, { scope }: Extract<PaperRow, { what: 'authorisation' }>): string {
  return `${t('authorisation.form.quality').toLocaleLowerCase()}: ${t(`authorisation.scope.quality.${scope.quality}`)}`;
}

function signedText(t: Translate, signed: NonNullable<PaperDetail['signed']>): string {
  const name = signed.signatory ?? t('common.otherPerson');
  const signatory = signed.office === null ? name : `${name}, ${officeText(t, signed.office)}`;
  return t('authorisation.steps.signedBy', {
    ...{ signatory, day: dayText(signed.signedOn), paper: signed.paper },
    way: t(`authorisation.steps.way.${signed.way}`),
  });
}
