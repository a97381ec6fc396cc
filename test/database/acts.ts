import type { Client } from 'pg';
import { beforeAll } from 'vitest';
import { groundOf, listen, payloadOf } from './asking.ts';
import { officeOfFile, rowsOf, shortest, who } from './office.ts';

type Protocol = {
  entries: { seq: number; payload: string; text: string | null }[];
  played: { opening: string; ranges: unknown }[];
  drafts: { session: string; saved: number; text: string; entry: unknown }[];
};

export const unknown = '00000000-0000-4000-8000-000000000000';

/** What the database tells of an act; null where it is not one's own. */
export async function protocol(client: Client, act: string): Promise<Protocol | null | undefined> {
  return (await rowsOf<{ p: Protocol | null }>(client, 'SELECT api.protocol($1) AS p', [act]))[0]?.p;
}

/** A draft that nobody signed: the database looks at its form alone. */
export const saveDraft = (
  client: Client,
  act: string,
  text: string | null,
  saved: number | null = 1,
  bytes = 64,
  kind = 'protocol',
) =>
  client.query('SELECT api.save_draft($1, $2, $3, $4, $5, $6)', [
    ...[kind, act, unknown],
    ...[saved, text, Buffer.alloc(bytes)],
  ]);

export async function open(client: Client, recording: string, act: string | null, caseNumber: string) {
  const ground = act === null ? groundOf({ case: caseNumber }) : null;
  const { answer } = await listen(client, recording, { act, ground });
  const payload = payloadOf(answer);
  return { opening: answer.command, act: String(payload['act']), number: String(payload['protocol']) };
}

type Acts = {
  listener: Client;
  other: Client;
  /** Two recordings, oldest first. */
  recordings: string[];
  /** An act of the listener with both recordings, and one of another listener with the first of them. */
  mine: { act: string; number: string; openings: string[] };
  theirs: { act: string; opening: string };
};

/** An office in which two people listen; `acts` once the tests run. */
export function actsOfFile() {
  const office = officeOfFile({
    choose: (plans) => shortest(2)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
  });
  let acts: Acts | null = null;
  beforeAll(async () => {
    const [listener, other] = [await office.as(who.listener), await office.as(who.other)];
    const rows = await rowsOf<{ id: string }>(
      await office.superuser(),
      'SELECT id FROM office.recording ORDER BY started_at',
    );
    const recordings = rows.map(({ id }) => id);
    const [first = '', second = ''] = recordings;
    const one = await open(listener, first, null, 'SEK.1510.7.2026');
    const two = await open(listener, second, one.act, '');
    const mine = { act: one.act, number: one.number, openings: [one.opening, two.opening] };
    acts = { listener, other, recordings, mine, theirs: await open(other, first, null, 'SEK.1510.8.2026') };
  });
  return {
    office,
    acts: (): Acts => {
      if (acts === null) throw new Error('nobody has listened yet');
      return acts;
    },
  };
}
