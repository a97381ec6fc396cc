import { Client, type ClientConfig } from 'pg';
import { createOfficeCa } from '../../../build/office/certificates.ts';
import { startDatabase } from '../../../build/office/database.ts';
import { databaseName } from '../../../build/office/postgres-conf.ts';
import { migrate } from '../../../server/migrate.ts';

/** A database with so many calls in its catalogue, in a cluster of its own. */
export type Catalogue = {
  rows: number;
  /** The superuser, over the socket. */
  superuser(): Promise<Client>;
  /** Somebody whom the table itself shows rows by a rule: his group's members may see everything. */
  ruled(): Promise<Client>;
  /** A listener, logged in like a person. */
  listener: Client;
  /** Some of the numbers that called. */
  numbers: readonly string[];
  stop(): Promise<void>;
};

const password = 'Odsluch-bench-1';
const login = 'anna.nowak';

/** One year of calls, whatever their number: what grows is a day. About 40 s a million. `destroyed`: every second call is, by nights after it was there. */
export async function startCatalogue(root: string, rows: number, destroyed = false): Promise<Catalogue> {
  const database = await startDatabase({ certificates: await createOfficeCa() });
  const clients: Client[] = [];
  const connect = async (config: ClientConfig): Promise<Client> => {
    const client = new Client(config);
    clients.push(client);
    await client.connect();
    return client;
  };
  const stop = async (): Promise<void> => {
    for (const client of clients) await client.end();
    await database.stop();
  };
  const local = { ...database.superuser, host: database.socketFolder, port: database.port };
  try {
    const first = await connect({ ...local, database: 'postgres' });
    await first.query(`CREATE DATABASE ${databaseName}`);
    const asSuperuser = (): Promise<Client> => connect({ ...local, database: databaseName });
    const superuser = await asSuperuser();
    await migrate(superuser, `${root}/server/schema`);
    await fill(superuser, rows);
    if (destroyed) await destroyHalf(superuser);
    const listener = await connect({
      ...{ host: database.host, port: database.port, database: databaseName, user: login, password },
      ssl: { ca: database.ca, servername: 'localhost' },
    });
    return {
      ...{ rows, listener, numbers: await someNumbers(superuser), stop },
      superuser: asSuperuser,
      ruled: async () => {
        const client = await asSuperuser();
        await client.query(rowRule);
        return client;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function someNumbers(superuser: Client): Promise<string[]> {
  const { rows } = await superuser.query<{ caller: string }>(
    `SELECT caller FROM office.recording TABLESAMPLE SYSTEM (10) REPEATABLE (1) WHERE caller IS NOT NULL
      ORDER BY hashtext(id::text) LIMIT 500`,
  );
  return rows.map(({ caller }) => caller);
}

/**
 * The usual way to say who may see what: a rule of the table, by membership. Our own function reads as another role, for which
 * the rule is no more than `true`.
 */
const rowRule = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bench_clerk') THEN
      CREATE ROLE bench_clerk IN ROLE odsluch_listener;
      GRANT USAGE ON SCHEMA office TO bench_clerk;
      GRANT SELECT ON office.recording TO bench_clerk;
      CREATE POLICY bench_clerk ON office.recording TO bench_clerk
        USING (pg_has_role(current_user, 'odsluch_listener', 'MEMBER') OR answered_login = current_user);
      CREATE POLICY bench_others ON office.recording TO odsluch_definer USING (true);
      ALTER TABLE office.recording ENABLE ROW LEVEL SECURITY;
    END IF;
  END $$;
  SET ROLE bench_clerk`;

type Index = { name: string; definition: string; constraint: boolean };

/** Indexes are taken away while the rows come, and made again as they were. */
async function fill(superuser: Client, rows: number): Promise<void> {
  const { rows: indexes } = await superuser.query<Index>(
    `SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition, c.oid IS NOT NULL AS constraint
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
       LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'u'
      WHERE x.indrelid = 'office.recording'::regclass AND NOT x.indisprimary`,
  );
  for (const { name, constraint } of indexes) {
    await superuser.query(
      constraint ? `ALTER TABLE office.recording DROP CONSTRAINT ${name}` : `DROP INDEX office.${name}`,
    );
  }
  await superuser.query(generated, [rows]);
  await superuser.query(`SET maintenance_work_mem = '1GB'`);
  for (const { definition } of indexes) await superuser.query(definition);
  await superuser.query('VACUUM (ANALYZE) office.recording');
  await superuser.query(`SELECT office.make_person($1, ARRAY['listener'], true)`, [login]);
  await superuser.query(
    `INSERT INTO office.person (login, guid, display_name, post, unit, roles, employee, seq)
       VALUES ($1, gen_random_uuid(), 'Anna Nowak', 'inspektor', 'Biuro Skarg', '{listener}', true, 1)`,
    [login],
  );
  // The pace is asked as in an office, and never refuses: more searches by digits are measured than a person has in an hour.
  const { rows: paces } = await superuser.query<{ source: string }>(
    `SELECT pg_get_functiondef('api.digits_pace'::regproc) AS source`,
  );
  await superuser.query((paces[0]?.source ?? '').replace('OFFSET 30 ', 'OFFSET 1000000 '));
  await superuser.query(`ALTER ROLE "${login}" PASSWORD '${password}'`);
  await superuser.query('CHECKPOINT');
}

/** What nights leave of calls; the versions of before lie in the table and its indexes until they are cleared away, as in an office. */
async function destroyHalf(superuser: Client): Promise<void> {
  await superuser.query(
    `UPDATE office.recording SET state = 'destroyed', caller = NULL, answered_by = '', channels = '{unknown}', call_group = id::text,
         destroyed_on = '2026-11-26', destruction_protocol = 'PZ/11/2026' WHERE hashtext(call_group) % 2 = 0`,
  );
  await superuser.query('VACUUM (ANALYZE) office.recording');
  await superuser.query('CHECKPOINT');
}

/**
 * Calls of a switchboard: office hours of working days in one year, every tenth transferred (two legs of one group),
 * every twentieth without a number, numbers of a town (a third land lines of one area, else mobiles), 1 s to 20 min.
 */
const generated = `
  INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, caller, line, extension, department, answered_by,
    announcement, channels, plain_sha256, plain_bytes, cipher_bytes, seq)
  SELECT uuidv7(), 'available',
      date_trunc('day', at) + interval '6 hours' + (at - date_trunc('day', at)) / 2.4,
      1000 + (random() ^ 3 * 1200000)::int, 'g' || call,
      CASE WHEN hashint8(call) % 20 = 0 THEN NULL
           WHEN hashint8(call) % 3 = 0 THEN '+4827' || (1000000 + abs(hashint8(call * 7)) % 9000000)
           ELSE '+48' || (500000000 + abs(hashint8(call * 11)) % 400000000) END,
      '+48270017500', (200 + call % 60)::text, 'Wydział ' || call % 12, 'Pracownik ' || call % 60, 'yes', '{caller,office}',
      sha256(int8send(n)), 1000000, 1000400, n
    FROM (SELECT n, CASE WHEN n % 11 = 10 THEN n - 1 ELSE n END AS call,
            timestamptz '2025-11-25' + (n::float8 / $1) * interval '365 days' AS at
          FROM generate_series(1, $1::bigint) n) numbered`;
