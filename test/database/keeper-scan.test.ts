import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { fileOfScan, scannedPaper, type ScannedPaper } from '../../shared/node/scan.ts';
import { mostScanBytes, type Scan, type ScanMedia } from '../../shared/scan.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { addPerson, answerTo, askSealed, done, payloadOf, today, type Answer } from './asking.ts';
import { refusal } from './office.ts';
import { refusedOnce } from './refusing.ts';
import { handIn, putAsOwner, sealedAct, sessionOf } from './sessions.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** What lies beside an entry as whoever compares the two sees it, and what the desk can hand in. */

type Paper = Command<'instrument'>;
let office: TestOffice;
let guid: string;
beforeAll(async () => {
  office = await openTestOffice();
  guid = await addPerson(office, 'anowak', { authorised: false });
});
afterAll(() => office.close());

const pdf = Buffer.from('%PDF-1.7 upoważnienie');
const scanned = (file: Buffer = pdf): ScannedPaper => scannedPaper(file) ?? expect.fail('this is no scan');

/** What somebody says of a file that is no scan. */
function saidOf(file: Buffer, media: ScanMedia = 'pdf'): ScannedPaper {
  const salted = Buffer.concat([Buffer.alloc(16), file]);
  return { scan: { media, bytes: file.length, sha256: sha256(salted).toString('hex') }, salted };
}

function paperWith(scan: Scan): Paper {
  const year = today().slice(0, 4);
  const signature = { paper: 'OR.077.1.2026', signatory: `PF/3/${year}`, signatoryName: null };
  return {
    what: 'authorisation',
    rows: [
      {
        ...{ number: null, subjectGuid: guid, purposes: ['SAFETY'], departments: null, quality: 'no' },
        ...{ from: today(), to: addMonths(today(), 6), declaredOn: today() },
      },
    ],
    signed: { ...signature, signedOn: today(), way: 'paper', scan },
  };
}
const register = ({ scan, salted }: ScannedPaper): Promise<Answer> =>
  askSealed(office, secretaryLogin, 'instrument', paperWith(scan), undefined, salted);

/** What the database gives out as the scan of an entry. */
async function shownTo(login: string, { seq }: Answer): Promise<Buffer | null> {
  const client = await office.as(login);
  const { rows } = await client.query<{ scan: Buffer | null }>('SELECT api.scan($1) AS scan', [seq]);
  return rows[0]?.scan ?? null;
}

async function verified() {
  const { keeperPublicKey: keeperKey, superuser: source } = office;
  return (await verifyLedger({ source, journal: office.options.journal, keeperKey })).fault;
}

describe('§4.2 the scan of a paper', () => {
  it('lies beside its entry as it was signed, and is shown to whoever compares the two', async () => {
    const answer = await done(register(scanned()));
    const { signed } = payloadOf(answer) as { signed: { scan: Scan } };
    expect(signed.scan).toMatchObject({ media: 'pdf', bytes: pdf.length });
    for (const login of [deputyLogin, mayorLogin, secretaryLogin])
      expect(fileOfScan((await shownTo(login, answer)) ?? Buffer.alloc(0), signed.scan)).toEqual(pdf);
    expect(await refusal(shownTo('anowak', answer))).toBe('42501');
    expect(await verified()).toBeNull();
  });

  it('may have ten megabytes', async () => {
    const file = Buffer.alloc(mostScanBytes);
    pdf.copy(file);
    const answer = await done(register(scanned(file)));
    expect((await shownTo(deputyLogin, answer))?.length).toBe(16 + mostScanBytes);
  });

  const tooLarge = () => Buffer.concat([pdf, Buffer.alloc(mostScanBytes + 1 - pdf.length)]);
  it.each<[string, () => ScannedPaper]>([
    ['a program', () => saidOf(Buffer.from('MZ\u0090\0\u0003 This program cannot be run in DOS mode'))],
    ['an empty file', () => saidOf(Buffer.alloc(0))],
    ['ten megabytes and a byte', () => saidOf(tooLarge())],
    ['a picture that is said to be a document', () => saidOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))],
    ['another length than it has', () => ({ ...scanned(), scan: { ...scanned().scan, bytes: 1 } })],
    ['another file than the one that was signed', () => ({ ...scanned(), scan: scanned(pdf).scan })],
  ])('INV-62 is refused: %s', async (_what, made) => {
    await refusedOnce(office, 'scan-unreadable', () => register(made()));
  });

  it('INV-62 is refused where there is none, or of a paper of the EZD', async () => {
    const { scan } = scanned();
    const without = () => askSealed(office, secretaryLogin, 'instrument', paperWith(scan));
    await refusedOnce(office, 'scan-unreadable', without);
    const { signed, ...paper } = paperWith(scan);
    for (const otherwise of [{ way: 'ezd' }, { scan: null }])
      await refusedOnce(office, 'malformed-request', () =>
        askSealed(office, secretaryLogin, 'instrument', {
          ...paper,
          signed: { ...signed, ...otherwise },
        } as Paper),
      );
  });

  it('INV-62 is not what the owner of the queue puts in its place', async () => {
    await refusedOnce(office, 'scan-unreadable', async () => {
      const secretary = await office.as(secretaryLogin);
      const signer = await sessionOf(office, secretaryLogin);
      const { scan } = scanned();
      const request = await sealedAct(office, secretary, signer, 'instrument', paperWith(scan));
      await putAsOwner(office, secretaryLogin, { ...request, scan: scanned().salted });
      return answerTo(secretary, request.id);
    });
  });
});

describe('INV-62 nothing large is stored', () => {
  it.each<[string, string, string, number]>([
    ['of a listener', 'anowak', 'instrument', 40],
    ['of the Mayor', mayorLogin, 'instrument', 40],
    ['beside what is no paper', secretaryLogin, 'confirm', 40],
    ['above 14 MB', secretaryLogin, 'instrument', 14_000_001],
  ])('%s', async (_what, login, kind, bytes) => {
    const client = await office.as(login);
    const signer = await sessionOf(office, login);
    const request = await sealedAct(office, client, signer, kind, {}, undefined, Buffer.alloc(bytes));
    expect(await refusal(handIn(client, request))).toBe('OD001');
    const { rows } = await client.query<{ pending: string }>('SELECT api.pending() AS pending');
    expect(rows).toEqual([{ pending: '0' }]);
  });
});

describe('INV-52 the owner of the tables', () => {
  it.each([
    ['puts another scan beside an entry', `UPDATE office.scan SET salted = salted || '\\x00' WHERE seq = $1`],
    ['takes it away', 'DELETE FROM office.scan WHERE seq = $1'],
  ])('%s, and verify names the entry', async (_what, sql) => {
    const { superuser } = office;
    const { scan, salted } = scanned();
    const { seq } = await done(register({ scan, salted }));
    await superuser.query('ALTER TABLE office.scan DISABLE TRIGGER ALL');
    await superuser.query(sql, [seq]);
    expect(await verified()).toEqual({ seq, what: 'table', table: 'scan' });
    // As it was.
    await superuser.query('DELETE FROM office.scan WHERE seq = $1', [seq]);
    await superuser.query('INSERT INTO office.scan (seq, salted) VALUES ($1, $2)', [seq, salted]);
    expect(await verified()).toBeNull();
  });
});
