import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scrub, type ScrubResult } from '../../server/scrub/run.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { officeOfFile, rowsOf, shortest } from './office.ts';
import { flip, picture } from './on-share.ts';

const office = officeOfFile({ choose: shortest(3), destroyed: 2 });
const share = () => office.running().settings.share;
const inShare = (path: string): string => join(share(), path);

/** The recordings, longest first, each by its path without ending. */
let places: string[];
beforeAll(async () => {
  const rows = await rowsOf<{ id: string; month: string }>(
    await office.superuser(),
    `SELECT id, to_char(started_at AT TIME ZONE 'Europe/Warsaw', 'YYYY-MM') AS month FROM office.recording WHERE state = 'available' ORDER BY cipher_bytes DESC`,
  );
  places = rows.map(({ id, month }) => `${month.replace('-', '/')}/${id}`);
});
const place = (at: number): string => places[at] ?? '';
const idOf = (at: number): string => place(at).slice(8);

type Scrubbed = Omit<ScrubResult, 'sentence'> & { said: string[]; sentence: string; progress: string[] };
async function scrubbed(quick = false, change: Partial<ServerSettings> = {}): Promise<Scrubbed> {
  const said: string[] = [];
  const progress: string[] = [];
  const result = await scrub(
    { ...office.running().settings, ...change },
    { quick, say: (line) => said.push(line), onProgress: (line) => progress.push(line) },
  );
  return { ...result, said, progress };
}

/** The sentences about a share in which something was done, which is undone afterwards; nothing is touched meanwhile. */
async function after(work: () => void, undo: () => void, quick = false): Promise<string[]> {
  work();
  try {
    const before = picture(share());
    const { said, findings, sentence } = await scrubbed(quick);
    expect(picture(share())).toBe(before);
    expect(findings).toBe(said.length);
    expect(sentence).toMatch(
      findings === 0 ? /zgadza się z księgą\.$/ : /NIEZGODNOŚCI: \d+\. Niczego nie zmieniono\.$/,
    );
    return said;
  } finally {
    undo();
  }
}

/** The same with one file, which comes back as it was. */
function withFile(path: string, work: (full: string) => void, quick = false): Promise<string[]> {
  const full = inShare(path);
  const kept = readFileSync(full);
  return after(
    () => work(full),
    () => {
      rmSync(full, { force: true, recursive: true });
      writeFileSync(full, kept);
    },
    quick,
  );
}

function swap(one: string, other: string): void {
  const aside = inShare('aside');
  renameSync(inShare(one), aside);
  renameSync(inShare(other), inShare(one));
  renameSync(aside, inShare(other));
}

describe('the share of an office', () => {
  it('as it should be has no finding, and tells how far the work is', async () => {
    const { said, recordings, bytes, findings, sentence, progress } = await scrubbed();
    expect({ said, recordings, findings }).toEqual({ said: [], recordings: 3, findings: 0 });
    const sizes = places.flatMap((path) =>
      ['.rec', '.peaks'].map((ending) => statSync(inShare(path + ending)).size),
    );
    expect(bytes).toBe(sizes.reduce((sum, size) => sum + size));
    expect(sentence).toMatch(/^Nagrań: 3; odczytano \d+,\d MB\. Zasób zgadza się z księgą\.$/);
    expect(progress.at(-1)).toMatch(/^100 %, \d+,\d MB\/s, pozostało 0:00$/);
  });

  it.each(['.rec', '.peaks'])('a %s that is missing', async (ending) => {
    const path = place(0) + ending;
    for (const quick of [false, true])
      expect(await withFile(path, (full) => rmSync(full), quick)).toEqual([
        expect.stringMatching(new RegExp(`^${path}: brakuje pliku \\(wpis nr \\d+\\)\\.$`)),
      ]);
  });

  it.each<[string, (full: string) => void, string]>([
    [
      'cut at the boundary of a record',
      (full) => truncateSync(full, 57 + 65_536),
      'plik jest ucięty: ma 65593 z',
    ],
    ['cut to nothing', (full) => truncateSync(full, 0), 'plik jest ucięty: ma 0 z'],
    ['with something behind it', (full) => writeFileSync(full, 'x', { flag: 'a' }), 'plik jest za długi'],
  ])('a recording %s, also where only lengths are compared', async (_what, work, words) => {
    for (const quick of [false, true])
      expect(await withFile(`${place(0)}.rec`, work, quick)).toEqual([
        expect.stringContaining(`${place(0)}.rec: ${words}`),
      ]);
  });

  it.each([
    ['a bit in its first record', '.rec', 57],
    ['the last bit of its tag', '.rec', -1],
    ['its salt', '.rec', 0],
    ['a bit of its loudness', '.peaks', 60],
  ])('a file with %s flipped', async (_what, ending, at) => {
    const path = place(0) + ending;
    const change = (full: string) => flip(full, at < 0 ? statSync(full).size + at : at);
    expect(await withFile(path, change)).toEqual([
      expect.stringMatching(new RegExp(`^${path}: treść pliku zmieniono po przyjęciu nagrania \\(wpis`)),
    ]);
    expect(await withFile(path, change, true)).toEqual([]);
  });

  it('two recordings in each other’s place, each called by its name', async () => {
    const change = () => swap(`${place(0)}.rec`, `${place(1)}.rec`);
    const [one = '', other = ''] = [0, 1].map(
      (at) => `${place(at)}.rec: leży tu plik innego nagrania, ${idOf(1 - at)} (wpis`,
    );
    const said = await after(change, change);
    expect(said).toHaveLength(2);
    expect(said).toEqual(
      expect.arrayContaining([expect.stringContaining(one), expect.stringContaining(other)]),
    );
  });

  it('a link in the place of a file, even to the very file', async () => {
    const aside = join(share(), '..', 'aside.rec');
    const said = await withFile(`${place(0)}.rec`, (full) => {
      renameSync(full, aside);
      symlinkSync(aside, full);
    });
    rmSync(aside);
    expect(said).toEqual([expect.stringMatching(/\.rec: zamiast pliku jest dowiązanie \(wpis nr \d+\)\.$/)]);
  });

  it('a folder in the place of a file', async () => {
    const said = await withFile(`${place(0)}.peaks`, (full) => {
      rmSync(full);
      mkdirSync(full);
    });
    expect(said).toEqual([expect.stringMatching(/\.peaks: to nie jest zwykły plik/)]);
  });
});

describe('what nobody vouches for', () => {
  const stranger = '3f1c2a4e-0000-4000-8000-000000000001';
  it.each<[string, string, string]>([
    [
      'a recording that no entry knows',
      `2026/01/${stranger}.rec`,
      'plik obcy, nie należy do żadnego nagrania.',
    ],
    ['a file of any other kind', 'spis.txt', 'plik obcy, nie należy do żadnego nagrania.'],
    [
      'what an interrupted ingest left',
      `2026/01/${stranger}.rec.part`,
      'niedokończony plik po przerwanym wczytywaniu. Usunie go następne polecenie ingest.',
    ],
  ])('%s is named', async (_what, path, words) => {
    mkdirSync(inShare('2026/01'), { recursive: true });
    const said = await after(
      () => writeFileSync(inShare(path), 'x'),
      () => rmSync(inShare(path)),
    );
    expect(said).toEqual([`${path}: ${words}`]);
  });

  it('a copy of a recording under another month is no recording', async () => {
    mkdirSync(inShare('2026/01'), { recursive: true });
    const copy = `2026/01/${idOf(0)}.rec`;
    const said = await after(
      () => copyFileSync(inShare(`${place(0)}.rec`), inShare(copy)),
      () => rmSync(inShare(copy)),
    );
    expect(said).toEqual([`${copy}: plik obcy, nie należy do żadnego nagrania.`]);
  });

  it('a link is named and not followed, nor are its letters obeyed', async () => {
    const link = 'z\u001b[2Jasob';
    const said = await after(
      () => symlinkSync(inShare('2026'), inShare(link)),
      () => rmSync(inShare(link)),
    );
    expect(said).toEqual(['z\ufffd[2Jasob: dowiązanie, którego nie powinno tu być.']);
  });
});

describe('the catalogue beside its entries', () => {
  it('a row that says something else, and one that no entry made', async () => {
    const superuser = await office.superuser();
    const made = '3f1c2a4e-0000-4000-8000-000000000002';
    await superuser.query('BEGIN');
    await superuser.query('UPDATE office.recording SET peaks_bytes = peaks_bytes + 1 WHERE id = $1', [
      idOf(0),
    ]);
    await superuser.query(
      `INSERT INTO office.recording SELECT (jsonb_populate_record(r, jsonb_build_object('id', $2::text, 'plain_sha256', '\\x' || repeat('ab', 32)))).*
         FROM office.recording r WHERE id = $1`,
      [idOf(1), made],
    );
    await superuser.query('COMMIT');
    try {
      expect((await scrubbed(true)).said).toEqual([
        expect.stringMatching(
          new RegExp(`^Nagranie ${idOf(0)}: brakuje wiersza katalogu albo różni się on od wpisu nr \\d+\\.$`),
        ),
        `Nagranie ${made}: wiersz katalogu nie ma podpisanego wpisu.`,
      ]);
    } finally {
      await superuser.query('UPDATE office.recording SET peaks_bytes = peaks_bytes - 1 WHERE id = $1', [
        idOf(0),
      ]);
      await superuser.query(`UPDATE office.recording SET state = 'pending' WHERE id = $1`, [made]);
      await superuser.query('DELETE FROM office.recording WHERE id = $1', [made]);
    }
  });

  it('an entry that another key signed vouches for nothing', async () => {
    const stranger = `ed25519:${Buffer.alloc(32, 1).toString('base64')}`;
    // Nor for the mark of the share, so nothing on it is looked at.
    await expect(scrubbed(true, { keeperPublicKey: stranger })).rejects.toThrow(/nie zna znaku zasobu/);
  });
});
