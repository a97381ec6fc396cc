import { makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ShownGap } from '../../shared/completeness.ts';
import { durationText, spokenDuration } from '../../shared/duration.ts';
import type { Role } from '../../shared/values.ts';
import type { Translate } from '../text.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';
import type { UndecidedCall } from './announcement.ts';
import { extensionText, waitsFor } from './completeness.ts';

const useStyles = makeStyles({
  waits: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});

type Call = { startedAt: string; extension: string; unit: string | null };

/** What both lists of „Kompletność” say of a call first. */
function callColumns<Of extends Call>(
  t: Translate,
  durationOf: (call: Of) => number,
): Record<'call' | 'answered' | 'length', Column<Of>> {
  return {
    call: {
      id: 'call',
      head: t('completeness.columns.call'),
      width: '156px',
      cell: ({ startedAt }) => momentText(startedAt),
    },
    answered: {
      id: 'answered',
      head: t('completeness.columns.answered'),
      width: 'minmax(0, 2fr)',
      cell: (one) => <TwoLines first={extensionText(t, one)} second={one.unit ?? ''} />,
    },
    length: {
      id: 'length',
      head: t('completeness.columns.length'),
      width: '76px',
      end: true,
      cell: (one) => durationText(durationOf(one)),
    },
  };
}

/** The columns of gaps; `close` leaves out what the panel beside them says anyway. */
export function gapColumns(t: Translate, close: boolean, roles: readonly Role[]): Column<ShownGap>[] {
  const { call: began, answered, length } = callColumns<ShownGap>(t, ({ seconds }) => seconds * 1000);
  return [
    began,
    ...(close ? [] : [answered, length]),
    {
      id: 'kind',
      head: t('completeness.columns.kind'),
      width: 'minmax(0, 2fr)',
      cell: (gap) => <TwoLines first={t(`completeness.kinds.${gap.kind}`)} second={besideKind(t, gap)} />,
    },
    {
      id: 'state',
      head: t('completeness.columns.state'),
      width: 'minmax(132px, 2fr)',
      cell: ({ state, closedOn, explanation }) =>
        state === 'desk' || waitsFor({ state }, roles) ? (
          <Waits>{t(`completeness.states.${state}`)}</Waits>
        ) : (
          <TwoLines
            first={t(`completeness.states.${state}`)}
            second={
              closedOn !== null
                ? t('completeness.closedSince', { day: dayText(closedOn) })
                : explanation === null
                  ? ''
                  : t(`completeness.causes.${explanation.cause}`)
            }
          />
        ),
    },
  ];
}

/** The same of calls without the announcement. */
export function untoldColumns(t: Translate, close: boolean): Column<UndecidedCall>[] {
  const { call, answered, length } = callColumns<UndecidedCall>(t, ({ durationMs }) => durationMs);
  return [
    ...[call, answered],
    ...(close ? [] : [length]),
    {
      id: 'refused',
      head: t('completeness.columns.state'),
      width: 'minmax(132px, 3fr)',
      wrap: true,
      cell: (one) => refusedText(t, one),
    },
  ];
}

export function refusedText(t: Translate, { refused, denied }: UndecidedCall): string {
  if (denied !== null) return t('announcement.denied', { day: dayText(denied.on) });
  return refused === null ? t('announcement.notAsked') : t('announcement.refused', { day: dayText(refused) });
}

function besideKind(t: Translate, { kind, seconds, recorded }: ShownGap): string {
  if (kind === 'extra') return t('completeness.without');
  return kind === 'short'
    ? t('completeness.lacking', { lasts: spokenDuration((seconds - recorded) * 1000) })
    : '';
}

/** What waits for the desk, or for whoever looks, in orange. */
function Waits({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.waits}>
      <Warning16Filled aria-hidden />
      {children}
    </span>
  );
}
