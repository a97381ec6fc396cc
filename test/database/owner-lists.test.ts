import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordsPaper } from '../../electron/authorisation/lists.ts';
import { mediaPaper } from '../../electron/matter/media.ts';
import type { Definition, Printable } from '../../electron/paper/pdf.ts';
import { legalDayText } from '../../electron/paper/show.ts';
import type { Session } from '../../electron/session/current.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Witness } from '../../electron/session/witness.ts';
import { setSettings } from '../../electron/settings.ts';
import { statePaper } from '../../electron/state-paper.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { addPerson, headSeq } from './asking.ts';
import { dbOf, openRegister } from './reading.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {} }));
vi.mock('../../electron/paper/pdf.ts', () => ({
  pdfOf: ({ content, footer }: Definition) =>
    Promise.resolve(Buffer.from(JSON.stringify([content, (footer as (...of: number[]) => object)(1, 1)]))),
}));

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({
    ...{ keeperPublicKey: office.keeperPublicKey, office: 'Urząd' },
    regulation: { title: 'Regulaminu', place: 'Próbna' },
    authority: { findingsDays: 7, accountGoneDays: 30, endingDays: 30, insteadDays: 30 },
  } as never);
  await addPerson(office, 'anowak');
  await openRegister(await office.as(secretaryLogin));
  await until('a pulse over everything', async () => {
    const { rows } = await office.superuser.query<{ seq: string }>('SELECT seq FROM office.pulse');
    return Number(rows[0]?.seq) === (await headSeq(office)) ? true : null;
  });
  await office.stop();
});
afterAll(() => office.close());

/** What the Secretary's program would print after the owner of everything ran this, which is undone afterwards. */
async function made(sql: string, paper: (session: Session) => Promise<Printable>): Promise<string> {
  const { superuser } = office;
  await superuser.query('BEGIN');
  try {
    await superuser.query(sql);
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${secretaryLogin}`);
    const ask = async (query: string, values: readonly unknown[] = []) => {
      const { rows } = await superuser.query<{ seq: string }>(query, [...values]);
      return rows.map((row) => ({ ...row, seq: Number(row.seq) })) as never;
    };
    const key = pinnedKeeperKey(office.keeperPublicKey);
    const witness = new Witness(join(office.folder, 'seen'), key, { ask, tell: () => undefined });
    const keeper = new KeeperPulse(ask, key);
    const current = { login: secretaryLogin, guid: null, db: dbOf(superuser), witness, keeper };
    return Buffer.from((await paper(current as unknown as Session)).pdf).toString('utf8');
  } finally {
    await rm(join(office.folder, 'seen'), { force: true });
    await superuser.query('ROLLBACK');
  }
}

describe('INV-55 a list of how things stand', () => {
  it.each([
    ['„Ewidencja”', recordsPaper],
    ['„Stan na dziś”', statePaper],
  ])('%s is of today, whatever day the database says it is', async (_of, paper) => {
    const said = await made(`UPDATE office.pulse SET today = '2020-01-02'`, paper);
    // „Stan na dziś” has its day in its title, „Ewidencja” tells by it who is authorised.
    expect(said).toContain(legalDayText(legalDay()));
    expect(said).not.toContain('02.01.2020');
    expect(said).not.toContain('"przyszłe"');
  });

  it.each([
    ['„Ewidencja”', recordsPaper],
    ['of media (D13)', mediaPaper],
  ])('%s names the entry that it stands on, and is not printed without a pulse', async (_of, paper) => {
    expect(await made('', paper)).toMatch(/stan na wpis nr \d+/);
    const forged = `UPDATE office.pulse SET signature = decode(repeat('00', 64), 'hex')`;
    await expect(made(forged, paper)).rejects.toMatchObject({ failure: { code: 'document-not-confirmed' } });
  });
});
