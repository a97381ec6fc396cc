import { Button, makeStyles, mergeClasses, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { Prohibited20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ChannelName, Range } from '../../shared/values.ts';
import { useKeeperAway } from '../connection.ts';
import { type Translate, useText } from '../text.ts';
import { spokenDuration, isLong } from '../../shared/duration.ts';
import { Hint } from '../ui/Hint.tsx';
import { narrow, useMedia } from '../ui/media.ts';
import { dateText, timeText } from '../ui/time.ts';
import { aidsOf, useAids } from './aids.ts';
import { channelText } from './channel-text.ts';
import { type Player, usePlayerState } from './player.ts';
import { isFinal, type Listed, playerOf, type Stage } from './stage.ts';
import { HeardStrip, Timeline } from './Timeline.tsx';
import type { Layer } from './layer.ts';
import { MarkDots, Marks } from './Marks.tsx';
import { Minimap, ZoomBar } from './Minimap.tsx';
import { Selection } from './Selection.tsx';
import { useView } from './view.ts';
import { EmptyWave, laneGap, Waveform } from './Waveform.tsx';

const useStyles = makeStyles({
  header: { display: 'flex', alignItems: 'center', gap: '8px' },
  title: { flexGrow: 1, minWidth: 0 },
  // From edge to edge: what it says of a long call has no room beside the buttons.
  subtitle: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  // Where no marks stand between it and the sound, and a button beside the title comes and goes.
  apart: { marginBottom: '6px' },
  asHigh: { minHeight: '32px' },
  wrongCall: {
    flexShrink: 0,
    display: 'flex',
    gap: '8px',
    // No higher than the title: what stands below it stays where it is.
    marginTop: '-4px',
    '& button': { whiteSpace: 'nowrap' },
    // Two of them leave the title on its one line at 200 %, too.
    '@media (max-width: 1099px)': { marginTop: '-2px', marginBottom: '-2px', '& button': { minWidth: 0 } },
  },
  grid: { display: 'grid', gridTemplateColumns: '88px minmax(0, 1fr)' },
  wide: { display: 'block' },
  beside: { marginLeft: '88px' },
  gutter: { display: 'flex', flexDirection: 'column', gap: `${laneGap}px` },
  name: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    paddingRight: '8px',
    minWidth: 0,
  },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  strip: { alignSelf: 'center' },
});

/** What whoever had a recording opened says of it. */
export type Known = {
  /** null where the caller withheld it; undefined before a first opening. */
  callerNumber: string | null | undefined;
  /** What openings that have ended played. */
  heard: readonly Range[];
  /** Marked places in the order of the sound, in milliseconds. */
  marks: readonly number[];
  /** Whether whoever had it opened named it as evidence: then it is no wrong call. */
  evidence: boolean;
  /** Whether it is no call of theirs: whose it is stays off the page, too. */
  wrong: boolean;
};

/** What may be said of a call that is not the one. */
export type OnWrongCall = {
  /** It is not. */
  say: () => void;
  /** It is after all: opens it again. */
  takeBack: () => void;
  /** To the list of calls. */
  toList: () => void;
};

type StageViewProps = {
  stage: Stage;
  listed: Listed;
  known: Known;
  locked: boolean;
  onSeek: (ms: number) => void;
  /** null where no call is ever the wrong one. */
  onWrongCall: OnWrongCall | null;
  /** What the page has drawn with it, instead of marks. */
  layer?: Layer | undefined;
  /** What else may be done with the call, beside its title. */
  aside?: ReactNode;
};

/** The recording on the stage: what it is, its tracks, what was heard of it, and the time below. */
export function StageView(props: StageViewProps) {
  const { stage, listed, known, locked, onSeek, onWrongCall, layer, aside } = props;
  const styles = useStyles();
  const t = useText();
  const small = useMedia(narrow);
  const player = playerOf(stage);
  // Of what was drawn nobody is told a number, and so none that was withheld.
  const told = player === null ? known.callerNumber : player.open.callerNumber;
  const isDrawn = listed.position !== undefined;
  const number = isDrawn ? undefined : told;
  const channels = player?.open.channels ?? ['mixed'];
  const split = channels.length > 1;
  const durationMs = player?.open.durationMs ?? listed.durationMs;
  const view = useView(player);
  const shown: Range = view ?? [0, durationMs];
  // Beside a card all of it stands on one screen.
  const laneHeight = small && (split || view !== null) ? 66 : isDrawn ? 108 : 132;
  // What the protocol tells of a stranger's call, and no more.
  const facts =
    stage.kind === 'wrong' || (known.wrong && stage.kind !== 'open')
      ? extensionOf(t, listed)
      : factsOf(t, { ...listed, durationMs }, number, player, small).join(' · ');
  const when = { day: dateText(listed.startedAt), time: timeText(listed.startedAt) };
  return (
    <section aria-label={t('playback.listen.title', when)}>
      <header className={mergeClasses(styles.header, isDrawn && styles.asHigh)}>
        <Subtitle1 as="h1" className={styles.title}>
          {t('playback.listen.title', when)}
        </Subtitle1>
        {onWrongCall !== null && <WrongCall {...{ stage, known, small, locked }} on={onWrongCall} />}
        {aside}
      </header>
      <Text className={mergeClasses(styles.subtitle, isDrawn && styles.apart)} title={facts}>
        {facts}
        {layer !== undefined && player !== null && <layer.Facts player={player} view={shown} />}
      </Text>
      {player !== null && view !== null && (
        <div className={mergeClasses(split && styles.beside)}>
          <Minimap player={player} view={view} greyed={stage.kind !== 'open'} onSeek={onSeek}>
            {layer === undefined ? (
              <MarkDots marks={known.marks} view={[0, durationMs]} />
            ) : (
              <layer.Whole player={player} view={[0, durationMs]} />
            )}
          </Minimap>
          <ZoomBar player={player} view={view} />
        </div>
      )}
      {!isDrawn && <Marks marks={known.marks} view={shown} className={split ? styles.beside : ''} />}
      <div className={split ? styles.grid : styles.wide}>
        {split && <Names channels={channels} listed={listed} number={number} laneHeight={laneHeight} />}
        {player === null ? (
          <EmptyWave height={laneHeight} busy={stage.kind === 'opening'}>
            {t(`playback.listen.${instead(stage)}`)}
          </EmptyWave>
        ) : (
          <Waveform
            player={player}
            view={view}
            laneHeight={laneHeight}
            greyed={stage.kind !== 'open'}
            onSeek={onSeek}
            onStretch={layer?.onStretch}
          >
            <Selection recording={player.open.recording} view={shown} />
            {layer !== undefined && <layer.Over player={player} view={shown} />}
          </Waveform>
        )}
        {layer !== undefined && player !== null && (
          <>
            {split && <span className={mergeClasses(styles.small, styles.strip)}>{layer.name}</span>}
            <layer.Row player={player} view={shown} />
          </>
        )}
        {split && (
          <span className={mergeClasses(styles.small, styles.strip)}>{t('playback.wave.heard')}</span>
        )}
        <Heard player={player} before={known.heard} view={shown} />
        {split && <span />}
        <Timeline view={shown} long={isLong(durationMs)} />
      </div>
    </section>
  );
}

function factsOf(
  t: Translate,
  listed: Listed,
  number: string | null | undefined,
  player: Player | null,
  small: boolean,
): string[] {
  const caller =
    number === null ? [t('playback.withheld')] : number === undefined ? [] : [numberText(number)];
  const person = [
    listed.answeredBy ?? '',
    // Of what was drawn there is no more.
    small && listed.answeredBy !== null ? '' : listed.department,
    extensionOf(t, listed),
  ];
  const facts = [...caller, person.filter((part) => part !== '').join(', ')];
  // Where the call stands in the draw is said by the bar above.
  if (isLong(listed.durationMs) || listed.position !== undefined)
    facts.push(spokenDuration(listed.durationMs));
  if (listed.parts > 1)
    facts.push(t('playback.part', { part: String(listed.part), parts: String(listed.parts) }));
  if (player?.open.channels[0] === 'mixed') facts.push(t('playback.oneChannel'));
  return facts;
}

/** Nothing where nobody is told. */
function extensionOf(t: Translate, { extension }: Pick<Listed, 'extension'>): string {
  return extension === null ? '' : t('playback.extension', { extension });
}

function Heard(props: { player: Player | null; before: readonly Range[]; view: Range }) {
  const { hearing } = usePlayerState(props.player);
  return <HeardStrip ranges={[...props.before, ...hearing.ranges]} view={props.view} />;
}

type WrongCallProps = {
  stage: Stage;
  known: Known;
  small: boolean;
  locked: boolean;
  on: OnWrongCall;
};

/**
 * „To nie ta rozmowa”. Once that is entered, the same button, with the focus, leads back to the list: pressed twice it takes nothing
 * back. What does stands beside it, with the focus, until the call is open again.
 */
function WrongCall({ stage: { kind }, known, small, locked, on }: WrongCallProps) {
  const styles = useStyles();
  const t = useText();
  const away = useKeeperAway();
  const vain = kind === 'refused' || kind === 'failed';
  const said = kind === 'wrong' || (known.wrong && (kind === 'opening' || vain));
  if (!said && kind !== 'open' && kind !== 'stopped' && kind !== 'closing') return null;
  const size = small && said ? 'small' : 'medium';
  const notNow = away ?? (known.evidence ? t('playback.listen.wrongCallEvidence') : null);
  return (
    <div className={styles.wrongCall}>
      {said && (
        <Hint text={away ?? t('playback.listen.takeBackHint')}>
          <Button
            size={size}
            disabledFocusable={locked || kind === 'opening' || away !== null}
            onClick={on.takeBack}
          >
            {t('playback.listen.takeBack')}
          </Button>
        </Hint>
      )}
      {/* Another one once the call comes back: the focus does not return to what would take it away again. */}
      <Hint
        key={kind === 'opening' ? 'back' : 'said'}
        text={said ? null : (notNow ?? t('playback.listen.wrongCallHint'))}
      >
        <Button
          appearance={kind === 'wrong' ? 'primary' : said ? 'secondary' : 'subtle'}
          size={size}
          {...(small || said ? {} : { icon: <Prohibited20Regular /> })}
          disabledFocusable={!said && (locked || kind === 'closing' || notNow !== null)}
          onClick={said ? on.toList : on.say}
        >
          {t(said ? 'playback.refused.toList' : 'playback.listen.wrongCall')}
        </Button>
      </Hint>
    </div>
  );
}

type NamesProps = {
  channels: readonly ChannelName[];
  listed: Listed;
  number: string | null | undefined;
  laneHeight: number;
};

/** Who speaks on which track, beside it. */
function Names({ channels, listed, number, laneHeight }: NamesProps) {
  const styles = useStyles();
  const t = useText();
  const muted = useAids((state) => aidsOf(state, listed.recording).muted);
  const nameOf = (channel: ChannelName, index: number): [string, string | undefined] => {
    const name = channelText(t, channel, index);
    if (muted.includes(index)) return [name, t('playback.more.muted')];
    if (channel === 'caller') return [name, typeof number === 'string' ? shortNumberText(number) : undefined];
    const extension = channel === 'office' ? extensionOf(t, listed) : '';
    return [name, extension === '' ? undefined : extension];
  };
  return (
    <div className={styles.gutter}>
      {channels.map((channel, index) => {
        const [name, second] = nameOf(channel, index);
        return (
          <div key={index} className={styles.name} style={{ height: laneHeight }}>
            <Text size={200} weight="semibold">
              {name}
            </Text>
            {second !== undefined && <span className={styles.small}>{second}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** A caller's number in groups of three: `+48 601 224 417`; other countries' as they came. */
function numberText(number: string): string {
  const polish = /^\+48(\d{3})(\d{3})(\d{3})$/.exec(number);
  return polish === null ? number : `+48 ${polish.slice(1).join(' ')}`;
}

/** The same beside the caller's track, where there is room for nine digits: `601 224 417`. */
function shortNumberText(number: string): string {
  return numberText(number).replace(/^\+48 /, '');
}

/** What stands where a drawing would: nothing of a recording that was never open was closed. */
function instead(stage: Stage): 'opening' | 'wrong' | 'refused' | 'unopened' | 'closed' {
  const { kind } = stage;
  if (isFinal(stage)) return 'refused';
  if (kind === 'opening' || kind === 'wrong') return kind;
  return kind === 'refused' || kind === 'failed' ? 'unopened' : 'closed';
}
