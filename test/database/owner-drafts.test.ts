import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { saveDraft, typedDrafts } from '../../electron/protocol/drafts.ts';
import { readProtocol, wordsOf } from '../../electron/protocol/protocol.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import { signDraft } from '../../shared/node/draft.ts';
import type { Signer } from '../../shared/node/request.ts';
import { addPerson, addRecording, listen, payloadOf } from './asking.ts';
import { dbOf } from './reading.ts';
import { openSession } from './sessions.ts';
import { openTestOffice, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

const login = 'anowak';
const words = (findings: string) => ({
  findings,
  quotations: [],
  remarks: '',
  presentRemarks: [],
  attachments: '',
});
let office: TestOffice;
let yesterday: Signer;
let act: string;
let guid: string;
/** Another act of the same person. */
let next: string;
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  guid = await addPerson(office, login);
  await addPerson(office, 'cbanas');
  yesterday = await openSession(office, login);
  const client = await office.as(login);
  const acts = [];
  for (const _ of [1, 2])
    acts.push(String(payloadOf((await listen(client, (await addRecording(office)).id)).answer)['act']));
  [act = '', next = ''] = acts;
  const write = (signer: Signer, now: number, of: string, findings: string) =>
    saveDraft(sessionOf(client, signer, now), { kind: 'protocol', about: of, words: words(findings) });
  await write(yesterday, 2_000, next, 'O innej sprawie.');
  await write(yesterday, 3_000, act, 'Zapis wczorajszy.');
  // The program of another day, at another workstation.
  await openSession(office, login);
  await office.stop();
});
afterAll(() => office.close());

function sessionOf(client: Parameters<typeof dbOf>[0], signer: Signer, now: number): Session {
  return {
    ...{ login, guid, db: dbOf(client), keeper: { now: () => Promise.resolve(now) } },
    signDraft: (draft: Parameters<typeof signDraft>[1]) => signDraft(signer, draft),
  } as unknown as Session;
}

/** What the program shows of the act after the owner of everything ran this; undone afterwards. */
async function after(sql: string, values: unknown[] = []): Promise<{ findings: string; setAside: boolean }> {
  const { superuser } = office;
  await superuser.query('BEGIN');
  try {
    await superuser.query(sql, values);
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
    const protocol = await readProtocol(sessionOf(superuser, yesterday, 0), act);
    return { findings: wordsOf(protocol).findings, setAside: protocol.setAside };
  } finally {
    await superuser.query('ROLLBACK');
  }
}

describe('INV-59 a draft', () => {
  it('that was written yesterday under another session of the same person is there today', async () => {
    expect(await after('SELECT')).toEqual({ findings: 'Zapis wczorajszy.', setAside: false });
  });

  const change = (what: string) => `UPDATE office.draft SET ${what} WHERE about = '${act}'`;
  it.each<[string, () => string]>([
    ['with other words', () => change(`text = replace(text, 'wczorajszy', 'inny')`)],
    ['with another time', () => change('saved = saved + 1')],
    ['under a signature of something else', () => change(`signature = sha256('') || sha256('')`)],
    ['of no session', () => change('session = gen_random_uuid()')],
    [
      'that was written of another act',
      () =>
        `DELETE FROM office.draft WHERE about = '${act}';
        UPDATE office.draft SET about = '${act}' WHERE about = '${next}'`,
    ],
    [
      'under a session of somebody else',
      () =>
        change(
          `session = (SELECT command FROM office.entry WHERE kind = 'session' AND login <> '${login}' LIMIT 1)`,
        ),
    ],
    [
      'under a key that is no session’s',
      () => `ALTER TABLE office.entry DISABLE TRIGGER ALL;
        UPDATE office.entry SET payload = replace(payload, '"publicKey":"', '"publicKey":"A') WHERE kind = 'session'`,
    ],
  ])('%s is set aside, and nothing of it is loaded', async (_what, sql) => {
    expect(await after(sql())).toEqual({ findings: '', setAside: true });
  });

  it('of something else is not taken for the text of a protocol, nor told to who has the login now', async () => {
    const { superuser } = office;
    const filing = { way: 'ezd' as const, day: '24.11.2026', unsigned: true, reason: 'Odmowa.' };
    const text = JSON.stringify({ kind: 'filing', words: filing });
    const { session, signature } = signDraft(yesterday, { about: act, saved: 9_000, text });
    const as = (kind: string) =>
      after(
        'INSERT INTO office.draft (kind, about, guid, session, saved, text, signature) VALUES ($1, $2, $3, $4, 9000, $5, $6)',
        [kind, act, guid, session, text, signature],
      );
    expect(await as('protocol')).toEqual({ findings: 'Zapis wczorajszy.', setAside: true });
    await superuser.query('BEGIN');
    await superuser.query(
      'INSERT INTO office.draft (kind, about, guid, session, saved, text, signature) VALUES ($1, $2, $3, $4, 9000, $5, $6)',
      ['filing', act, guid, session, text, signature],
    );
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
    const own = sessionOf(superuser, yesterday, 0);
    const told = await typedDrafts(own);
    const toAnother = await typedDrafts({ ...own, guid: '00000000-0000-4000-8000-000000000000' });
    await superuser.query('ROLLBACK');
    expect(told).toMatchObject([{ draft: { kind: 'filing', about: act, words: filing } }]);
    expect(toAnother).toEqual([]);
  });

  it('is told, however many there are: a hundred and more, the oldest too', async () => {
    const { superuser } = office;
    const text = JSON.stringify({ kind: 'reasons', words: [] });
    const many = Array.from({ length: 130 }, (_, n) =>
      signDraft(yesterday, { about: randomUUID(), saved: 10_000 + n, text }),
    );
    await superuser.query('BEGIN');
    for (const { about, session, saved, signature } of many)
      await superuser.query(
        'INSERT INTO office.draft (kind, about, guid, session, saved, text, signature) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        ['reasons', about, guid, session, saved, text, signature],
      );
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
    const told = await typedDrafts(sessionOf(superuser, yesterday, 0));
    await superuser.query('ROLLBACK');
    expect(told.map(({ draft }) => draft.about).sort()).toEqual(many.map(({ about }) => about).sort());
  });

  it('that somebody put above the newest does not hide it', async () => {
    const forged = `INSERT INTO office.draft (kind, about, guid, session, saved, text, signature)
      SELECT kind, about, guid, session, saved + 1000, replace(text, 'wczorajszy', 'inny'), signature FROM office.draft WHERE about = '${act}'`;
    expect(await after(forged)).toEqual({ findings: 'Zapis wczorajszy.', setAside: true });
  });
});
