import { Link, makeStyles, mergeClasses, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Matter } from '../../shared/matter.ts';
import { MatterSaid, MatterWords } from '../MatterSaid.tsx';
import {
  aboutText,
  isOfAlarm,
  isOverdue,
  mattersFor,
  matterTitle,
  dueText,
  useOwnMatters,
} from '../matters.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { unsentAt } from '../unsent.ts';
import { useFirstWaiting } from '../first-waiting.ts';

const useStyles = makeStyles({
  section: {
    flexShrink: 0,
    paddingBottom: '12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  heading: { display: 'flex', alignItems: 'baseline', gap: '8px', padding: '18px 20px 4px' },
  none: { padding: '4px 20px 0', color: tokens.colorNeutralForeground3 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  one: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(0, 1fr) minmax(280px, 480px)',
    columnGap: '20px',
    rowGap: '8px',
    padding: '8px 20px 12px',
    '@media (max-width: 1099px)': { gridTemplateColumns: '88px minmax(0, 1fr)' },
    '@media (max-width: 799px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  next: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  number: { fontVariantNumeric: 'tabular-nums' },
  what: { minWidth: 0, display: 'grid', rowGap: '4px', alignContent: 'start' },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  term: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  overdue: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  answer: { '@media (min-width: 800px) and (max-width: 1099px)': { gridColumn: '2' } },
});

/** From so many on one of them is unfolded at a time: they stand above what the page is for. */
const folded = 3;

/** „Sprawy dla mnie”: what somebody is asked or is to do, each with the field in which it is answered. `page`: it is all that the page has. */
export function MattersForMe({ page = false }: { page?: boolean }) {
  const styles = useStyles();
  const t = useText();
  const section = useRef<HTMLElement>(null);
  const list = useOwnMatters();
  const isFirst = useFirstWaiting() === 'matter';
  const matters = mattersFor(list.data?.matters ?? []);
  const [chosen, choose] = useState<string | null>(null);
  const folds = matters.length >= folded;
  const shown =
    matters.find(({ matter }) => matter === chosen) ??
    matters.find(({ matter }) => unsentAt(`matter ${matter}`)) ??
    matters[0];
  if (!page && matters.length === 0 && !list.isError) return null;
  return (
    <section className={styles.section} aria-label={t('matter.mine')} ref={section} tabIndex={-1}>
      <div className={styles.heading}>
        <Subtitle1 as={page ? 'h1' : 'h2'}>{t('matter.mine')}</Subtitle1>
        {list.isSuccess && <Muted>{matters.length}</Muted>}
      </div>
      <Awaited query={list} label={t('matter.loading')} />
      {page && list.isSuccess && matters.length === 0 && (
        <Text as="p" className={styles.none}>
          {t('matter.nothing')}
        </Text>
      )}
      <ul className={styles.list}>
        {matters.map((one, place) => (
          <li key={one.matter} className={mergeClasses(styles.one, place > 0 && styles.next)}>
            <What one={one} open={!folds || one === shown} onOpen={folds ? () => choose(one.matter) : null} />
            {(!folds || one === shown) && (
              <div className={styles.answer}>
                <MatterWords
                  one={one}
                  label={t('matter.answer')}
                  send={t('matter.send')}
                  closes={one.sort !== 'question' && !isOfAlarm(one)}
                  primary={isFirst && (folds || place === 0)}
                  // The field goes with what was answered.
                  onSent={() => section.current?.focus()}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type WhatProps = {
  one: Matter;
  open: boolean;
  /** Null where all are unfolded. */
  onOpen: (() => void) | null;
};

function What({ one, open, onOpen }: WhatProps) {
  const styles = useStyles();
  const t = useText();
  // A question says in its title what it is about.
  const about = one.sort === 'question' ? null : aboutText(t, one);
  return (
    <>
      <span className={styles.number}>{one.number}</span>
      <div className={styles.what}>
        {onOpen === null ? (
          <span className={styles.title}>{matterTitle(t, one)}</span>
        ) : (
          <Link as="button" className={styles.title} aria-expanded={open} onClick={onOpen}>
            {matterTitle(t, one)}
          </Link>
        )}
        <span className={mergeClasses(styles.term, isOverdue(one) && styles.overdue)}>
          {[dueText(t, one), ...(about === null ? [] : [about])].join(', ')}
        </span>
        {open && <MatterSaid events={one.events} title={matterTitle(t, one)} />}
      </div>
    </>
  );
}
