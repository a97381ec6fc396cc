import { randomUUID, type KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import { submit } from '../submit.ts';

/** A call whose recording was destroyed before this system: the stub that § 3 ust. 4 leaves. Nobody's number, nobody's name. */
export type DestroyedCall = {
  id: string;
  startedAt: string;
  durationMs: number;
  extension: string;
  department: string;
  plainSha256: string;
  destroyedOn: string;
  destructionProtocol: string;
};

/** Takes a list of destroyed calls over: one transaction of rows, then ONE entry with their count and hash. */
export async function takeOverDestroyed(
  client: Client,
  keeper: KeyObject,
  calls: readonly DestroyedCall[],
): Promise<void> {
  const batch = randomUUID();
  await client.query(
    `INSERT INTO office.recording (id, started_at, duration_ms, call_group, caller, line, extension, department, answered_by,
       announcement, channels, plain_sha256, destroyed_on, destruction_protocol, batch)
     SELECT c.id, c."startedAt", c."durationMs", c.id, NULL, '', c.extension, c.department, '', 'unknown', ARRAY['unknown'],
       decode(c."plainSha256", 'hex'), c."destroyedOn", c."destructionProtocol", $2
       FROM json_to_recordset($1) AS c(id uuid, "startedAt" timestamptz, "durationMs" int, extension text, department text,
         "plainSha256" text, "destroyedOn" date, "destructionProtocol" text)`,
    [JSON.stringify(calls), batch],
  );
  const answer = await submit(client, keeper, 'stubs', { batch }, 120_000);
  if (answer.state === 'refused') throw new Error(`the keeper refused the list: ${answer.reason}`);
}
