import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask, done } from './asking.ts';
import { officeOfFile, rowsOf, who } from './office.ts';

/** What a listener with psql can do to stop what others do about him. */
const office = officeOfFile();

type Subject = { guid: string; displayName: string; post: string; unit: string };
let subject: Subject;
beforeAll(async () => {
  const [row] = await rowsOf<Subject>(
    await office.superuser(),
    `SELECT guid, display_name AS "displayName", post, unit FROM office.person WHERE login = $1`,
    [who.other],
  );
  subject = row as Subject;
});

/** The Secretary changes what is known of the person, and in which groups he is. */
const change = async (roles: ('listener' | 'quality')[]) =>
  done(
    ask(await office.as(who.secretary), 'person', { login: who.other, ...subject, roles, employee: true }),
  );
const pidOf = async (client: Client) =>
  (await rowsOf<{ pid: number }>(client, 'SELECT pg_backend_pid() AS pid'))[0]?.pid;

describe('INV-24 an open transaction on the own role', () => {
  it('holds up no act of the Secretary about that person, and is ended where it is in the way', async () => {
    const hold = async () => {
      const holder = await office.as(who.other);
      await holder.query(`BEGIN; ALTER ROLE SESSION_USER SET work_mem = '1MB'`);
      return { holder, pid: await pidOf(holder) };
    };
    // Nothing of the login is another than it was.
    const one = await hold();
    await change(['listener']);
    expect(await pidOf(one.holder)).toBe(one.pid);
    await one.holder.query('ROLLBACK');
    // Something has to be put right on the very role.
    await (await office.superuser()).query(`ALTER ROLE "${who.other}" RESET temp_file_limit`);
    const other = await hold();
    await change(['listener', 'quality']);
    await expect(pidOf(other.holder)).rejects.toThrow();
    const told = await rowsOf(
      await office.as(who.other),
      `SELECT pg_has_role('odsluch_quality', 'USAGE') AS quality, current_setting('temp_file_limit') AS "limit"`,
    );
    expect(told).toEqual([{ quality: true, limit: '1GB' }]);
    await change(['listener']);
  });
});
