import { z } from 'zod';
import type { ShownResults } from '../../shared/quality.ts';
import { comparedOf, meanText, tenthsOf } from '../../shared/quality-results.ts';
import { quality as words } from '../../shared/text/pl/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { csv } from '../paper/csv.ts';
import { checkedEntries, isMissing, notThatOne, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Printable } from '../paper/pdf.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { resultsQuery } from './queries.ts';

/** What came out of reviews. Fails with 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readResults({ db }: Pick<Session, 'db'>): Promise<ShownResults[]> {
  return resultsOf(await checkedEntries(db, await read(db, z.array(toldEntry), resultsQuery)));
}

/** Reviews whose protocols were filed, the newest first, as their entries tell them. SECURITY: what was only completed is not shown. */
export function resultsOf(entries: readonly Entry[]): ShownResults[] {
  const filed = ofKind(entries, 'filed').reverse();
  return filed.map(({ seq, payload: { act } }) => {
    const ofAct = ({ payload }: { payload: { act: string } }): boolean => payload.act === act;
    const release = ofKind(entries, 'release').find(ofAct) ?? isMissing(seq);
    const completed = ofKind(entries, 'completed').find(ofAct) ?? isMissing(seq);
    const id = release.payload.position?.plan ?? notThatOne(release.seq);
    const plan = ofKind(entries, 'qualityPlan').find(({ payload }) => payload.command === id);
    const verdict = ofKind(entries, 'qualityVerdict').find(({ payload }) => payload.plan === id);
    const { from, to, weights } = (plan ?? isMissing(release.seq)).payload;
    const { number, limits } = (verdict ?? isMissing(release.seq)).payload;
    const { fewCards, fewPersons } = limits ?? isMissing(release.seq);
    return {
      ...{ plan: id, number: number ?? '', from, to },
      ...(completed.payload.results ?? notThatOne(completed.seq)),
      criteria: weights.map(({ code, weight }, at) => ({
        ...{ code, weight },
        name: plan?.words?.criteria[at]?.name ?? null,
      })),
      limits: { fewCards, fewPersons },
    };
  });
}

/** The table as a file. Fails as `readResults` does. */
export async function resultsFile(current: Pick<Session, 'db'>): Promise<Printable> {
  const table = resultsTable(await readResults(current));
  return { name: `${words.results.file}_${legalDay()}.csv`, pdf: Buffer.from(table) };
}

/** The table of the page for a spreadsheet: criteria × reviews, and of the newest how often each level was given. */
export function resultsTable(all: readonly ShownResults[]): string {
  const { plans, criteria } = comparedOf(all);
  const { columns, left, overall, level } = words.results;
  const heads = plans.map(({ number }) => number);
  const newest = heads.at(-1) ?? '';
  const levels = [0, 1, 2, 3].map((n) => `${newest}: ${level} ${String(n)}`);
  return csv([
    [columns.criterion, columns.weight, ...heads, ...levels, `${newest}: ${words.results.nd}`],
    ...criteria.map(({ name, weight, rows }) => {
      const last = rows.at(-1);
      return [
        ...[name, String(weight)],
        ...rows.map((row) => (row === undefined ? '' : row === null ? left : meanText(tenthsOf(row)))),
        ...(last ? [...last.counts, last.nd].map(String) : Array<string>(5).fill(last === null ? left : '')),
      ];
    }),
    [
      ...[overall, ''],
      ...plans.map(({ percent }) => (percent === null ? left : `${String(percent)}\u00a0%`)),
      ...Array<string>(5).fill(''),
    ],
  ]);
}
