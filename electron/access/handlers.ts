import { z } from 'zod';
import { type RegisterRow, summaryOutput, told } from '../../shared/access.ts';
import type { Handlers } from '../../shared/contract.ts';
import { schemaPart } from '../../shared/entries.ts';
import { mergeRanges, totalMs } from '../../shared/heard.ts';
import { actState } from '../../shared/protocol.ts';
import { ranges, uuid } from '../../shared/values.ts';
import { Failed } from '../failed.ts';
import { session } from '../session/current.ts';
import { registerQuery, type Row, storyQueries, type StoryRow, summaryQuery } from './queries.ts';

const page = 100;
const openings = z.array(z.object({ recording: uuid, ranges })).nullable();

export const accessHandlers = {
  'access.register': async ({ filter, before }) => {
    const rows = await session().db.query<Row>(registerQuery, [filter, before, page]);
    const last = rows.at(-1);
    return {
      rows: rows.map(rowOf),
      next: rows.length < page || last === undefined ? null : Number(last.seq),
    };
  },
  'access.summary': async ({ filter }) => {
    const { db, witness } = session();
    const [row] = await db.query<{ summary: object }>(summaryQuery, [filter]);
    const continued = await witness.look().then(
      () => true,
      (error: unknown) => {
        if (error instanceof Failed && error.failure.code === 'ledger-not-continued') return false;
        throw error;
      },
    );
    return summaryOutput.parse({ ...row?.summary, continued });
  },
  'access.story': async ({ of, id, after }) => {
    const rows = await session().db.query<StoryRow>(storyQueries[of], [id, after, page]);
    const entries = rows.map((row) => told.parse({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
    return { entries, next: rows.length < page ? null : (entries.at(-1)?.seq ?? null) };
  },
} satisfies Partial<Handlers>;

function rowOf(row: Row): RegisterRow {
  const common = { seq: Number(row.seq), at: row.at.toISOString(), login: row.login, person: row.person };
  if (row.kind === 'refusal') {
    return {
      ...common,
      kind: 'refusal',
      case: row.case_number,
      basisLabel: row.basis_label,
      reason: row.reason ?? 'unexpected',
      recording: row.recording,
      count: row.times ?? 1,
    };
  }
  if (row.kind !== 'act') {
    const isChange = row.kind === 'schema';
    return {
      ...{ ...common, kind: row.kind, reason: isChange ? null : row.reason },
      changed: isChange ? z.array(schemaPart).parse(row.reason?.split(',') ?? []) : [],
    };
  }
  return {
    ...common,
    kind: 'act',
    act: uuid.parse(row.act),
    number: row.number ?? '',
    authorisation: row.authorisation ?? '',
    case: row.case_number ?? '',
    formerCases: row.former_cases ?? [],
    basisLabel: row.basis_label ?? '',
    recordings: Number(row.recordings),
    heardMs: heardMs(openings.parse(row.ranges) ?? []),
    state: actState.parse(row.state),
  };
}

/** What was played of each recording, the same stretch counted once however often it was opened. */
function heardMs(list: readonly { recording: string; ranges: [number, number][] }[]): number {
  const recordings = new Set(list.map(({ recording }) => recording));
  let sum = 0;
  for (const recording of recordings) {
    sum += totalMs(
      mergeRanges(list.filter((one) => one.recording === recording).flatMap((one) => one.ranges)),
    );
  }
  return sum;
}
