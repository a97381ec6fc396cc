import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosed16Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OpenRecording } from '../../shared/playback.ts';
import type { Act, ActRecording, Hold, Quotation } from '../../shared/protocol.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { noFilter } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Authorisation } from '../../shared/session.ts';
import type { Range } from '../../shared/values.ts';
import { call } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { durationText, isLong } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { RowButton, ShortTable } from '../ui/ShortTable.tsx';
import type { Column } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';
import { heardTexts } from '../../shared/heard.ts';
import { offer, openInAct, useActDetail, useIsOver, useOpenActState } from '../open-act.ts';
import { type Listed, partsOf, useStage } from '../player/stage.ts';
import { useMe, whyNot } from '../WhyNot.tsx';

/** A row of the act: a recording that it holds, or a part of the same call that may join by one click. */
type Row = Listed & {
  /** Its number in the protocol: of what was drawn that in the draw; null while it has not joined. */
  n: number | null;
  heard: readonly Range[];
  state: 'heard' | 'offered' | 'outside' | 'wrongCall' | 'failed' | 'unconfirmed';
  /** Whether it is secured as evidence. */
  held: boolean;
};

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  // Also where there is none: the days stand below each other.
  number: { display: 'inline-block', minWidth: '18px' },
  lock: { marginRight: '6px', verticalAlign: 'text-bottom' },
});
const nothingOffered: readonly Listed[] = [];

/** The recordings of an act in the order in which they joined, then the parts that have not. */
function rowsOf(
  act: Act,
  offered: readonly Listed[],
  holds: readonly Hold[],
  isOutside: (part: Listed) => boolean,
): Row[] {
  const held = act.recordings.map((recording, index): Row => {
    return {
      ...recording,
      n: recording.position?.nr ?? index + 1,
      state: recording.wrongCall ? 'wrongCall' : (recording.unheard ?? 'heard'),
      held: holds.some((hold) => hold.recording === recording.recording),
    };
  });
  const others = offered.filter((part) => !held.some(({ recording }) => recording === part.recording));
  return [
    ...held,
    ...others.map((part): Row => ({
      ...{ ...part, n: null, heard: [], held: false },
      state: isOutside(part) ? 'outside' : 'offered',
    })),
  ];
}

function stretchesText(t: Translate, { heard, durationMs }: Row, small: boolean): string {
  const [first, ...others] = heardTexts(heard, isLong(durationMs));
  if (first === undefined) return t('playback.recordings.notYet');
  if (others.length === 0) return first;
  const count = others.length;
  return small
    ? `${first}, ${t('playback.recordings.moreShort', { count })}`
    : `${first} ${t('playback.recordings.more', { count })}`;
}

/** „1. 20.11.2026 10:04”: under the number that quotations and the paper have; a part that has not joined has none. */
function numbered(t: Translate, { n }: Row, moment: string): string {
  return n === null ? moment : t('playback.recordings.numbered', { n: String(n), moment });
}

function nameOf(t: Translate, row: Row): string {
  const moment = numbered(t, row, momentText(row.startedAt));
  const person = row.answeredBy ?? row.department;
  if (row.parts < 2) return t('playback.recordings.open', { moment, person });
  return t('playback.recordings.openPart', {
    moment,
    person,
    part: String(row.part),
    parts: String(row.parts),
  });
}

function columnsOf(
  t: Translate,
  { quiet, lock, number }: Record<'quiet' | 'lock' | 'number', string>,
  small: boolean,
  quotations: readonly Quotation[],
  rows: readonly Row[],
): Column<Row>[] {
  const when = (row: Row): string =>
    row.parts < 2
      ? momentText(row.startedAt)
      : `${momentText(row.startedAt)}, ${t('playback.recordings.partShort', { part: String(row.part) })}`;
  // Where there is little room the list of quotations beside it says as much.
  const counted: Column<Row> = {
    id: 'quotations',
    head: t('playback.recordings.quotations'),
    width: '56px',
    cell: (row) => {
      const count = quotations.filter(({ recording }) => recording === row.recording).length;
      return count === 0 || row.state === 'wrongCall' ? t('common.none') : count;
    },
  };
  // The room that one stretch leaves goes to the departments.
  const plain = rows.every(
    ({ state, heard, durationMs }) => state === 'heard' && heardTexts(heard, isLong(durationMs)).length < 2,
  );
  // Of what was drawn the list says where it was answered, and not by whom.
  const isDrawn = rows.some(({ answeredBy }) => answeredBy === null);
  const who = ({ answeredBy, department }: Row): string =>
    answeredBy === null ? department : small ? answeredBy : `${answeredBy}, ${department}`;
  return [
    {
      id: 'when',
      head: t('playback.recordings.title'),
      width: small ? '190px' : '206px',
      cell: (row) => (
        <>
          <span className={number}>{row.n !== null && `${String(row.n)}.`}</span>
          {row.state === 'wrongCall' ? (
            when(row)
          ) : (
            <RowButton name={nameOf(t, row)} text={when(row)} onClick={() => open(row)} />
          )}
        </>
      ),
    },
    {
      id: 'who',
      head: t(isDrawn ? 'playback.recordings.department' : 'playback.recordings.answeredBy'),
      width: small ? 'minmax(0, 1fr)' : 'minmax(88px, 1fr)',
      cell: (row) => (
        <>
          {row.held && <LockClosed16Regular className={lock} title={t('playback.recordings.held')} />}
          {row.state === 'wrongCall' ? t('playback.recordings.wrongCall') : who(row)}
        </>
      ),
    },
    {
      id: 'length',
      head: t('playback.recordings.length'),
      width: small ? '58px' : '64px',
      end: true,
      cell: (row) => durationText(row.durationMs),
    },
    {
      id: 'heard',
      head: t('playback.recordings.heard'),
      width: small || plain ? '132px' : 'minmax(132px, 216px)',
      cell: (row) => {
        if (row.state === 'outside') return <span className={quiet}>{t('playback.recordings.outside')}</span>;
        if (row.state === 'failed' || row.state === 'unconfirmed')
          return t(`playback.recordings.unheard.${row.state}`);
        return row.heard.length === 0 ? (
          <span className={quiet}>{stretchesText(t, row, small)}</span>
        ) : (
          stretchesText(t, row, small)
        );
      },
    },
    ...(small || isDrawn ? [] : [counted]),
  ];
}

function open(row: Row): void {
  const { stage } = useStage.getState();
  if (row.state === 'wrongCall') return;
  if (stage.kind === 'open' && stage.listed.recording === row.recording) return;
  if (stage.kind === 'opening' && stage.listed.recording === row.recording) return;
  void openInAct(row);
}

type Ended = readonly { open: OpenRecording; ranges: readonly Range[] }[];

/** What was heard of a recording of an act in this session, by openings that have ended. */
export function heardHere(ended: Ended, { act }: Act, recording: string): Range[] {
  return ended.flatMap(({ open, ranges }) =>
    open.act === act && open.recording === recording ? [...ranges] : [],
  );
}

type ActRecordingsProps = {
  act: Act;
  /** The recording on the stage, and what its running opening has played beyond the act's own account. */
  current: string | null;
  heardNow: readonly Range[];
  quotations: readonly Quotation[];
};

/** „Nagrania w tej czynności”: a press opens a recording again, or lets another part of the call join. */
export function ActRecordings({ act, current, heardNow, quotations }: ActRecordingsProps) {
  const t = useText();
  const styles = useStyles();
  const small = useMedia(narrow);
  const offered = useOpenActState((state) => state.offered[act.act] ?? nothingOffered);
  const ended = useStage((state) => state.ended);
  const { holds = [], purpose } = useActDetail(act.act).data ?? {};
  useOtherParts(act);
  const isOutside = useOutside(offered, purpose);
  const rows = rowsOf(act, offered, holds, isOutside).map((row) => {
    const here = heardHere(ended, act, row.recording);
    return { ...row, heard: [...row.heard, ...here, ...(row.recording === current ? heardNow : [])] };
  });
  return (
    <ShortTable
      label={t('playback.recordings.title')}
      columns={columnsOf(t, styles, small, quotations, rows)}
      rows={rows}
      rowKey={(row) => row.recording}
      rowHeight={36}
      current={current}
      dimmed={(row) => row.state === 'wrongCall'}
      onPress={open}
      pressable={(row) => row.state !== 'wrongCall'}
    />
  );
}

/** Of which parts on offer the database says that the authorisation does not cover them: said before one is pressed. */
function useOutside(offered: readonly Listed[], purpose: Purpose | undefined): (part: Listed) => boolean {
  const purposes = purpose === undefined ? undefined : [purpose];
  const covered = (own: Authorisation, { department }: Listed): boolean =>
    whyNot(own, department, purposes) !== 'out-of-scope';
  const { data } = useMe(offered.length > 1, (own) => !offered.every((part) => covered(own, part)));
  return (part) => data !== undefined && !covered(data.authorisation, part);
}

/**
 * Offers an act the other parts of its transferred calls: what was offered when a call was opened does not outlive the program, and
 * whoever comes back a day later would not hear that the call went on.
 */
function useOtherParts(act: Act): void {
  const over = useIsOver(act);
  const offered = useOpenActState((state) => state.offered[act.act] ?? nothingOffered);
  const alone = act.recordings.filter(
    ({ recording, parts, wrongCall }) =>
      parts > 1 && !wrongCall && !offered.some((part) => part.recording === recording),
  );
  const { data } = useQuery({
    queryKey: ['playback.otherParts', act.act, alone.map(({ recording }) => recording)],
    queryFn: async () => (await Promise.all(alone.map((one) => callOf(act, one)))).flat(),
    // Of a call that was drawn nobody hears another part.
    enabled: alone.length > 0 && act.state === 'started' && !over && act.plan === null,
  });
  useEffect(() => {
    if (data !== undefined) offer(act.act, data);
  }, [act.act, data]);
}

/** All parts of the call that a recording is one of, found in the case of its act; none where it is there no more. */
async function callOf(act: Act, { recording, startedAt, extension }: ActRecording): Promise<Listed[]> {
  const filter = {
    ...noFilter,
    case: act.case,
    day: legalDay(startedAt),
    extension: extension === '' ? null : extension,
  };
  const { calls } = await call('recordings.search', { filter, sort: 'newest', after: null });
  const found = calls.find(({ legs }) => legs.some((leg) => leg.recording === recording));
  return found === undefined ? [] : partsOf(found);
}
