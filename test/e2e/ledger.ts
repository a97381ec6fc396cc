import { Client, type QueryResultRow } from 'pg';
import type { AnyOffice } from '../../build/office/office.ts';
import type { Spoken } from '../../build/window/hand.ts';
import { personConfig, withConnection } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { askOver, sign } from '../../server/submit.ts';
import type { Office } from '../../shared/ledger/instrument.ts';
import { lastPulse } from '../../shared/node/door.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import { signRequest, submitValues } from '../../shared/node/request.ts';
import { sealPassword } from '../../shared/node/session.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { appointmentOf, authorisationOf } from '../database/asking.ts';
import { orderOf } from '../database/destroying.ts';
import { who } from '../who.ts';
import type { Command, CommandKind, EntryKind, Payload, SealedKind } from '../../shared/ledger/kinds.ts';

/** One entry as the database holds it; `words` = the JSON behind it, null where there is none. */
export type Entry<K extends EntryKind = EntryKind> = {
  seq: number;
  payload: Payload<K>;
  hash: string;
  words: Record<string, unknown> | null;
};

/** Rows of one statement, asked by a superuser on the local socket: what no person of the office could see. */
export async function ask<Row extends QueryResultRow>(
  office: AnyOffice,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await office.superuser();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The number of the newest entry: what a test adds stands behind it. */
export async function headOf(office: AnyOffice): Promise<number> {
  const [row] = await ask<{ seq: string }>(office, 'SELECT max(seq) AS seq FROM office.entry');
  return Number(row?.seq);
}

/** The entries of one kind behind entry `after`, oldest first. */
export async function entriesOf<K extends EntryKind>(
  office: AnyOffice,
  kind: K,
  after = 0,
): Promise<Entry<K>[]> {
  const rows = await ask<{ seq: string; payload: string; hash: Buffer; text: string | null }>(
    office,
    `SELECT e.seq, e.payload, e.hash, t.text FROM office.entry e LEFT JOIN office.entry_text t USING (seq)
      WHERE e.kind = $1 AND e.seq > $2 ORDER BY e.seq`,
    [kind, after],
  );
  return rows.map(({ seq, payload, hash, text }) => ({
    seq: Number(seq),
    payload: JSON.parse(payload) as Payload<K>,
    hash: hash.toString('hex'),
    words: text === null ? null : (JSON.parse(text) as Record<string, unknown>),
  }));
}

/** Kinds of everything that was entered behind entry `after`, oldest first; sessions, and what the keeper gives and takes, left out. */
export async function kindsAfter(office: AnyOffice, after: number): Promise<string[]> {
  const rows = await ask<{ kind: string }>(
    office,
    `SELECT kind FROM office.entry WHERE seq > $1 AND kind NOT LIKE 'session%' AND kind <> 'roles' ORDER BY seq`,
    [after],
  );
  return rows.map(({ kind }) => kind);
}

/** Tables of the office that hold something, as text or as bytes. */
export async function tablesWith(office: AnyOffice, words: string): Promise<string[]> {
  const client = await office.superuser();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'office'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(
        `SELECT FROM office.${name} t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0 LIMIT 1`,
        [words],
      );
      if (rowCount !== 0) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** An act as the read model holds it. */
export type ActRow = { id: string; number: string; case_number: string; state: string; login: string };

export async function actsOf(office: AnyOffice, login: string): Promise<ActRow[]> {
  return ask<ActRow>(
    office,
    'SELECT id, number, case_number, state, login FROM office.act WHERE login = $1 ORDER BY seq',
    [login],
  );
}

/** The catalogue's id of a recording that was seeded from this plan. */
export async function recordingOf(office: AnyOffice, plan: Spoken): Promise<string> {
  const [row] = await ask<{ id: string }>(
    office,
    'SELECT id FROM office.recording WHERE started_at = $1 AND extension = $2',
    [plan.sidecar.startedAt, plan.sidecar.extension],
  );
  if (row === undefined) throw new Error('no such recording');
  return row.id;
}

/** Where the sealed sound of a recording lies on the share. */
export async function fileOf(office: AnyOffice, recording: string): Promise<string> {
  const [row] = await ask<{ started_at: Date }>(
    office,
    'SELECT started_at FROM office.recording WHERE id = $1',
    [recording],
  );
  if (row === undefined) throw new Error('no such recording');
  return `${office.share}/${legalMonth(row.started_at).replace('-', '/')}/${recording}.rec`;
}

/** Appoints a person to an office; a Mayor, whom no deputy confirms, with an officer who does. */
export async function appoint(office: AnyOffice, login: string, held: Office): Promise<void> {
  const paper = appointmentOf(office.person(login).guid, { office: held });
  if (held !== 'mayor') return stand(office, paper);
  await appoint(office, who.revoked, 'protection_officer');
  await stand(office, paper, who.revoked);
}

/** Authorises a person by another paper of the Mayor's; the newest counts. */
export const authorise = (
  office: AnyOffice,
  login: string,
  change: Parameters<typeof authorisationOf>[1],
): Promise<void> => stand(office, authorisationOf(office.person(login).guid, change));

/** An order to destroy is in force, for which there is a backup already. */
export const orderDestruction = (office: AnyOffice): Promise<void> =>
  stand(office, orderOf({ shift: { database: 0, own: 0 } }));

/** The Secretary registers a paper and her deputy confirms it, or somebody else. */
export async function stand(
  office: AnyOffice,
  paper: Command<'instrument'>,
  second: string = who.deputy,
): Promise<void> {
  const { seq, hash } = await signAs(office, who.secretary, 'instrument', paper);
  await signAs(office, second, 'confirm', { entries: [seq], hashes: [hash.toString('hex')] });
}

/** An act that a person signs with the directory password. Throws unless it is entered. */
export async function signAs<K extends SealedKind>(
  office: AnyOffice,
  login: string,
  kind: K,
  body: Command<K>,
) {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { password } = office.person(login);
  const { signer, secret } = await proveAtDoor(office.settings, keeper, login, password);
  return withConnection(personConfig(office.settings, login, secret), async (client) => {
    const said = await sign({ client, keeper, signer }, password, kind, body);
    if (said.state === 'refused') throw new Error(`not signed: ${said.reason}`);
    return said;
  });
}

/** How commands are handed to the keeper in somebody's name. */
type HandIn = <K extends CommandKind>(kind: K, body: Command<K>, how?: 'sealed') => Promise<string>;

/**
 * Proves a session of a person; what it gives hands in a command, `sealed` with the directory password, without waiting for the answer, and
 * returns its id.
 */
export async function asPerson(office: AnyOffice, login: string): Promise<HandIn> {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { password } = office.person(login);
  const { signer, secret } = await proveAtDoor(office.settings, keeper, login, password);
  return async (kind, body, how) => {
    const client = new Client(personConfig(office.settings, login, secret));
    await client.connect();
    try {
      const pulse = await lastPulse(askOver(client), keeper);
      if (typeof pulse === 'string') throw new Error('no pulse of the keeper');
      const { time: seen, doorKey } = pulse;
      const seal = (hash: Buffer) => sealPassword(password, 'sign', hash, doorKey);
      const request = signRequest(signer, { kind, body, seen }, how && seal);
      await client.query(submitStatement, submitValues(request));
      return request.id;
    } finally {
      await client.end();
    }
  };
}

/** Hands a command to the keeper in a person's name, without waiting for the answer; returns its id. */
export async function submitAs<K extends CommandKind>(
  office: AnyOffice,
  login: string,
  kind: K,
  body: Command<K>,
): Promise<string> {
  return (await asPerson(office, login))(kind, body);
}

/** The Secretary registers that the Mayor revoked a person's authorisation. */
export async function revoke(office: AnyOffice, secretary: string, login: string): Promise<void> {
  const number = office.person(login).authorisation?.number ?? '';
  await submitAs(office, secretary, 'revoke', {
    number,
    why: 'post',
    until: null,
    paper: null,
    words: 'zmiana obowiązków',
  });
}
