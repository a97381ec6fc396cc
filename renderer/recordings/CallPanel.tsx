import {
  Button,
  Divider,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular, Headphones20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { ActRecording } from '../../shared/protocol.ts';
import type { Purpose } from '../../shared/purposes.ts';
import type { Call } from '../../shared/recordings.ts';
import type { Authorisation } from '../../shared/session.ts';
import { failureOf } from '../api.ts';
import { useListeningAway } from '../connection.ts';
import { useFiles } from '../player/files.ts';
import { prepareAhead } from '../player/prepared.ts';
import { departmentsOf, type Listed, partsOf, wantedOf } from '../player/stage.ts';
import { type Translate, useText } from '../text.ts';
import { durationText, spokenDuration } from '../../shared/duration.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { Fact, Facts, Second } from '../ui/Facts.tsx';
import { narrow, useMedia } from '../ui/media.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { longDayText, timeText } from '../ui/time.ts';
import { firstHeard, useMe, WhyNot, whyNot } from '../WhyNot.tsx';
import { CallAbout } from './CallAbout.tsx';
import { callerText, destroyedText, destruction, faultOf, isHeld, placeInAct } from './call-text.ts';
import { SameNumber } from './SameNumber.tsx';
import { select, useSearch, wantCase } from './search.ts';

const useStyles = makeStyles({
  divider: { margin: '16px 0' },
  parts: { display: 'flex', flexDirection: 'column', gap: '8px', marginTop: '8px' },
  part: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr) auto', columnGap: '12px' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  number: { color: tokens.colorNeutralForeground3 },
  duration: { fontVariantNumeric: 'tabular-nums' },
  second: { display: 'block' },
});

/** An act of the same case is open: a call joins it by one click. */
export type OpenActForCase = {
  number: string;
  /** What it is for; null while that is not known. */
  purpose: Purpose | null;
  recordings: readonly Pick<ActRecording, 'recording' | 'wrongCall'>[];
  /** Opens the call, beginning with one of its parts. */
  add: (call: Call, first: Listed) => Promise<void>;
};

type Props = {
  call: Call;
  caseNumber: string | null;
  openAct: OpenActForCase | null;
  /** Whether more than one day was asked for. */
  several: boolean;
};

/** The facts of one call, its parts, and the way to hear it. */
export function CallPanel({ call, caseNumber, openAct, several }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const destroyed = destruction(call);
  const [first] = call.legs;
  const single = call.legs.length === 1;
  const fault = faultOf(
    call,
    useFiles((state) => state.faults),
  );
  const { first: added, waits, why } = useAdded(call, caseNumber === null ? null : openAct);
  return (
    <Panel
      title={t('recordings.panel.title', { time: timeText(call.startedAt) })}
      subtitle={subtitle(t, call)}
      aside={
        isNarrow && (
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t('common.close')}
            onClick={() => select(null)}
          />
        )
      }
      footer={
        destroyed !== 'all' && (
          <Listen {...{ call, caseNumber, openAct, waits }} first={added} vain={why !== null} />
        )
      }
    >
      {why !== null && (
        <>
          <WhyNot {...why} />
          <Divider className={styles.divider} />
        </>
      )}
      <Facts>
        <Fact
          label={t('recordings.panel.caller')}
          {...(call.callerTail !== null && destroyed !== 'all'
            ? { second: t('recordings.panel.fullNumber') }
            : {})}
        >
          {callerText(t, call)}
          {call.times > 1 && (
            <Second>
              {t(several ? 'recordings.panel.often' : 'recordings.panel.oftenDay', { count: call.times })}
            </Second>
          )}
        </Fact>
        <Fact label={t('recordings.panel.duration')}>{spokenDuration(call.durationMs)}</Fact>
        <CallAbout call={call} />
        {single && first && (
          <>
            {first.answeredBy === '' ? (
              <Fact label={t('recordings.panel.answered')}>{first.department}</Fact>
            ) : (
              <Fact label={t('recordings.panel.answered')} second={first.department}>
                {first.answeredBy}
              </Fact>
            )}
            <Fact label={t('recordings.panel.extension')}>{first.extension}</Fact>
          </>
        )}
      </Facts>
      {!single && (
        <>
          <Divider className={styles.divider} />
          <Parts call={call} />
        </>
      )}
      {fault !== null && (
        <>
          <Divider className={styles.divider} />
          <p>{t(`failures.${fault}.sentence`)}</p>
        </>
      )}
      {isHeld(call) && (
        <>
          <Divider className={styles.divider} />
          <p>{t('recordings.panel.held')}</p>
        </>
      )}
      {single && first?.state === 'destroyed' && (
        <>
          <Divider className={styles.divider} />
          <p>{destroyedText(t, first)}</p>
        </>
      )}
      {call.callerTail !== null && <SameNumber call={call} />}
    </Panel>
  );
}

/**
 * With which part a call would be added to the protocol that is open for its case, and why it would not: before it is asked for. `why` is
 * null where it would, as far as is known.
 */
function useAdded(call: Call, openAct: OpenActForCase | null) {
  const parts = partsOf(call);
  const purpose = openAct?.purpose ?? null;
  const purposes = purpose === null ? undefined : [purpose];
  const reasonOf = (own: Authorisation) => {
    const first = firstHeard(parts, own, purposes);
    return first === undefined || openAct === null ? null : whyNot(own, first.department, purposes);
  };
  const { data: me, isPending } = useMe(openAct !== null, (own) => reasonOf(own) !== null);
  // Which of several parts it is cannot be told before.
  const waits = openAct !== null && parts.length > 1 && isPending;
  const first = firstHeard(parts, me?.authorisation, purposes);
  const reason = me === undefined ? null : reasonOf(me.authorisation);
  if (me === undefined || reason === null) return { first, waits, why: null };
  return { first, waits, why: { reason, me, departments: departmentsOf(parts), purposes } };
}

function subtitle(t: Translate, call: Call): string {
  const day = longDayText(legalDay(call.startedAt));
  const { length } = call.legs;
  if (length === 1) return day;
  return [day, t('recordings.panel.transferred'), t('recordings.panel.parts', { count: length })].join(', ');
}

function Parts({ call }: { call: Call }) {
  const styles = useStyles();
  const t = useText();
  return (
    <>
      <Subtitle2 as="h3">{t('recordings.panel.partsTitle')}</Subtitle2>
      <ol className={styles.parts}>
        {call.legs.map((leg, index) => (
          <li key={leg.recording} className={styles.part}>
            <span className={styles.number}>{index + 1}</span>
            <span>
              {t('recordings.panel.part', { name: leg.answeredBy, extension: leg.extension })}
              <Text className={mergeClasses(styles.quiet, styles.second)}>{leg.department}</Text>
              {leg.state === 'destroyed' && (
                <Text className={mergeClasses(styles.quiet, styles.second)}>{destroyedText(t, leg)}</Text>
              )}
            </span>
            <span className={styles.duration}>{durationText(leg.durationMs)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Enter on a row leads here: held down it would already press. */
function onceEach(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

type ListenProps = Omit<Props, 'several'> & {
  /** The part with which it would be added. */
  first: Listed | undefined;
  /** Which part that is is being asked. */
  waits: boolean;
  /** Adding would be refused, as is said above. */
  vain: boolean;
};

function Listen({ call, caseNumber, openAct, first, waits, vain }: ListenProps) {
  const styles = useStyles();
  const t = useText();
  const [adding, setAdding] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const parts = call.legs.length;
  const isNarrow = useMedia(narrow);
  const away = useListeningAway();
  // What the click would open is made ready, so that its sound follows at once.
  const wanted = useRef(first);
  useEffect(() => {
    wanted.current = first;
  });
  const ahead = openAct === null || waits ? undefined : first?.recording;
  useEffect(() => {
    const { current } = wanted;
    return ahead === undefined || current === undefined ? undefined : prepareAhead(wantedOf(current));
  }, [ahead]);

  if (caseNumber !== null && openAct !== null && first !== undefined) {
    const place = placeInAct(call, openAct.recordings);
    const add = async (): Promise<void> => {
      setAdding(true);
      setFailure(null);
      await openAct.add(call, first).catch((error: unknown) => setFailure(failureOf(error)));
      setAdding(false);
    };
    return (
      <>
        {failure !== null && <FailureNotice failure={failure} />}
        <Button
          appearance={vain ? 'secondary' : 'primary'}
          size={isNarrow ? 'medium' : 'large'}
          disabledFocusable={adding || waits || away !== null}
          icon={adding ? <Spinner size="tiny" /> : <Headphones20Regular />}
          onKeyDown={onceEach}
          onClick={() => void add()}
        >
          {vain
            ? t('playback.mayNot.anyway')
            : t(`recordings.panel.${place === 'inProtocol' ? 'again' : 'add'}`, { protocol: openAct.number })}
        </Button>
        <Text className={styles.quiet}>
          {away ??
            (vain
              ? t('playback.mayNot.recorded')
              : t(`recordings.panel.${place === 'wrongCall' ? 'takesBack' : 'sameAct'}`))}
        </Text>
      </>
    );
  }
  return (
    <>
      <Button
        // The form can be filled meanwhile; nothing is heard at its end.
        appearance={away === null ? 'primary' : 'secondary'}
        size={isNarrow ? 'medium' : 'large'}
        {...(isNarrow ? {} : { icon: <Headphones20Regular /> })}
        onKeyDown={onceEach}
        onClick={() => (caseNumber === null ? wantCase(true) : useSearch.setState({ step: 'justify' }))}
      >
        {caseNumber === null
          ? t('recordings.panel.listenNoCase')
          : t('recordings.panel.listen', { case: caseNumber })}
      </Button>
      <Text className={styles.quiet}>
        {away ??
          (caseNumber === null
            ? t('recordings.case.needed')
            : t(
                parts === 1
                  ? 'recordings.panel.first'
                  : parts === 2
                    ? 'recordings.panel.firstBoth'
                    : 'recordings.panel.firstAll',
              ))}
      </Text>
    </>
  );
}
