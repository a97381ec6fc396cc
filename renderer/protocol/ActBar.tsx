import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Add20Regular, ClipboardSearch20Regular, Megaphone20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Act } from '../../shared/protocol.ts';
import { useListeningAway } from '../connection.ts';
import { shortBasis, useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { dayText, momentText } from '../ui/time.ts';
import { useActDetail, useIsOver, useOpenActState } from '../open-act.ts';
import { ActMenu, type OtherActs } from './ActMenu.tsx';
import { AddPresent } from './AddPresent.tsx';
import { BarSound } from '../player/BarSound.tsx';
import { functionKey, useKeys } from '../player/keys.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { Report } from '../Report.tsx';
import { PresentList } from './PresentList.tsx';
import { actOnActKey } from './marking.ts';

const useStyles = makeStyles({
  report: { flexShrink: 0, whiteSpace: 'nowrap' },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    height: '44px',
    flexShrink: 0,
    padding: '0 20px',
    backgroundColor: tokens.colorBrandBackground2,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    '@media (max-width: 1099px)': { height: '36px' },
    '@media (forced-colors: active)': { borderBottom: '1px solid CanvasText' },
  },
  fact: {
    display: 'flex',
    alignItems: 'baseline',
    gap: '6px',
    fontVariantNumeric: 'tabular-nums',
    flexShrink: 0,
    whiteSpace: 'nowrap',
  },
  // The one fact that may give way: pointed at it is whole, as on the paper.
  basisFact: { flexShrink: 1000, minWidth: 0 },
  sign: { flexShrink: 0, color: tokens.colorCompoundBrandForeground1 },
  label: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  basis: { overflow: 'hidden', textOverflow: 'ellipsis', flexShrink: 1 },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  keep: { flexShrink: 0 },
});

/** `nr`: of the call on the page; null: none is. */
type Review = { nr: number | null; scored: number; of: number; until: string };

type ActBarProps = {
  /** What else there is to go on with; behind the case. */
  others: OtherActs;
  /** Leads to the list of calls: to another recording, or, where the seven days are over, to another act of the case. */
  onAdd?: () => void;
  /** Leads to the calls that were drawn: in the act of a plan no others are heard. */
  onQueue: () => void;
  /** On the page of a call of a plan: where it stands, and how far its plan is. */
  review?: Review | null;
  /** Whether the sound is held by the bar: on every page but the player's. */
  sound: boolean;
};

/** The open act, on every page: its case, protocol, basis and term. */
export function ActBar({ others, onAdd, onQueue, review = null, sound }: ActBarProps) {
  const styles = useStyles();
  const t = useText();
  const small = useMedia(narrow);
  const close = useMedia('(max-width: 1279px)');
  const tight = useMedia(veryNarrow);
  // Term and number of recordings give way to the sound: the lists of acts and recordings tell them, too.
  const crowded = tight && sound;
  const id = useOpenActState((state) => state.act);
  const detail = useActDetail(id).data;
  const act = detail?.act ?? null;
  const present = detail?.present.filter(({ to }) => to === null) ?? [];
  // Beside the name of somebody present there is room for the article and a sign. Once they have left it stays as it was: one form of a basis in an act.
  const full = detail?.present.length === 0 && !close;
  // Sound and somebody present take the room of a label, so that name and article stay whole.
  const brief = close || (sound && present.length > 0);
  const over = useIsOver(act);
  useKeys(functionKey, actOnActKey);
  if (id === null) return null;
  const add = t(over ? 'playback.bar.newAct' : 'playback.bar.add');
  return (
    <section className={styles.bar} aria-label={t('playback.bar.label')} data-region="act">
      {act !== null && act.plan !== null && review !== null && (
        <PlanFacts act={act} number={act.plan.number} review={review} small={small} />
      )}
      {act !== null && (act.plan === null || review === null) && (
        <>
          <ActMenu act={act} others={others} />
          <Text className={styles.fact}>
            {!close && <span className={styles.label}>{t('playback.bar.protocol')}</span>}
            {act.number}
          </Text>
          {act.plan !== null && (
            <Text className={styles.fact}>
              {!close && <span className={styles.label}>{t('playback.bar.plan')}</span>}
              {act.plan.number}
            </Text>
          )}
          {!small && act.plan === null && (
            <Text className={mergeClasses(styles.fact, styles.basisFact)}>
              <span className={styles.label}>{t('playback.bar.basis')}</span>
              <span className={styles.basis} title={act.basisLabel}>
                {full ? act.basisLabel : shortBasis(act.basisLabel)}
              </span>
            </Text>
          )}
          {!crowded && (
            <>
              <Text className={styles.fact}>
                <span className={styles.label}>
                  {brief
                    ? t('playback.bar.untilShort')
                    : t(over ? 'playback.bar.wasUntil' : 'playback.bar.until')}
                </span>
                {momentText(act.until)}
              </Text>
              <Text className={styles.fact}>
                {!tight && <span className={styles.label}>{t('playback.bar.recordings')}</span>}
                {tight
                  ? t('playback.bar.recordingsShort', { count: act.recordings.length })
                  : act.recordings.length}
              </Text>
            </>
          )}
        </>
      )}
      {act?.state === 'started' && (
        <span className={styles.end}>
          {sound && <BarSound />}
          {act.plan !== null ? (
            <>
              <ReportCall act={act.act} small={small || sound} />
              <ToQueue small={small} onQueue={onQueue} />
            </>
          ) : (
            <>
              {!over && (
                <>
                  <PresentList act={act.act} present={present} />
                  <AddPresent act={act.act} small={small || present.length > 0} />
                </>
              )}
              {/* On the player's page the bar below offers the new act. */}
              {onAdd !== undefined && (sound || !over) && (
                <AddRecording small={small} text={add} onAdd={onAdd} />
              )}
            </>
          )}
        </span>
      )}
    </section>
  );
}

type PlanFactsProps = {
  act: Pick<Act, 'case' | 'number'>;
  number: string;
  review: Review;
  small: boolean;
};

/** The plan whose call is on the page, and how far it is. */
function PlanFacts({ act, number, review: { nr, scored, of, until }, small }: PlanFactsProps) {
  const styles = useStyles();
  const t = useText();
  const far = { n: String(scored), of: String(of) };
  const place = nr === null ? [] : [t('playback.bar.nr', { nr: String(nr) })];
  const fact = (label: string, value: string): ReactElement => (
    <Text className={styles.fact}>
      <span className={styles.label}>{label}</span>
      {value}
    </Text>
  );
  return (
    <>
      <ClipboardSearch20Regular aria-hidden="true" className={styles.sign} />
      <Text className={styles.fact} weight="semibold">
        {number}
      </Text>
      <Text className={styles.fact}>
        {[...place, t(small ? 'playback.bar.scoredShort' : 'playback.bar.scored', far)].join(' · ')}
      </Text>
      {!small && (
        <>
          {fact(t('playback.bar.case'), act.case)}
          {fact(t('playback.bar.protocol'), act.number)}
          {fact(t('playback.bar.hearUntil'), dayText(until))}
        </>
      )}
    </>
  );
}

/** „Kolejka”: back to the calls that were drawn. */
function ToQueue({ small, onQueue }: { small: boolean; onQueue: () => void }) {
  const styles = useStyles();
  const t = useText();
  const text = t('playback.bar.queue');
  return (
    <Hint name={small ? text : undefined} text={null}>
      <Button
        className={styles.keep}
        appearance={small ? 'transparent' : 'outline'}
        size="small"
        icon={<ClipboardSearch20Regular />}
        onClick={onQueue}
        {...(small ? { 'aria-label': text } : {})}
      >
        {small ? undefined : text}
      </Button>
    </Hint>
  );
}

/** Away to the list of calls, where nothing could be opened while the keeper is away. */
function AddRecording({ small, text, onAdd }: { small: boolean; text: string; onAdd: () => void }) {
  const styles = useStyles();
  const away = useListeningAway();
  return (
    <Hint name={small ? text : undefined} text={away}>
      <Button
        className={styles.keep}
        appearance={small ? 'transparent' : 'outline'}
        size="small"
        icon={<Add20Regular />}
        disabledFocusable={away !== null}
        onClick={onAdd}
        {...(small ? { 'aria-label': text } : {})}
      >
        {small ? undefined : text}
      </Button>
    </Hint>
  );
}

/**
 * „Zgłoś Sekretarzowi…”: a review of quality holds nothing and copies nothing, so what is heard there of a crime or a breach goes to the desk, by the
 * release of that call. `small`: the icon alone.
 */
function ReportCall({ act, small }: { act: string; small: boolean }) {
  const styles = useStyles();
  const t = useText();
  const open = useStage(({ stage }) => playerOf(stage)?.open);
  const button = (unsent: boolean, why: string | null): ReactElement => {
    const label = t(unsent ? 'matter.reportCall.unsent' : 'matter.reportCall.open');
    return (
      <Hint name={small ? label : undefined} text={why}>
        <Button
          className={styles.report}
          appearance="transparent"
          size="small"
          icon={<Megaphone20Regular />}
          disabledFocusable={why !== null}
          {...(small ? { 'aria-label': label } : {})}
        >
          {small ? undefined : label}
        </Button>
      </Hint>
    );
  };
  if (open?.act !== act) return button(false, t('matter.reportCall.nothing'));
  const title = t('matter.reportCall.title');
  return (
    <Report
      key={open.seq}
      about={open.seq}
      said={{ of: title, title, text: t('matter.reportCall.text'), words: t('matter.reportCall.words') }}
      button={(unsent) => button(unsent, null)}
    />
  );
}
