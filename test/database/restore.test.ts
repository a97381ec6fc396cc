import {
  appendFileSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { personConfig } from '../../server/database.ts';
import type { ProvedSession } from '../../shared/node/door.ts';
import { signRequest } from '../../shared/node/request.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { answerNow, answerTo, ask, done, groundOf, listen, rowOf, submit } from './asking.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { aCall, aSound, catalogued, exchangeOf } from './exchange.ts';
import { officeOfFile, proveAs, resume as letListen, rowsOf, shortest, who } from './office.ts';
import { actsOf } from './reading.ts';
import { handIn } from './sessions.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/**
 * An office whose database is put back to an earlier state, and how it goes on. The tests are one story, in their order:
 * a copy of the stopped server's data folder, a working day after it, the copy in its place, the refill.
 */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
const exchange = exchangeOf(office);
const sound = aSound();
let copy: Snapshot;
/** The newest entry of the copy, and of the day. */
let kept = 0;
let newest = 0;
/** Of a session of the listener's, from before the copy. */
let proved: ProvedSession;
/** Stands unanswered in the copy, and was answered on the day. */
let waiting = '';
/** Taken in, and heard, on the day. */
let lost = '';

const command = (...args: string[]) =>
  odsluchServer(['--settings', office.running().serverSettingsFile, ...args]);
const resume = (
  login: string,
  password = office.running().person(login).password,
  known = 'nie ma',
): Promise<Ran> =>
  odsluchServer(
    [
      ...['--settings', office.running().serverSettingsFile],
      ...['resume-after-restore', '--as', login, '--reason', 'Awaria macierzy dyskowej'],
    ],
    `${known}\n${password}\n`,
  );
const entries = async () =>
  rowsOf<{ seq: string; kind: string; payload: string; hash: Buffer; signature: Buffer }>(
    await office.superuser(),
    'SELECT seq, kind, payload, hash, signature FROM office.entry ORDER BY seq',
  );
const head = async () => (await entries()).length;
const journal = () => readFileSync(office.running().settings.journal, 'utf8');
const request = (recording: string) => ({
  ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
  publicKey: Buffer.alloc(32, 9).toString('base64'),
});
const aRecording = async () => {
  const [row] = await rowsOf<{ id: string }>(
    await office.superuser(),
    "SELECT id FROM office.recording WHERE state = 'available' ORDER BY seq LIMIT 1",
  );
  return row?.id ?? '';
};

describe('before anything was put back', () => {
  it('nothing is refilled while a keeper runs, and nothing where nothing is missing', async () => {
    expect(await resume(who.secretary)).toMatchObject({
      code: 1,
      complaint: 'Strażnik działa. Należy go zatrzymać i powtórzyć polecenie.\n',
    });
    const other = await office.as(who.other);
    proved = await proveAs(office.running(), who.listener);
    await office.running().keeper.stop();
    expect(await resume(who.secretary)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Niczego nie brakuje/) as unknown,
    });
    waiting = await submit(other, 'listen', request(await aRecording()));
    copy = await snapshotOf(office.running());
    kept = await head();
    await office.running().keeper.start();
  });

  it('the office works on for a day', async () => {
    expect(await answerTo(await office.as(who.other), waiting)).toMatchObject({
      state: 'released',
      reason: null,
    });
    const listener = await office.as(who.listener);
    const heard = await listen(listener, await aRecording());
    expect(heard.answer.state).toBe('released');
    const [act] = await actsOf(listener);
    const closing = { opening: heard.answer.command, ranges: [], how: 'listener' as const, wrongCall: false };
    await done(ask(listener, 'close', closing));
    await done(
      ask(listener, 'complete', { act: act?.act ?? '', findings: 'Urzędnik podał termin do piątku.' }),
    );
    expect((await listen(await office.as(who.none), await aRecording())).answer.state).toBe('refused');
    exchange.put('rozmowa.wav', sound, aCall({ announcement: 'yes' }));
    expect(await exchange.run()).toMatchObject({ added: 1 });
    const [row] = await catalogued(await office.superuser(), sound);
    lost = String(row?.['id']);
    expect((await listen(listener, lost)).answer.state).toBe('released');
    const guids = [office.running().person(who.none).guid];
    await done(ask(await office.as(who.secretary), 'person', { guids }));
    newest = await head();
    expect(newest).toBeGreaterThan(kept + 7);
  });
});

describe('INV-17 a database behind the journal', () => {
  it('INV-17 ends the keeper with exit code 3 and the missing range, and nothing is released', async () => {
    await copy.putBack('database');
    expect(await head()).toBe(kept);
    // No keeper runs that could prove a session; that of before the copy opens the database as the copy has it.
    const person = new Client(personConfig(office.running().settings, who.listener, proved.secret));
    await person.connect();
    const body = request(await aRecording());
    const asked = signRequest(proved.signer, { kind: 'listen', body, seen: Date.now() });
    await handIn(person, asked);
    const { code, complaint } = await command('keeper');
    expect(code).toBe(3);
    expect(complaint).toContain(`entries ${kept + 1}–${newest} are missing`);
    expect(await answerNow(person, asked.id)).toMatchObject({ state: 'pending', sealed: null });
    expect(await rowsOf(await office.superuser(), 'SELECT FROM office.release')).toEqual([]);
    expect(await head()).toBe(kept);
    await person.end();
  });

  it.each<[string, () => Promise<Ran>, RegExp]>([
    ['whoever is no Secretary', () => resume(who.listener), /Ta czynność należy do Sekretarza/],
    ['a wrong password', () => resume(who.secretary, 'inne'), /Nieprawidłowy login lub hasło/],
    ['no password: the administrator alone', () => resume(who.secretary, ''), /Hasło jest puste/],
  ])('is not refilled by %s', async (_who, asking, sentence) => {
    const { code, complaint } = await asking();
    expect({ code, complaint }).toMatchObject({
      code: 1,
      complaint: expect.stringMatching(sentence) as unknown,
    });
    expect(await head()).toBe(kept);
  });

  it('is not refilled from a journal in which one letter is another, in the old entries or in the missing ones', async () => {
    const whole = journal();
    for (const wrong of [2, newest - 1]) {
      const lines = whole.split('\n');
      lines[wrong - 1] = (lines[wrong - 1] ?? '').replace('"at\\":\\"2', '"at\\":\\"3');
      writeFileSync(office.running().settings.journal, lines.join('\n'));
      const { code, complaint } = await resume(who.secretary);
      expect({ code, complaint }).toMatchObject({
        code: 1,
        complaint: expect.stringContaining(`niepoprawny we wpisie nr ${wrong},`) as unknown,
      });
    }
    writeFileSync(office.running().settings.journal, whole);
    expect(await head()).toBe(kept);
  });

  it('is refilled byte for byte when the Secretary confirms it, and one incident says so', async () => {
    const before = journal();
    // A crash had left half a line.
    appendFileSync(office.running().settings.journal, '{"seq":');
    const { code, out, complaint } = await resume(who.secretary);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    expect(out).toContain(`W bazie brakuje wpisów ${kept + 1}–${newest} (razem ${newest - kept})`);
    expect(out).toMatch(/ {2}wydane klucze do odsłuchania: 3\n/);
    expect(out).toMatch(/ {2}odmowy: 1\n/);
    expect(out).toContain(`  ${lost}, rozmowa z `);
    expect(out).toContain(`(„Dodaj osoby…”): ${who.none}.`);

    const all = await entries();
    expect(journal().startsWith(before)).toBe(true);
    const lines = journal().trimEnd().split('\n');
    expect(lines).toHaveLength(newest + 1);
    for (const [index, line] of lines.entries()) {
      const { payload, hash, signature } = JSON.parse(line) as Record<
        'payload' | 'hash' | 'signature',
        string
      >;
      const stored = all[index];
      expect(stored?.payload).toBe(payload);
      expect(stored?.hash.toString('hex')).toBe(hash);
      expect(stored?.signature.toString('base64')).toBe(signature);
    }
    expect(JSON.parse(all.at(-1)?.payload ?? '')).toMatchObject({
      ...{ kind: 'incident', what: 'restored', login: who.secretary },
      ...{ from: kept + 1, to: newest },
    });
    const words = await rowsOf<{ text: string }>(
      await office.superuser(),
      'SELECT text FROM office.entry_text WHERE seq > $1',
      [kept],
    );
    expect(words).toEqual([{ text: '{"reason":"Awaria macierzy dyskowej"}' }]);
    expect(await command('verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ZGODNA/) as unknown,
    });
  });
});

describe('the office after the refill', () => {
  it('goes on: the keeper starts, what was asked before is asked no second time, and people are heard', async () => {
    await office.running().keeper.start();
    const listener = await office.as(who.listener);
    expect((await actsOf(listener)).map(({ state }) => state)).toContain('completed');
    expect((await listen(listener, await aRecording())).answer.reason).toBe('listening-suspended');
    await letListen(office.running());
    expect((await listen(listener, await aRecording())).answer.state).toBe('released');
    // The copy had a request unanswered whose key had been taken: nobody may say that it never left.
    const undelivered = (await entries()).filter(({ kind }) => kind === 'undelivered');
    expect(undelivered.map(({ payload }) => payload).filter((payload) => payload.includes(waiting))).toEqual(
      [],
    );
  });

  it('hears what was lost only when it was ingested again', async () => {
    const listener = await office.as(who.listener);
    expect((await listen(listener, lost)).answer).toMatchObject({
      state: 'refused',
      reason: 'recording-unknown',
    });
    expect(await rowsOf(listener, 'SELECT api.recording_entry($1) AS told', [lost])).toEqual([
      { told: null },
    ]);
    exchange.put('rozmowa.wav', sound, aCall({ announcement: 'yes' }));
    expect(await exchange.run()).toMatchObject({ added: 1 });
    const rows = await catalogued(await office.superuser(), sound);
    expect(rows.map((row) => row['state']).sort()).toEqual(['available', 'lost']);
    const again = rows.find((row) => row['state'] === 'available')?.['id'];
    expect((await listen(listener, String(again))).answer.state).toBe('released');
    expect(await command('verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ZGODNA/) as unknown,
    });
  });

  it('has a recording whose key is in no copy entered as lost, and hears it when it was ingested again', async () => {
    const { keeper, settings } = office.running();
    const [row] = (await catalogued(await office.superuser(), sound)).filter(
      ({ state }) => state === 'available',
    );
    const id = String(row?.['id']);
    await keeper.stop();
    rmSync(join(settings.keystore, legalDay(row?.['started_at'] as Date), id));
    expect(await command('keeper')).toMatchObject({
      code: 2,
      complaint: expect.stringContaining(id) as unknown,
    });
    const { code, out } = await resume(who.secretary);
    expect(code).toBe(0);
    expect(out).toContain(`brakuje kluczy tych nagrań albo są zepsute (razem 1)`);
    expect(JSON.parse((await entries()).at(-1)?.payload ?? '')).toMatchObject({
      kind: 'incident',
      lost: [id],
    });
    await keeper.start();
    await letListen(office.running());
    const listener = await office.as(who.listener);
    expect((await listen(listener, id)).answer).toMatchObject({ reason: 'recording-unknown' });
    // Nor is it entered once more, whatever the owner makes of its row: the next start would not understand that ledger.
    const superuser = await office.superuser();
    const pending =
      "state = 'pending', sealed = decode(repeat('00', 80), 'hex'), caller_salt = decode(repeat('00', 16), 'hex')";
    await superuser.query(`UPDATE office.recording SET ${pending} WHERE id = $1`, [id]);
    const again = ask(await office.asProgram('ingest'), 'ingest', await rowOf({ superuser }, id));
    expect(await again).toMatchObject({ state: 'refused', reason: 'ingest-rejected' });
    await superuser.query(
      "UPDATE office.recording SET state = 'lost', sealed = NULL, caller_salt = NULL WHERE id = $1",
      [id],
    );
    exchange.put('rozmowa.wav', sound, aCall({ announcement: 'yes' }));
    expect(await exchange.run()).toMatchObject({ added: 1 });
    expect(await command('verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ZGODNA/) as unknown,
    });
  });

  it('is not refilled where an entry that is left was changed: it is named', async () => {
    await copy.putBack('database');
    const superuser = await office.superuser();
    await superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
    await superuser.query(
      `UPDATE office.entry SET payload = replace(payload, '"v":1', '"v":2') WHERE seq = 3`,
    );
    await superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
    const { code, complaint } = await resume(who.secretary);
    expect(code).toBe(1);
    expect(complaint).toMatch(/^Wpis nr 3 bazy nie jest wpisem z dziennika\./);
    expect(await head()).toBe(kept);
  });
});

describe('INV-79 database and journal put back together', () => {
  const seenFile = (): string => `${office.running().settings.journal}.seen`;
  const newestLine = (): { seq: number; hash: string } =>
    JSON.parse(journal().trimEnd().split('\n').at(-1) ?? '') as { seq: number; hash: string };
  const incident = async (): Promise<unknown> => JSON.parse((await entries()).at(-1)?.payload ?? '');

  it('INV-79 serve nobody and enter nothing until the desk went on from them, naming what was known', async () => {
    const gone = newestLine();
    await copy.putBack('database');
    await copy.putBack('journal');
    rmSync(seenFile());
    for (const of of ['keeper', 'renew-ingest-key'])
      expect(await command(of)).toMatchObject({
        complaint: expect.stringContaining('was put back from a copy') as unknown,
      });
    const secretary = office.running().person(who.secretary).password;
    for (const [known, sentence] of [
      ['tak', /^Należy podać numer wpisu/],
      [`${kept} ${'0'.repeat(64)}`, /inny skrót niż podano/],
    ] as const)
      expect(await resume(who.secretary, secretary, known)).toMatchObject({
        code: 1,
        complaint: expect.stringMatching(sentence) as unknown,
      });
    expect(await head()).toBe(kept);
    expect((await command('keeper')).code).toBe(3);

    const { code, out } = await resume(who.secretary, secretary, `${gone.seq} ${gone.hash}`);
    expect(code).toBe(0);
    expect(out).toContain(`Kończy się na wpisie nr ${kept} z `);
    expect(out).toContain(`Brakuje wpisów ${kept + 1}–${gone.seq}.`);
    expect(await incident()).toMatchObject({ what: 'restored', known: { seq: gone.seq, hash: gone.hash } });
    // As if the command had been killed before it journalled that; nobody goes on where the incident does not name what was seen here.
    writeFileSync(office.running().settings.journal, journal().replace(/[^\n]+\n$/u, ''));
    writeFileSync(seenFile(), `${String(gone.seq + 1).padStart(15, '0')} ${gone.hash}\n`);
    expect((await command('keeper')).code).toBe(3);
    rmSync(seenFile());
    await office.running().keeper.start();
    expect(newestLine().seq).toBeGreaterThan(kept);
    const listener = await office.as(who.listener);
    expect((await listen(listener, await aRecording())).answer.reason).toBe('listening-suspended');
    await letListen(office.running());
    expect((await listen(listener, await aRecording())).answer.state).toBe('released');
    expect((await command('verify')).out).toMatch(/^ZGODNA/);
  });

  it('INV-79 are found out by what this host saw, whoever says that nothing is known', async () => {
    await office.running().keeper.stop();
    const gone = newestLine();
    const seen = readFileSync(seenFile());
    await copy.putBack('database');
    await copy.putBack('journal');
    writeFileSync(seenFile(), seen);
    expect((await command('keeper')).code).toBe(3);
    expect((await resume(who.secretary)).out).toContain(`Brakuje wpisów ${kept + 1}–${gone.seq}.`);
    expect(await incident()).toMatchObject({ known: { seq: gone.seq, hash: gone.hash } });
    await office.running().keeper.start();
  });

  it('INV-79 are gone on from where this host saw another entry under a number of theirs, and stay lawful', async () => {
    await office.running().keeper.stop();
    // After a wrong restore the true journal was found.
    const seen = { seq: kept, hash: '0'.repeat(64) };
    writeFileSync(seenFile(), `${String(seen.seq).padStart(15, '0')} ${seen.hash}\n`);
    expect((await resume(who.secretary)).code).toBe(0);
    expect(await incident()).toMatchObject({ known: seen });
    expect((await command('verify')).out).toMatch(/^ZGODNA/);
  });

  it('INV-79 are not supposed where the file beside the journal cannot be read: nothing is entered', async () => {
    const [before, seen] = [await head(), readFileSync(seenFile())];
    rmSync(seenFile());
    mkdirSync(seenFile());
    for (const ran of [await command('renew-ingest-key'), await resume(who.secretary)])
      expect(ran).toMatchObject({ code: 1, complaint: expect.stringContaining('folderem') as unknown });
    rmdirSync(seenFile());
    writeFileSync(seenFile(), seen);
    expect(await head()).toBe(before);
  });

  it.runIf(process.getuid?.() === 0)('nothing is entered by another account than the journal’s', async () => {
    const before = await head();
    chownSync(office.running().settings.journal, 65_534, 65_534);
    expect(await command('renew-ingest-key')).toMatchObject({
      complaint: expect.stringContaining('belongs to another account') as unknown,
    });
    chownSync(office.running().settings.journal, 0, 0);
    expect(await head()).toBe(before);
  });
});
