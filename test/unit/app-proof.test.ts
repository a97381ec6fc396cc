import { expect, it } from 'vitest';
import { proofOf } from '../../electron/register/proof.ts';
import { proofQuery } from '../../electron/register/queries.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { at, edit, frozenLines, keeper, relink, type Line } from './exported-chain.ts';

/** The proof of a package as a workstation makes it, where whoever owns the tables tells what stands in them. */
setSettings({ keeperPublicKey: keeper.pinned } as never);

const days = { from: '2026-11-25', to: '2026-11-25' };
/** Entries of the day before stand in front of those of the day, and some of another behind them. */
const lines = frozenLines();
const first = 11;
for (const line of lines.slice(0, first - 1)) edit(line, `"at":"${days.from}`, '"at":"2026-11-24');
relink(lines, 1, keeper);
const last = first - 1 + lines.filter(({ payload }) => payload.includes(`"at":"${days.from}`)).length;
const between = first + 9;

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const signatureOf = ({ signature }: Line): Buffer => Buffer.from(signature, 'base64');
const linkOf = (line: Line) => {
  const { seq, payload, hash } = line;
  const within = first <= seq && seq <= last;
  const said = { payload: within ? payload : null, digest: within ? null : sha256(payload) };
  return { seq, ...said, hash: hex(hash), signature: signatureOf(line) };
};
type Link = ReturnType<typeof linkOf>;

/** What `api` answers to who asks for the proof, and for entries by number. */
function databaseOf(told: readonly Line[], links: readonly Link[]): Session['db'] {
  const query = async (sql: string, [asked, around, after]: readonly unknown[] = []): Promise<unknown[]> =>
    sql === proofQuery
      ? links.filter(({ seq }) => seq > Number(after))
      : told
          .filter(({ seq }) => (around as number[]).includes(seq) && Array.isArray(asked))
          .map((line) => ({ told: { ...line, signature: signatureOf(line).toString('hex') } }));
  return { query } as never;
}

async function proof(change: (links: Link[], told: Line[]) => unknown): Promise<string[]> {
  const told = structuredClone(lines);
  const links = told.map(linkOf);
  const { seq, hash } = at(told, told.length);
  const changed = change(links, told);
  const made: string[] = [];
  const db = databaseOf(told, Array.isArray(changed) ? (changed as Link[]) : links);
  for await (const page of proofOf(db, days, { seq, hash: hex(hash) })) made.push(page.toString());
  return made.join('').trimEnd().split('\n');
}

const link = (links: Link[], seq: number): Link => links[seq - 1] ?? expect.fail('no such link');
const withhold = (links: Link[], seq: number): void => {
  const one = link(links, seq);
  Object.assign(one, { payload: null, digest: sha256(one.payload ?? '') });
};

/** One entry with another time, and all that follow it linked anew. */
function later(key?: typeof keeper): Line[] {
  const changed = structuredClone(lines);
  edit(at(changed, between), '"at":"2026-11-25T08', '"at":"2026-11-25T09');
  return relink(changed, between, key);
}

it('says what the entries of the day say, and of every other its digest alone', async () => {
  const made = (await proof(() => undefined)).map((line) => JSON.parse(line) as { payload: string | null });
  expect(made.flatMap(({ payload }, place) => (payload === null ? [] : [place + 1]))).toEqual(
    Array.from({ length: last - first + 1 }, (_, place) => first + place),
  );
  expect(made).toHaveLength(lines.length);
});

it.each<[string, number, string, (links: Link[], told: Line[]) => unknown]>([
  ['the first of the day kept back', first, 'missing', (links) => withhold(links, first)],
  ['the last of the day kept back', last, 'missing', (links) => withhold(links, last)],
  [
    'all of the day kept back',
    first,
    'missing',
    (links) => links.slice(first - 1, last).forEach(({ seq }) => withhold(links, seq)),
  ],
  ['one between kept back', between, 'missing', (links) => withhold(links, between)],
  ['one taken out', between, 'missing', (links) => links.filter(({ seq }) => seq !== between)],
  ['the end cut off', lines.length, 'missing', (links) => links.slice(0, -1)],
  [
    'what was said on another day',
    first - 1,
    'false',
    (links, told) => Object.assign(link(links, first - 1), { payload: at(told, first - 1).payload }),
  ],
  [
    'another payload',
    between,
    'false',
    (links) => Object.assign(link(links, between), { payload: at(lines, between + 1).payload }),
  ],
  ['another payload, and everything after it linked anew', between, 'false', () => later().map(linkOf)],
  ['the same under a key that was stolen', lines.length, 'false', () => later(keeper).map(linkOf)],
])('INV-55 makes none of %s, and names the entry', async (_what, seq, code, change) => {
  await expect(proof(change)).rejects.toMatchObject({
    failure: { code: `document-entry-${code}`, params: { seq } },
  });
});
