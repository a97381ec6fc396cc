import { z } from 'zod';
import { registerRow, type RegisterRow } from '../../shared/register.ts';
import { schemaPart } from '../../shared/ledger/office.ts';
import { mergeRanges, totalMs } from '../../shared/heard.ts';
import { ranges, uuid } from '../../shared/values.ts';
import type { Row } from './queries.ts';

const openings = z.array(z.object({ recording: uuid, ranges })).nullable();

/** A row of the register as the page and the paper have it; fails where the database tells something else than its contract. */
export function rowOf(row: Row): RegisterRow {
  const common = { seq: Number(row.seq), at: row.at.toISOString(), login: row.login, person: row.person };
  if (row.kind === 'act') return registerRow.parse({ ...common, kind: 'act', ...actOf(row) });
  if (row.kind === 'refusal') return registerRow.parse({ ...common, kind: 'refusal', ...refusalOf(row) });
  const isChange = row.kind === 'schema';
  return {
    ...{ ...common, kind: row.kind, reason: isChange ? null : row.reason },
    changed: isChange ? z.array(schemaPart).parse(row.reason?.split(',') ?? []) : [],
  };
}

function actOf(row: Row) {
  return {
    act: row.act,
    number: row.number,
    authorisation: row.authorisation,
    case: row.case_number,
    formerCases: row.former_cases ?? [],
    basisLabel: row.basis_label ?? '',
    recordings: Number(row.recordings),
    heardMs: heardMs(openings.parse(row.ranges) ?? []),
    state: row.state,
    purpose: row.purpose,
    reference: row.reference,
    justification: row.justification,
    present: row.present ?? [],
    calls: row.calls ?? [],
    evidence: row.evidence,
  };
}

function refusalOf(row: Row) {
  return {
    case: row.case_number,
    basisLabel: row.basis_label,
    request: row.request,
    reason: row.reason,
    recording: row.recording,
    count: row.times,
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
