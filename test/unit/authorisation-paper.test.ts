import { execFileSync } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { makePaper } from '../../electron/authorisation/document.ts';
import { paperOf } from '../../electron/authorisation/paper.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import type { AuthorisationRow } from '../../shared/ledger/instrument.ts';
import { papersOfFile } from './paper-file.fixture.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** D8, as it goes to the Mayor: one page for a person, a table for several. */

const { resources, read } = papersOfFile();
const office = {
  office: 'Urząd Miasta i Gminy Piaseczno',
  regulation: {
    title:
      'Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr 62 z dnia 10.10.2019 r.)',
    place: 'Piaseczno',
  },
  emergency: null as string | null,
};
const guid = '11111111-1111-4111-8111-111111111111';
const head = { v: 1 as const, at: '2026-11-30T09:42:00.000Z', command: guid, guid, asked: null };

const row = (change: Partial<AuthorisationRow>): AuthorisationRow => ({
  ...{ number: 'UO/12/2026', subject: 'natalia.wrobel', subjectGuid: guid, quality: 'no', declaredOn: null },
  ...{ purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: ['Kancelaria Ogólna'] },
  ...{ from: '2026-12-14', to: '2027-12-13' },
  ...change,
});

const entry = (seq: number, kind: Entry['kind'], payload: object, words: object | null): Entry =>
  ({
    ...{ kind, seq, prev: '', hash: '4be190d7c3a25f08'.padEnd(64, '0'), caller: null },
    ...{ words, payload: { ...head, kind, ...payload } },
  }) as unknown as Entry;

const secretary = entry(
  3,
  'person',
  { people: [{ login: 'halina.dudek', guid, employee: true }] },
  { names: [{ displayName: 'Halina Dudek' }] },
);
const prepared = (rows: AuthorisationRow[], names: string[]): Entry =>
  entry(
    5102,
    'instrument',
    { login: 'halina.dudek', what: 'authorisation', rows, signed: null, text: null },
    {
      names: names.map((displayName) => ({ displayName, post: 'referent', unit: 'Kancelaria Ogólna' })),
      signatory: null,
    },
  );

/** What became of her account since. */
const since = [
  entry(
    6001,
    'person',
    { people: [{ login: 'halina.dudek', guid, employee: true }] },
    { names: [{ displayName: 'Halina Nowakowska' }] },
  ),
  entry(
    6002,
    'person',
    { people: [{ login: 'halina.dudek', guid: guid.replace(/1/g, '2'), employee: true }] },
    { names: [{ displayName: 'Hanna Dudek' }] },
  ),
];

async function printed(entries: Entry[], number = 'UO/12/2026', around = office) {
  const facts = paperOf(number, [secretary, ...entries]);
  if (facts.prepared === null) throw new Error('nothing was prepared');
  const { name, pdf } = await makePaper(facts, facts.prepared, around, resources());
  return { name, ...read(name, pdf) };
}

it('is one page for one person, and says what is authorised and from which entry it was printed', async () => {
  const { name, pages, text } = await printed([prepared([row({})], ['Natalia Wróbel'])]);
  expect([name, pages]).toEqual(['UO_12_2026.pdf', 1]);
  for (const said of [
    'Nr UO/12/2026',
    'UPOWAŻNIENIE DO ODSŁUCHIWANIA NAGRAŃ ROZMÓW',
    'Na podstawie § 4 ust. 2 Regulaminu rejestracji rozmów telefonicznych',
    'upoważniam niżej wymienioną osobę',
    'Natalia Wróbel, referent, Kancelaria Ogólna',
    'od 14.12.2026 r. do 13.12.2027 r.',
    'bezpieczeństwo osób prowadzących rozmowę; podnoszenie standardów obsługi',
    'Upoważnienie nie obejmuje przeglądów jakości.',
    'Burmistrz / z up. Burmistrza',
    'OŚWIADCZENIE',
    'wpis nr 5102, skrót 4be1 90d7 c3a2 5f08; Halina Dudek, 30.11.2026 10:42',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Zatwierdzono w programie');
});

it('is made by whom it was made by then, whoever has the login by now and whatever that account is called', async () => {
  const { text } = await printed([prepared([row({})], ['Natalia Wróbel']), ...since]);
  expect(text).toContain('Halina Dudek, 30.11.2026 10:42');
  expect(text).not.toMatch(/Nowakowska|Hanna/);
});

it('is a table for several, under the numbers of all of them', async () => {
  const people = ['Anna Nowak', 'Piotr Zieliński', '=HYPERLINK("x") ' + 'Ł'.repeat(80)];
  const rows = people.map((_, place) =>
    row({ number: `UO/${13 + place}/2026`, departments: null, quality: 'also' }),
  );
  const { name, pages, text } = await printed([prepared(rows, people)], 'UO/14/2026');
  expect([name, pages]).toEqual(['UO_13-15_2026.pdf', 1]);
  expect(text).toContain('Nr UO/13–15/2026');
  expect(text).toContain('niżej wymienione osoby');
  expect(text).toMatch(/UO\/13\/2026 .*Anna Nowak.* UO\/14\/2026 .*Piotr Zieliński/);
});

it.each(['<img src=x onerror=alert(1)>', '=HYPERLINK("http://zle.example")', 'Ł'.repeat(200)])(
  'names %s as it reads, on one page',
  async (name) => {
    const { text, pages } = await printed([prepared([row({})], [name])]);
    expect(text.replaceAll(/\s/g, '')).toContain(name.replaceAll(' ', ''));
    expect(pages).toBe(1);
  },
);

it('keeps a name of 200 letters in its column of a table', async () => {
  const rows = ['UO/12/2026', 'UO/13/2026'].map((number) => row({ number }));
  const { file, text } = await printed([prepared(rows, ['ż'.repeat(200), 'Anna Nowak'])]);
  expect(text.match(/ż/g)?.length).toBeGreaterThanOrEqual(200);
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const lines = [...boxes.matchAll(/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">ż+</g)];
  expect(lines.length).toBeGreaterThan(1);
  for (const [, from, to] of lines) expect(Number(to) - Number(from)).toBeLessThan(86);
});

it('shows the sign by which a name would read backwards, and reads on', async () => {
  const { text } = await printed([prepared([row({})], ['Anna \u202eKawon'])]);
  expect(text).toContain('Anna [U+202E]Kawon');
});

it('has room for six on one sheet, each with all purposes', async () => {
  const people = ['Anna Nowak', 'Barbara Zych', 'Maria Wójcik', 'Piotr Zieliński', 'Ewa Pawlak', 'Jan Lis'];
  const rows = people.map((_, place) =>
    row({
      ...{ number: `UO/${13 + place}/2026`, departments: null },
      purposes: ['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE'],
    }),
  );
  expect((await printed([prepared(rows, people)], 'UO/13/2026')).pages).toBe(1);
});

it('says who approved it in the program in place of the line for a hand', async () => {
  const paper = prepared([row({})], ['Natalia Wróbel']);
  const approved = entry(
    5110,
    'confirmed',
    { login: 'halina.dudek', entries: [5102], hashes: [paper.hash] },
    null,
  );
  const { text } = await printed([paper, approved]);
  expect(text).toContain(
    'Zatwierdzono w programie Odsłuch dnia 30.11.2026 r. przez: Halina Dudek, wpis nr 5110.',
  );
  expect(text).not.toContain('Burmistrz / z up. Burmistrza');
});

it('is the same sheet after the day of the declaration was entered, and says who approved what was entered then', async () => {
  const paper = prepared([row({})], ['Natalia Wróbel']);
  const declared = { ...prepared([row({ declaredOn: '2026-11-30' })], ['Natalia Wróbel']), seq: 5105 };
  const approved = entry(
    5110,
    'confirmed',
    { login: 'halina.dudek', entries: [5105], hashes: [declared.hash] },
    null,
  );
  const { text } = await printed([paper, declared, approved]);
  expect(text).toContain('wpis nr 5102, skrót');
  expect(text).toContain('przez: Halina Dudek, wpis nr 5110.');
  const other = { ...prepared([row({ quality: 'also' })], ['Natalia Wróbel']), seq: 5106 };
  expect((await printed([paper, other])).text).toContain('wpis nr 5106, skrót');
});

it('of a deputy names the office, the powers and „do odwołania”; of any other office there is none', async () => {
  const deputy = (change: object): Entry =>
    entry(
      5120,
      'instrument',
      {
        ...{ login: 'halina.dudek', what: 'appointment', signed: null, text: null },
        rows: [
          {
            ...{ number: 'PF/9/2026', subject: 'adam.kulesza', subjectGuid: guid, office: 'mayor' },
            ...{ deputy: true, powers: [4], employee: true, emergency: false, from: '2026-12-01', to: null },
            ...change,
          },
        ],
      },
      {
        names: [{ displayName: 'Adam Kulesza', post: 'zastępca Burmistrza', unit: '' }],
        signatory: null,
      },
    );
  const { name, pages, text } = await printed([deputy({})], 'PF/9/2026');
  expect([name, pages]).toEqual(['PF_9_2026.pdf', 1]);
  for (const said of [
    ...[
      'UPOWAŻNIENIE DO ZASTĘPOWANIA',
      'Nr PF/9/2026',
      'zadań, o których mowa w § 4 ust. 2 i § 5 Regulaminu',
    ],
    ...['Adam Kulesza, zastępca Burmistrza', 'od 01.12.2026 r. do odwołania', 'Burmistrz / z up. Burmistrza'],
    '§ 4 ust. 2: upoważnianie pracowników',
  ])
    expect(text).toContain(said);
  for (const said of ['OŚWIADCZENIE', '§ 5: wyrażanie']) expect(text).not.toContain(said);
  const ended = await printed([deputy({ office: 'secretary', powers: [], to: '2027-11-30' })], 'PF/9/2026');
  expect(ended.text).toContain('od 01.12.2026 r. do 30.11.2027 r.');
  await expect(printed([deputy({ deputy: false })], 'PF/9/2026')).rejects.toMatchObject({
    failure: { code: 'instrument-state' },
  });
});

it('cites regulation and declaration as they were known when it was prepared; a later version changes no print', async () => {
  const rules = (seq: number, title: string, text: string): Entry[] => {
    const term = { from: '2026-01-01', to: null };
    const rows = [
      {
        number: 'WR/1/2026',
        of: 'regulation',
        ...term,
        content: { number: '7/2026', day: '2025-12-20', title },
      },
      { number: 'WR/2/2026', of: 'declaration', ...term, content: { text } },
    ];
    const signed = { paper: '7/2026', signatory: null, signedOn: '2025-12-20', way: 'ezd', scan: null };
    const stated = { login: 'halina.dudek', what: 'version', rows, signed, text: null };
    const hash = seq.toString(16).padStart(64, '0');
    return [
      { ...entry(seq, 'instrument', stated, { names: [], signatory: null }), hash },
      entry(seq + 1, 'confirmed', { login: 'halina.dudek', entries: [seq], hashes: [hash] }, null),
    ];
  };
  const before = rules(4000, 'Regulaminu nagrań', 'Oświadczam, że zachowam tajemnicę.');
  const after = rules(5110, 'Regulaminu innego', 'Oświadczam inaczej.');
  const { text } = await printed([...before, prepared([row({})], ['Natalia Wróbel']), ...after]);
  expect(text).toContain(
    '§ 4 ust. 2 Regulaminu nagrań (załącznik nr 1 do zarządzenia Nr 7/2026 z dnia 20.12.2025 r.)',
  );
  expect(text).toContain('Oświadczam, że zachowam tajemnicę.');
  expect(text).not.toContain('inaczej');
});

it('says at its foot that Secretary and deputy were appointed in an emergency', async () => {
  const emergency = 'Sekretarza ustanowiono w trybie awaryjnym, wpis nr 31';
  const paper = [prepared([row({})], ['Natalia Wróbel'])];
  const { text, pages } = await printed(paper, undefined, { ...office, emergency });
  expect([pages, text.includes(`${emergency}.`)]).toEqual([1, true]);
});
