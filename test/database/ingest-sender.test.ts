import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { odsluchServer } from './command-line.ts';
import { aCall, aSound, exchangeOf } from './exchange.ts';
import { officeOfFile, rowsOf } from './office.ts';

/** The key that ingest asks with, as the administrator meets it. */

const office = officeOfFile();
const exchange = exchangeOf(office);
let file = '';
beforeAll(() => void (file = office.running().settings.ingestKey));

const run = (...args: string[]) =>
  odsluchServer(['--settings', office.running().serverSettingsFile, ...args]);
const takeIn = () => run('ingest', exchange.folder(), '--settle', '0');
const whatToDo = /Należy zatrzymać strażnika, na jego koncie wykonać renew-ingest-key/;

it('lies in a file that its account alone reads', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

describe('a key', () => {
  it.each<[string, RegExp, () => void]>([
    ['that is gone', /^Nie ma klucza wczytywania/, () => renameSync(file, `${file}.gone`)],
    [
      'that others can read',
      /^Klucz wczytywania .* mogą czytać także inne konta/,
      () => chmodSync(file, 0o640),
    ],
    ['that is none', /^Nie można użyć klucza wczytywania/, () => writeFileSync(file, '{"sender":')],
  ])('%s stops ingest with a sentence that says what to do', async (_what, sentence, spoil) => {
    const whole = readFileSync(file);
    exchange.put('a.wav', aSound(), aCall());
    spoil();
    const { code, complaint } = await takeIn();
    writeFileSync(file, whole, { mode: 0o600 });
    chmodSync(file, 0o600);
    expect(code).toBe(1);
    expect(complaint).toMatch(sentence);
    expect(complaint).toMatch(whatToDo);
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
  });

  it('is renewed while no keeper runs; the former one counts no more, and the ledger shows it', async () => {
    const { keeper, serverSettingsFile } = office.running();
    expect(await run('renew-ingest-key')).toMatchObject({ code: 1, complaint: /^Strażnik działa/ });
    const former = readFileSync(file);
    await keeper.stop();
    const renewed = await run('renew-ingest-key');
    expect(renewed).toMatchObject({ code: 0, out: /^Zapisano wpis nr \d+: nowy klucz wczytywania/ });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await keeper.start();
    const present = readFileSync(file);

    exchange.put('a.wav', aSound(), aCall());
    writeFileSync(file, former);
    const { code, complaint } = await takeIn();
    expect([code, complaint]).toEqual([1, expect.stringMatching(/^Strażnik nie uznaje klucza wczytywania/)]);
    expect(complaint).toMatch(whatToDo);
    writeFileSync(file, present);
    expect(await takeIn()).toMatchObject({ code: 0, out: /Dodano 1,/ });

    const senders = await rowsOf(
      await office.superuser(),
      `SELECT payload::jsonb ->> 'program' AS program FROM office.entry WHERE kind = 'sender'`,
    );
    expect(senders).toEqual([{ program: 'odsluch_ingest' }, { program: 'odsluch_ingest' }]);
    const verified = await odsluchServer(['--settings', serverSettingsFile, 'verify', '--signatures']);
    expect(verified).toMatchObject({ code: 0, complaint: '' });
  });
});
