import {
  Button,
  Link,
  makeStyles,
  Subtitle1,
  Subtitle2,
  Text,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { durationText, isLong, positionText } from '../../shared/duration.ts';
import type { CardVersion, ShownCard } from '../../shared/quality.ts';
import { PaperButton, PaperSaid, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, dayText, timeText } from '../ui/time.ts';
import { Unseen } from '../ui/Unseen.tsx';
import { usePrintKey } from '../ui/use-print-key.ts';
import { useScrollStop } from '../ui/use-scroll-stop.ts';

const useStyles = makeStyles({
  head: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: '4px 8px',
    padding: '16px 24px 8px',
  },
  back: { marginLeft: '-6px', marginTop: '-2px' },
  titles: { flexGrow: 1, flexBasis: '200px', display: 'flex', flexDirection: 'column' },
  tools: { display: 'flex', gap: '4px' },
  wide: { width: '100%' },
  facts: { width: '100%', display: 'flex', flexDirection: 'column' },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '0 24px 20px',
    userSelect: 'text',
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 799px)': { overflowY: 'visible' },
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  criterion: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr)',
    columnGap: '16px',
    padding: '10px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  level: {
    alignSelf: 'start',
    height: '28px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  annotation: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: '12px',
    padding: '4px 0',
    '@media (max-width: 799px)': {
      gridTemplateColumns: '104px minmax(0, 1fr)',
      '& > :last-child': { gridColumn: '2' },
    },
  },
  time: { fontVariantNumeric: 'tabular-nums' },
  versions: { padding: '4px 0 8px' },
  section: { paddingTop: '16px' },
  said: { whiteSpace: 'pre-wrap' },
});

type Props = {
  card: ShownCard;
  /** Whether Ctrl+P prints it. */
  byKey: boolean;
  onBack: (() => void) | null;
};

/** A card as it stands on paper, or why there is none: of whoever answered the call, for them. */
export function OwnCardView({ card, byKey, onBack }: Props) {
  const styles = useStyles();
  const t = useText();
  const body = useRef<HTMLDivElement>(null);
  const stop = useScrollStop(body);
  const paper = usePaper();
  const asked = { paper: 'card', of: card.position } as const;
  const prints = byKey && card.versions.length > 0 && paper.busy === null;
  usePrintKey(prints ? () => paper.send('print', asked) : null);
  const buttons = { work: paper, asked, appearance: 'subtle' } as const;
  /** How many versions ago. */
  const [before, goBack] = useState(0);
  const version = card.versions.at(-1 - before) ?? card.versions.at(-1);
  const { startedAt, durationMs, department, part, parts } = card;
  const nr = String(card.position.nr);
  const call = t('ownCards.of.facts', { day: dateText(startedAt), time: timeText(startedAt), department });
  const partText = parts > 1 ? [t('ownCards.of.part', { part: String(part), parts: String(parts) })] : [];
  const facts = [call, ...partText];
  return (
    <>
      <header className={styles.head}>
        {onBack !== null && (
          <Button
            className={styles.back}
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={t('ownCards.of.back')}
            onClick={onBack}
          />
        )}
        <div className={styles.titles}>
          <Subtitle1 as="h2">
            {t(version === undefined ? 'ownCards.of.call' : 'ownCards.of.card', { nr })}
          </Subtitle1>
        </div>
        {version !== undefined && (
          <div className={styles.tools}>
            <PaperButton {...buttons} way="print">
              {t('ownCards.of.print')}
            </PaperButton>
            <Tooltip content={t('ownCards.of.save')} relationship="label">
              <PaperButton {...buttons} way="save" />
            </Tooltip>
          </div>
        )}
        <div className={styles.facts}>
          <Muted>{facts.join(' · ')}</Muted>
          {version !== undefined && (
            <Muted>
              {t('ownCards.of.rated', { rater: card.rater, day: dateText(version.at) })}
              {' · '}
              {t('ownCards.of.heard', {
                heard: durationText(version.heardMs),
                length: durationText(durationMs),
              })}
            </Muted>
          )}
        </div>
        <PaperSaid work={paper} className={styles.wide} />
      </header>
      <div
        ref={body}
        className={styles.body}
        {...(stop === undefined
          ? {}
          : { tabIndex: stop, role: 'group', 'aria-label': t('ownCards.of.levels') })}
      >
        {version === undefined ? (
          <Omission card={card} />
        ) : (
          <>
            {card.versions.length > 1 && (
              <div className={styles.versions}>
                <Versions {...{ card, before, version, onShow: goBack }} />
              </div>
            )}
            <Said card={card} version={version} />
          </>
        )}
      </div>
    </>
  );
}

function Omission({ card: { omission, standing, keptUntil } }: Pick<Props, 'card'>) {
  const styles = useStyles();
  const t = useText();
  if (omission === null || standing.omitted === null) return null;
  return (
    <Stack gap={12}>
      <Text>{t(`ownCards.omission.text.${standing.omitted}`)}</Text>
      {omission.words !== null && <Text className={styles.said}>{omission.words}</Text>}
      <Muted>
        {t('ownCards.omission.entered', { day: dateText(omission.at), seq: String(omission.seq) })}
      </Muted>
      <Muted size={200}>{t('ownCards.omission.kept', { day: dayText(keptUntil) })}</Muted>
    </Stack>
  );
}

type VersionsProps = {
  card: ShownCard;
  before: number;
  version: CardVersion;
  onShow: (before: number) => void;
};

/** That there was another card before it, and the way there and back. */
function Versions({ card: { versions }, before, version, onShow }: VersionsProps) {
  const t = useText();
  const day = dateText(version.at);
  return (
    <Stack row gap={12}>
      <Text>{t(before === 0 ? 'ownCards.of.corrected' : 'ownCards.of.previous', { day })}</Text>
      {before < versions.length - 1 && (
        <Link as="button" onClick={() => onShow(before + 1)}>
          {t('ownCards.of.showPrevious')}
        </Link>
      )}
      {before > 0 && (
        <Link as="button" onClick={() => onShow(0)}>
          {t('ownCards.of.showCurrent')}
        </Link>
      )}
    </Stack>
  );
}

type SaidProps = { card: ShownCard; version: CardVersion };

/** Levels, annotations, summary and result of one version. */
function Said({ card: { criteria, durationMs }, version: { words, result } }: SaidProps) {
  const styles = useStyles();
  const t = useText();
  if (words === null || criteria === null) return <Text>{t('ownCards.of.erased')}</Text>;
  const long = isLong(durationMs);
  const nameOf = (code: string | null): string =>
    criteria.find((one) => one.code === code)?.name ?? t('ownCards.of.other');
  return (
    <>
      <ul className={styles.list} aria-label={t('ownCards.of.levels')}>
        {criteria.map(({ code, name, levels }, at) => {
          const level = words.levels[at] ?? null;
          const comment = words.comments[code] ?? '';
          return (
            <li key={code} className={styles.criterion}>
              <span className={styles.level}>
                <span aria-hidden="true">{level ?? t('ownCards.of.notApplicable')}</span>
                {level !== null && <Unseen>{t('ownCards.of.level', { n: String(level) })}</Unseen>}
              </span>
              <Stack gap={4}>
                <Text weight="semibold">{name}</Text>
                <Muted size={200}>
                  {level === null ? t('ownCards.of.notApplicableText') : levels[level]}
                </Muted>
                {comment !== '' && (
                  <Text size={200} className={styles.said}>
                    {comment}
                  </Text>
                )}
              </Stack>
            </li>
          );
        })}
      </ul>
      {words.annotations.length > 0 && (
        <section className={styles.section}>
          <Subtitle2 as="h3">{t('ownCards.of.annotations')}</Subtitle2>
          <ul className={styles.list}>
            {words.annotations.map(({ from, to, criterion, text }) => (
              <li
                key={`${String(from)} ${String(to)} ${criterion ?? ''} ${text}`}
                className={styles.annotation}
              >
                <span className={styles.time}>
                  {positionText(from, long)}–{positionText(to, long)}
                </span>
                <span>{nameOf(criterion)}</span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section}>
        <Subtitle2 as="h3">{t('ownCards.of.summary')}</Subtitle2>
        <Text as="p" block className={styles.said}>
          {words.summary}
        </Text>
        <Text as="p" block>
          {result === null ? t('ownCards.of.noResult') : t('ownCards.of.result', { result: String(result) })}
        </Text>
      </section>
    </>
  );
}
