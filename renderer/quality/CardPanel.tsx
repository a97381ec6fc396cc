import { Button, makeStyles, shorthands, Text, tokens } from '@fluentui/react-components';
import { Send20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { CardWords, Scored } from '../../shared/drafts.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { useKeeperAway } from '../connection.ts';
import { useDraft } from '../drafts.ts';
import { kindOfTarget } from '../player/keys.ts';
import { usePreferences } from '../preferences.ts';
import { savedText } from '../saved-text.ts';
import { useText } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { visibleLength } from '../../shared/words.ts';
import { changeCard, isWhole, lackingOf, setLevel } from './card.ts';
import { cardKey, levels, steppedLevel, useCardPageKeys } from './card-keys.ts';
import { CriterionRow } from './CriterionRow.tsx';
import { Quoted } from './CardFacts.tsx';

const useStyles = makeStyles({
  aside: {
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    marginTop: '6px',
    textAlign: 'right',
  },
  // Caps where digits act now: on the levels while the card has the focus, else on the criteria.
  criteria: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    '&:focus-within [data-cap]': { ...shorthands.borderColor('transparent') },
    '&:not(:focus-within) [role="radio"][aria-checked="false"]': {
      ...shorthands.borderColor(tokens.colorNeutralStroke2),
    },
  },
  reply: { display: 'flex', flexDirection: 'column', gap: '12px', marginBottom: '8px' },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 12px' },
});

type Props = {
  card: ShownCard;
  words: CardWords;
  /** Whether the next call sounds once this card is submitted. */
  goesOn: boolean;
  /** Whether its sound runs now. */
  playing: boolean;
  locked: boolean;
  /** Why it cannot be submitted as it is, if so. */
  held: string | null;
  /** Said above everything else. */
  notice: ReactNode;
  onSubmit: () => void;
  /** A digit was pressed with the mouse. */
  onDigit: (at: number) => void;
  /** Where a criterion is annotated. */
  timesOf: (code: string) => ReactNode;
};

/** The card of a call: its criteria, what is said of the whole, and what is replied. */
export function CardPanel({
  card,
  words,
  goesOn,
  playing,
  locked,
  held,
  notice,
  onSubmit,
  onDigit,
  timesOf,
}: Props) {
  const styles = useStyles();
  const t = useText();
  const stop = useKeeperAway() ?? held;
  const draft = useDraft('card', card.recording);
  const keysOn = usePreferences((state) => state.scoreKeys) === 'on';
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const criteria = card.criteria ?? [];
  const current = Math.min(words.current, Math.max(0, criteria.length - 1));
  const replies = card.standing.state === 'remarked';
  const former = replies ? (card.versions.at(-1)?.words?.levels ?? []) : [];
  const floorOf = (at: number): number => former[at] ?? 0;
  const lacking = lackingOf(words, criteria, replies, former);
  const whole = isWhole(lacking);
  const said = criteria.length - lacking.levels.length;
  const submit = (): void => {
    if (locked || stop !== null) return;
    if (whole) onSubmit();
    else setAsked((times) => times + 1);
  };

  const focusOn = (at: number): void => {
    const to =
      at < criteria.length
        ? `[data-criterion="${String(at)}"] [role=radio][tabindex="0"]`
        : '[data-summary] textarea';
    form.current?.querySelector<HTMLElement>(to)?.focus();
  };
  const give = (at: number, level: Scored): void => {
    if (!locked && (typeof level !== 'number' || level >= floorOf(at))) setLevel(at, level);
  };
  useCardPageKeys({
    level: (level) => give(current, level),
    find: () => {
      if (form.current?.contains(document.activeElement) === true)
        document.querySelector<HTMLElement>('[data-play]')?.focus();
      else focusOn(lacking.levels[0] ?? current);
    },
    submit,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = kindOfTarget(event.target) === 'text' ? null : cardKey(event.nativeEvent);
    if (action === null) return;
    event.preventDefault();
    // A key that is held down would fill in all that follows.
    if (event.repeat && action.does !== 'move') return;
    if (action.does === 'level') {
      give(current, action.level);
      focusOn(current + 1);
    } else if (action.does === 'step') {
      const allowed = levels.filter((level) => level === 'nd' || level >= floorOf(current));
      give(current, steppedLevel(words.levels[current] ?? null, action.by, allowed));
      focusOn(current);
    } else if (action.does === 'move')
      focusOn(Math.min(Math.max(0, current + action.by), criteria.length - 1));
    else {
      const field = form.current?.querySelector<HTMLElement>(
        `[data-criterion="${String(current)}"] [data-comment]`,
      );
      if (field instanceof HTMLButtonElement) field.click();
      else field?.focus();
    }
  };

  return (
    <div role="presentation" style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Panel
        title={t('quality.card.title')}
        size="card"
        aside={
          draft !== undefined && (
            <Text size={200} className={styles.aside} role="status">
              {savedText(t, draft)}
            </Text>
          )
        }
        footer={
          <>
            <div className={styles.line}>
              <Muted size={200} role="status">
                {t('quality.card.done', { n: String(said), of: String(criteria.length) })}
              </Muted>
              <Muted size={200}>{t(keysOn ? 'quality.card.keys' : 'quality.card.keysInCard')}</Muted>
            </div>
            <Hint text={stop}>
              <Button
                appearance={whole && !playing ? 'primary' : 'outline'}
                icon={<Send20Regular />}
                disabledFocusable={locked || stop !== null}
                onClick={submit}
              >
                {t(goesOn ? 'quality.card.sendNext' : 'quality.card.send')}
              </Button>
            </Hint>
          </>
        }
      >
        <Stack gap={4} ref={form}>
          {notice}
          {asked > 0 && lacking.nothing && <Notice intent="error">{t('quality.card.nothing')}</Notice>}
          {asked > 0 && lacking.lower && <Notice intent="error">{t('quality.card.lower')}</Notice>}
          {card.remark !== null && replies && (
            <div className={styles.reply}>
              <Quoted remark={card.remark} />
              <TextAreaField
                label={t('quality.card.reply')}
                required
                rows={3}
                maxLength={2000}
                readOnly={locked}
                hint={t('quality.card.replyHint')}
                error={asked > 0 && lacking.reply ? t('quality.card.replyMissing') : undefined}
                value={words.reply}
                onChange={(_, { value }) => changeCard({ reply: value })}
              />
            </div>
          )}
          <div className={styles.criteria}>
            {criteria.map((criterion, at) => (
              <CriterionRow
                key={criterion.code}
                {...{ at, criterion, words, locked, onDigit }}
                isCurrent={at === current}
                floor={floorOf(at)}
                asked={asked > 0}
                times={timesOf(criterion.code)}
              />
            ))}
          </div>
          <div data-summary="">
            <TextAreaField
              label={t('quality.card.summary')}
              rows={visibleLength(words.summary) > 200 ? 5 : 2}
              maxLength={2000}
              resize="vertical"
              readOnly={locked}
              value={words.summary}
              onChange={(_, { value }) => changeCard({ summary: value })}
            />
          </div>
        </Stack>
      </Panel>
    </div>
  );
}
