import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import type { Basis, Call } from '../../shared/recordings.ts';
import type { Authorisation } from '../../shared/session.ts';
import { call as ask, failureOf } from '../api.ts';
import { useTypedBefore } from '../drafts.ts';
import { beginAct } from '../open-act.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { noticeableMs } from '../ui/noticeable.ts';
import { low, useMedia } from '../ui/media.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Loading } from '../ui/States.tsx';
import { TypedBefore } from '../TypedBefore.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { firstHeard, secretaryText, uncovered, useMe, whyNot } from '../WhyNot.tsx';
import { Approval, obstacleOf, Recorded } from './Approval.tsx';
import { useAudioOutput } from '../player/output.ts';
import {
  firstReasons,
  groundOf,
  type Problems,
  problemsOf,
  type Reasons,
  keepReasons,
  keptReasons,
} from './justification.ts';
import { MayNot } from './MayNot.tsx';
import { Preflight } from './Preflight.tsx';
import { PresentBefore } from './PresentBefore.tsx';
import { ReasonFields } from './Reasons.tsx';
import { Refused, RefusedButtons } from './Refused.tsx';
import { subtitleOf } from './subtitle.ts';
import { isReady, useServer } from '../player/server.ts';
import { usePrepared } from '../player/prepared.ts';
import {
  departmentsOf,
  type Listed,
  openPrepared,
  partsOf,
  type Refusal,
  wantedOf,
} from '../player/stage.ts';

type JustifyPanelProps = {
  call: Call;
  caseNumber: string;
  onBack: () => void;
  /** The sound runs: the page of the act may be shown. */
  onOpened: () => void;
};

/** Page 03: why this call must be heard, in the panel beside the list. Without bases there is nothing to justify with. */
export function JustifyPanel(props: JustifyPanelProps) {
  const t = useText();
  const { caseNumber, onBack } = props;
  const bases = useQuery({
    queryKey: ['recordings.bases', caseNumber],
    queryFn: () => ask('recordings.bases', { case: caseNumber }),
  });
  const typed = useTypedBefore();
  const [anyway, setAnyway] = useState(false);
  const parts = partsOf(props.call);
  const none = bases.data?.bases.length === 0;
  const purposes = none ? undefined : bases.data?.bases.map(({ purpose }) => purpose);
  const reasonOf = (told: Authorisation) => {
    const first = firstHeard(parts, told, purposes);
    return first === undefined ? null : whyNot(told, first.department, purposes);
  };
  const own = useMe(true, (told) => reasonOf(told) !== null);
  const leg = firstHeard(parts, own.data?.authorisation, purposes);
  const reason = own.data === undefined ? null : reasonOf(own.data.authorisation);
  if (leg !== undefined && own.data !== undefined && reason !== null && !anyway) {
    const why = { reason, me: own.data, departments: departmentsOf(parts), purposes };
    const subtitle = subtitleOf(t, props.call, leg);
    return <MayNot {...why} {...{ subtitle, onBack }} onAnyway={() => setAnyway(true)} />;
  }
  if (bases.data !== undefined && leg !== undefined && !none && !own.isPending && typed.isSuccess) {
    const scope = own.data?.authorisation.scope ?? null;
    return (
      <Form
        key={parts[0]?.recording}
        {...props}
        {...{ leg, scope }}
        bases={bases.data.bases}
        known={bases.data.known}
      />
    );
  }
  return (
    <Panel
      title={t('playback.justify.title')}
      subtitle={leg === undefined ? undefined : subtitleOf(t, props.call, leg)}
      back={{ label: t('playback.justify.back'), onClick: onBack }}
    >
      {leg === undefined && <Text>{t('playback.justify.noLeg')}</Text>}
      {none && (
        <Notice intent="warning">
          {t('playback.justify.noBases', { secretary: secretaryText(t, own.data?.secretaries ?? []) })}
        </Notice>
      )}
      {bases.isError && (
        <Unloaded boxed failure={failureOf(bases.error)} onRetry={() => void bases.refetch()} />
      )}
      {bases.isPending && <Loading />}
      {!none && bases.isSuccess && <TypedBefore typed={typed} />}
    </Panel>
  );
}

type FormProps = JustifyPanelProps & {
  leg: Listed;
  /** What the authorisation covers, as far as the database knows. */
  scope: Scope | null;
  bases: readonly Basis[];
  known: Record<string, string>;
};

type Answer =
  | { kind: 'none' }
  | { kind: 'deciding' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'refused'; refusal: Refusal };

/** Sends the request once the form is complete; whatever the answer, what was typed stays. */
function useApproval(
  { call, caseNumber, leg, onBack, onOpened }: FormProps,
  reasons: Reasons,
  basis: Basis | undefined,
) {
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' });
  const { server } = useServer(true);
  const prepared = usePrepared(wantedOf(leg), server?.share !== false);
  // SECURITY: nobody approves what does not stand in the form yet.
  const blocked = !isReady(server) || prepared.failure !== null || prepared.shown === null;

  const asking = useRef(false);
  const approve = async (): Promise<void> => {
    const ground = groundOf(caseNumber, reasons, basis);
    if (asking.current) return;
    if (ground === null || blocked) {
      setAsked((times) => times + 1);
      return;
    }
    asking.current = true;
    // Nothing is drawn while the answer comes at once: it would hold up the request, and then the sound.
    const slow = setTimeout(() => setAnswer({ kind: 'deciding' }), noticeableMs);
    try {
      const output = await openPrepared(await prepared.take(), { ground }, (open) => beginAct(open, call));
      clearTimeout(slow);
      if (output.state === 'open') {
        keepReasons(caseNumber, leg.recording, null);
        // The panel has done its work: the page of calls shows the call again, not the form.
        onBack();
        onOpened();
        return;
      }
      setAnswer({ kind: 'refused', refusal: output });
      return;
    } catch (error) {
      clearTimeout(slow);
      setAnswer({ kind: 'failed', failure: failureOf(error) });
    } finally {
      asking.current = false;
    }
    prepared.renew();
  };
  const problems: Problems | null = asked > 0 ? problemsOf(reasons, basis) : null;
  const again = (): void => {
    prepared.renew();
    setAnswer({ kind: 'none' });
  };
  return {
    answer,
    problems,
    server,
    blocked,
    unprepared: prepared.failure,
    shown: prepared.shown,
    renew: prepared.renew,
    asked,
    approve,
    again,
    begin: () => setAsked(0),
  };
}

function Form(asked: FormProps) {
  // What is prepared and kept is of one recording, whatever is learnt of the authorisation meanwhile.
  const [leg] = useState(asked.leg);
  const props = { ...asked, leg };
  const { call, caseNumber, scope, bases, known, onBack } = props;
  const t = useText();
  const id = useId();
  const [reasons, setReasons] = useState<Reasons>(() => {
    const kept = keptReasons(caseNumber, leg.recording);
    return kept === undefined ? firstReasons(bases, known) : { ...kept, choice: '' };
  });
  const basis = bases.find(({ code }) => code === reasons.basis);
  const approval = useApproval(props, reasons, basis);
  const { answer, server, problems } = approval;
  const output = useAudioOutput();
  const isLow = useMedia(low);
  const parts = partsOf(call);
  const departments = departmentsOf(parts);
  const outside = uncovered(scope, departments);
  const focused = useFocusFirst();
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, approval.asked);
  const deciding = answer.kind === 'deciding';
  const change = (next: Reasons): void => {
    // Another basis asks for other things: nothing of it was left out yet.
    if (next.basis !== reasons.basis) approval.begin();
    setReasons(next);
    keepReasons(caseNumber, leg.recording, next);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void approval.approve();
  };
  const frame = {
    title: t('playback.justify.title'),
    // What is approved, as its signed entry has it; until that is known, or where its file is missing, as the list does.
    subtitle: subtitleOf(t, call, leg, approval.shown ?? leg),
    back: { label: t('playback.justify.back'), onClick: onBack },
  };
  if (answer.kind === 'refused') {
    return (
      // Another panel, not the form's: it begins at its top.
      <Panel key="refused" {...frame} footer={<RefusedButtons onBack={onBack} onAgain={approval.again} />}>
        <Refused refusal={answer.refusal} caseNumber={caseNumber} reasons={reasons} basis={basis} />
      </Panel>
    );
  }
  return (
    <Panel
      {...frame}
      footer={
        <Approval
          form={id}
          basis={basis}
          others={reasons.present.length > 0}
          deciding={deciding}
          obstacle={obstacleOf(server, approval.unprepared, approval.renew)}
          blocked={approval.blocked}
          onCancel={onBack}
        />
      }
    >
      <Stack as="form" gap={12} ref={form} id={id} onSubmit={submit} noValidate>
        {answer.kind === 'failed' && <Failed failure={answer.failure} />}
        {/* Where all of it is, the panel before this one told. */}
        {outside.length > 0 && outside.length < departments.length && (
          <Notice intent="warning">
            {t('playback.justify.partOutside', { names: outside.join(', ') })}
            {outside.includes(parts[0]?.department ?? '') &&
              ` ${t('playback.justify.beginsAt', { part: String(leg.part), parts: String(leg.parts) })}`}
          </Notice>
        )}
        <Facts>
          <Fact label={t('playback.justify.case')}>
            <Text weight="semibold">{caseNumber}</Text>
          </Fact>
          <Fact label={t('playback.justify.present')} help="present">
            <PresentBefore
              present={reasons.present}
              recordings={[leg.recording]}
              purpose={basis?.purpose ?? null}
              readOnly={deciding}
              onChange={(present) => change({ ...reasons, present })}
            />
          </Fact>
        </Facts>
        <ReasonFields
          bases={bases}
          basis={basis}
          scope={scope}
          reasons={reasons}
          problems={problems}
          readOnly={deciding}
          first={focused}
          onChange={change}
        />
        <Preflight server={server} output={output} />
        {isLow && <Recorded basis={basis} others={reasons.present.length > 0} say="kept" />}
      </Stack>
    </Panel>
  );
}

/** The keyboard begins where the first decision is: at the reasons, where the basis is a matter of course. */
function useFocusFirst() {
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    first.current?.querySelector<HTMLElement>('input, [role=combobox]')?.focus({ preventScroll: true });
    // The whole choice comes into view, where the panel is low.
    first.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return first;
}

/** A failure is read where the eye is: at the top of the form, wherever that was scrolled to. */
function Failed({ failure }: { failure: Failure }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [failure]);
  return (
    <div ref={place}>
      <FailureNotice failure={failure} />
    </div>
  );
}
