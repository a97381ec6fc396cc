import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import {
  at,
  edit,
  frozenSeq,
  journalOf,
  keeper,
  linesIn,
  relink,
  stranger,
  textOf,
  written,
  type Line,
} from './exported-chain.ts';
import { insert, lawful } from './forged-ledger.ts';
import { faultOf, findPython, noPython, runReader } from './python.ts';

/**
 * One spelling for both readers, ours and docs/verify.py, or two people see two ledgers in one file: of each bent export they name the
 * same entry with the same word. What is bent in a payload was signed so, with the keeper's own key.
 */
type Bent = { ledger: string | Buffer; journal?: string | Buffer };
type Case = [what: string, seq: number, word: string, bend: () => Bent];

function agreementContract(command: string): void {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-spelling-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What each of the two finds: entry and word. */
  async function verdicts({ ledger, journal }: Bent): Promise<unknown[]> {
    const file = written(folder, 'ledger', ledger);
    const copy = journal === undefined ? null : written(folder, 'journal', journal);
    const own = await verifyLedger({ source: { file }, journal: copy, keeperKey: keeper.pinned });
    const beside = copy === null ? [] : ['--journal', copy];
    const said = runReader(command, 'verify.py', [file, '--keeper', keeper.pinned, ...beside]);
    const fault = own.fault && [own.fault.seq, own.fault.what];
    return [fault, said.code === 0 ? null : faultOf(said)];
  }

  it('both find no fault in a ledger that is spelled as it should be', async () => {
    expect(await verdicts({ ledger: textOf(whole()), journal: journalOf(whole()) })).toEqual([null, null]);
  });

  it.each<Case>([...payloads, ...lines, ...journals])('both: %s', async (_what, seq, word, bend) => {
    const fault = [seq, word];
    expect(await verdicts(bend())).toEqual([fault, fault]);
  });
}

const whole = (): Line[] => lawful('incident');
const { length } = whole();
const [person, release] = [frozenSeq('a person'), frozenSeq('first listening')];
/** The legal bases. */
const bases = frozenSeq('instrument 4');
/** It has no words. */
const plain = frozenSeq('confirmed');
const seq = `"seq":${plain}`;

/** A payload that says the same otherwise, or what the page does not know; hashed and signed as it is. */
function payload(what: string, bend: (text: string) => string, seq = release): Case {
  const bent = (): Bent => {
    const all = whole();
    const line = at(all, seq);
    const text = bend(line.payload);
    if (text === line.payload) throw new Error('nothing was bent');
    line.payload = text;
    return { ledger: textOf(relink(all, seq, keeper)) };
  };
  return [`a payload ${what}`, seq, 'payload', bent];
}
const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

const payloads: Case[] = [
  payload('with white space', replace('"v":1,', '"v":1, ')),
  payload('with another line end', (text) => `${text}\r\n`),
  payload('with a needless escape', replace('PO/1', 'PO\\/1')),
  payload('with a letter escaped', replace('PO/1', '\\u0050O/1')),
  payload('with an escape in capitals', replace('ST-14', 'ST\\u001F')),
  payload('with half a character', replace('SEK.1510', '\\ud83d.1510')),
  payload('with a field twice', replace('"v":1,', '"v":1,"v":1,')),
  payload(
    'with a field twice within',
    replace('"code":"KPA_SKARGA"', '"code":"X","code":"KPA_SKARGA"'),
    bases,
  ),
  payload('with a fraction', replace('"v":1,', '"v":1.0,')),
  payload('with a power of ten', replace(/"cipherBytes":\d+/u, '"cipherBytes":1e3')),
  payload('with less than nothing', replace(/"cipherBytes":\d+/u, '"cipherBytes":-0')),
  payload(
    'with a number beyond what readers agree on',
    replace(/"plainBytes":\d+/u, '"plainBytes":9007199254740993'),
  ),
  payload('with no number', replace('"v":1,', '"v":NaN,')),
  payload('with true for a number', replace('"v":1,', '"v":true,')),
  payload('of another version', replace('"v":1,', '"v":2,')),
  payload('with another head', replace('"v":1,"kind":"release",', '"kind":"release","v":1,')),
  payload('with its fields in another order', replace(/("case":"[^"]*"),("basis":"[^"]*")/u, '$2,$1')),
  payload('with a field more', replace('"host"', '"note":null,"host"')),
  payload('without a field', replace('"present":[],', '')),
  payload('of a kind that nobody knows', replace('"kind":"release"', '"kind":"unlocked"')),
  payload('of the kind of a part', replace('"kind":"release"', '"kind":"content"')),
  payload(
    'with fields in another order within',
    replace(/("code":"K[^"]*"),("label":"[^"]*")/u, '$2,$1'),
    bases,
  ),
  payload('with a field more within', replace('"sentences":[{', '"sentences":[{"note":1,'), bases),
  payload('as a list of names', () => '["v","kind","at","command","login","guid"]'),
  payload('without end', () => '['.repeat(200_000)),
];

/** The line of an entry without words in another spelling, or something else in its place. */
function line(what: string, bend: (text: string) => string | Buffer): Case {
  const bent = (): Bent => {
    const all = linesIn(textOf(whole()));
    const own = all[plain - 1] ?? '';
    const other = bend(own);
    if (other === own) throw new Error('nothing was bent');
    const [before, after] = [all.slice(0, plain - 1), all.slice(plain)].map((part) => part.join('\n'));
    return { ledger: Buffer.concat([`${before}\n`, other, `\n${after}\n`].map((part) => Buffer.from(part))) };
  };
  return [`a line ${what}`, plain, 'unreadable', bent];
}
/** The whole file bent. */
const file = (what: string, seq: number, word: string, bend: (text: string) => string): Case => [
  what,
  seq,
  word,
  () => ({ ledger: bend(textOf(whole())) }),
];
/** Words of a person that begin so many bytes later (or earlier): under a salt that is longer (or shorter), with the same commitment. */
function shifted(bytes: number): Case {
  const bent = (): Bent => {
    const all = whole();
    const line = at(all, person);
    const both = Buffer.concat([Buffer.from(line.salt ?? '', 'hex'), Buffer.from(line.text ?? '')]);
    line.salt = both.subarray(0, 16 + bytes).toString('hex');
    line.text = both.subarray(16 + bytes).toString('utf8');
    return { ledger: textOf(all) };
  };
  return [`a salt of ${16 + bytes} bytes`, person, 'unreadable', bent];
}

const lines: Case[] = [
  line('with white space', replace(',"prev"', ', "prev"')),
  line('with another line end', (text) => `${text}\r`),
  line('with a mark before it', (text) => `\uFEFF${text}`),
  line('with a letter escaped', replace('odsluch_keeper', 'odsluch_keepe\\u0072')),
  line(
    'with upper-case hex',
    replace(/"prev":"[^"]+"/u, '"prev":"ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789"'),
  ),
  line('with a field twice', replace(`{${seq},`, `{${seq},${seq},`)),
  line('with its words twice', replace('"text":null', '"text":null,"text":null')),
  line('with a foreign field', replace('"salt"', '"note":null,"salt"')),
  line('without a field', replace('"salt":null,', '')),
  line('with fields in another order', replace('"salt":null,"text":null', '"text":null,"salt":null')),
  line('with a number as text', replace(seq, `"seq":"${plain}"`)),
  line('with true for a number', replace(seq, '"seq":true')),
  line('with a fraction', replace(seq, `${seq}.0`)),
  line('with no number of an entry', replace(seq, '"seq":0')),
  line('with a number beyond what readers agree on', replace(seq, '"seq":9007199254740993')),
  line('with another spelling of the same signature', (text) =>
    text.replace(/(.)=="/u, (_all, end: string) => `${following(end)}=="`),
  ),
  line('with a salt and no text', replace('"salt":null', `"salt":"${'00'.repeat(16)}"`)),
  line('with a text and no salt', replace('"text":null', '"text":"{}"')),
  line(
    'with half a character in its words',
    replace('"salt":null,"text":null', `"salt":"${'00'.repeat(16)}","text":"\\ud83d"`),
  ),
  line('with half a character in its payload', replace('odsluch_keeper', '\\ud83d')),
  line('with a shorter hash', replace(/"hash":"../u, '"hash":"')),
  line('that is not UTF-8', (text) => withByte(text, 'odsluch_keeper', 0xff)),
  line('that is half of one', (text) => text.slice(0, 300)),
  line('that is empty', () => ''),
  line('that is no object', () => '[]'),
  shifted(1),
  shifted(-1),
  file('every line ended as Windows does', 1, 'unreadable', (text) => text.replaceAll('\n', '\r\n')),
  file('the last line feed missing', length, 'unreadable', (text) => text.slice(0, -1)),
  file('an empty line at the end', length + 1, 'unreadable', (text) => `${text}\n`),
  [
    'a second genesis',
    person,
    'keeper',
    () => linked((all) => insert(all, 'a person', 'genesis', {}), person),
  ],
  [
    'a genesis with another key',
    1,
    'keeper',
    () => linked((all) => edit(at(all, 1), keeper.publicKey, stranger.publicKey)),
  ],
];

function linked(change: (all: Line[]) => void, from = 1): Bent {
  const all = whole();
  change(all);
  return { ledger: textOf(relink(all, from, keeper)) };
}

/** The journal's line of that entry in another spelling. */
const journal = (what: string, bend: (text: string) => string): Case => [
  `a journal with a line ${what}`,
  plain,
  'journal',
  () => {
    const copy = linesIn(journalOf(whole()));
    copy[plain - 1] = bend(copy[plain - 1] ?? '');
    return { ledger: textOf(whole()), journal: `${copy.join('\n')}\n` };
  },
];
const journals: Case[] = [
  journal('with white space', replace(',"prev"', ', "prev"')),
  journal('with another line end', (text) => `${text}\r`),
  journal('with a field twice', replace(`{${seq},`, `{${seq},${seq},`)),
  journal('with a letter escaped', replace('odsluch_keeper', 'odsluch_keepe\\u0072')),
  journal('with the words as well', replace(/\}$/u, ',"salt":null,"text":null}')),
  [
    'a journal with bytes that only look like the entry',
    bases,
    'journal',
    () => {
      const all = whole();
      edit(at(all, bases), 'KPA_SKARGA', '\uFFFD');
      const copy = journalOf(relink(all, bases, keeper));
      // Whoever reads it as text sees the sign for what cannot be read, which the entry has in earnest.
      const bytes = Buffer.from(copy);
      const place = bytes.indexOf('\uFFFD');
      return {
        ledger: textOf(all),
        journal: Buffer.concat([bytes.subarray(0, place), Buffer.of(0xff), bytes.subarray(place + 3)]),
      };
    },
  ],
];

/** The next letter of base64: behind `==` it differs in bits that no byte takes. */
function following(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return alphabet[alphabet.indexOf(letter) + 1] ?? '';
}

/** The bytes of a line, the first one of `word` exchanged. */
function withByte(text: string, word: string, byte: number): Buffer {
  const bytes = Buffer.from(text);
  bytes[bytes.indexOf(word)] = byte;
  return bytes;
}

const python = findPython();
if (python === null) it.skip(`docs/verify.py beside our own verification: ${noPython}`);
else agreementContract(python);
