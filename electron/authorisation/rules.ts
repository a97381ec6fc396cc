import { ruleOf, type SignedAsked, type VersionRow } from '../../shared/ledger/instrument.ts';
import type { Handlers, Output } from '../../shared/contract.ts';
import { scannedPaper } from '../../shared/node/scan.ts';
import { byRule, type ShownRule } from '../../shared/rules.ts';
import { addDays } from '../../shared/warsaw.ts';
import { fail } from '../failed.ts';
import { notThatOne, ofKind, type Entry } from '../paper/entries.ts';
import { readVersions } from '../paper/rules.ts';
import { session, type Session } from '../session/current.ts';
import { paperOf, stepsOf, type PaperFacts } from './paper.ts';

export const ruleHandlers = {
  'rules.list': () => readRules(session()),
  'rules.register': async ({ row, signed: facts, file, password }) => {
    const { scan, salted } = scannedPaper(Buffer.from(file)) ?? fail('scan-unreadable');
    const signed: SignedAsked = { ...facts, way: 'paper', scan };
    const body = { what: 'version' as const, rows: [row], signed };
    const { payload } = await session().sign(password, 'instrument', body, salted);
    return { number: payload.rows[0]?.number ?? '' };
  },
} satisfies Partial<Handlers>;

/** Fails as `readVersions`. */
export async function readRules({ db, guid }: Pick<Session, 'db' | 'guid'>): Promise<Output<'rules.list'>> {
  const { today, entries } = await readVersions({ db });
  return { today, rules: rulesOf(entries, today, guid) };
}

/** Every version that was ever entered, and how it stands on a day. */
export function rulesOf(entries: readonly Entry[], today: string, guid: string | null): ShownRule[] {
  const stated = ofKind(entries, 'instrument').flatMap(({ payload }) => payload.rows.filter(isVersion));
  const numbers = [...new Set(stated.map(({ number }) => number))];
  const found = numbers.flatMap((number) => ruleIn(entries, number, guid));
  // One that was taken back has ended the one before it all the same.
  const begun = found.filter(({ confirmed }) => confirmed !== null).map(({ row }) => row);
  return found.map((one) => dated(one, begun, today)).sort(byRule);
}

function isVersion(row: { number: string }): row is VersionRow {
  return 'of' in row;
}

type Found = Omit<ShownRule, 'to' | 'state'> & { state: Exclude<PaperFacts['state'], 'prepared'> };

function ruleIn(entries: readonly Entry[], number: string, guid: string | null): Found[] {
  const facts = paperOf(number, entries);
  const rows = facts.stated.payload.rows.filter(isVersion);
  const row = rows.find((one) => one.number === number);
  if (row === undefined) return [];
  // A version is signed before it is entered: the keeper takes no other.
  const state = facts.state === 'prepared' ? notThatOne(facts.stated.seq) : facts.state;
  const { prepared: _prepared, ...steps } = stepsOf(facts, guid);
  return [{ row, state, numbers: rows.map((one) => one.number), ...steps }];
}

function dated({ state, ...rule }: Found, begun: readonly VersionRow[], today: string): ShownRule {
  const { row } = rule;
  if (state !== 'confirmed') return { ...rule, state, to: row.to };
  const later = begun
    .filter((one) => ruleOf(one) === ruleOf(row) && one.from > row.from)
    .map(({ from }) => addDays(from, -1));
  const to = [...later, ...(row.to === null ? [] : [row.to])].sort()[0] ?? null;
  const stands = row.from > today ? 'future' : to !== null && to < today ? 'ended' : 'valid';
  return { ...rule, to, state: stands };
}
