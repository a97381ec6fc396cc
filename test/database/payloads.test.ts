import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { ask, done, groundOf, listen, payloadOf, revocation, today } from './asking.ts';
import { officeOfFile, rowsOf, shortest, who } from './office.ts';

const office = officeOfFile({
  choose: (plans) =>
    shortest(4)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes' && sidecar.caller !== null)),
  destroyed: 20,
});
const ownWords = 'Anna Nowak i Barbara Zych rozmawiały z numerem +48 601 234 567 o terminie.';

/** The seed's people and calls, then a listening from the search to the case file, refusals, and personal data where none belong. */
beforeAll(async () => {
  const superuser = await office.superuser();
  const calls = await rowsOf<{ id: string; caller: string }>(
    superuser,
    `SELECT id, caller FROM office.recording WHERE state = 'available' AND answered_login <> $1 ORDER BY started_at`,
    [who.listener],
  );
  const { id = '', caller = '' } = calls[0] ?? {};
  const client = await office.as(who.listener);
  const sentence = { own: ownWords };
  const { answer } = await listen(client, id, { ground: groundOf({ sentence, present: [who.other] }) });
  const act = String(payloadOf(answer)['act']);
  await done(
    ask(client, 'close', { opening: answer.command, ranges: [[0, 900]], how: 'finished', wrongCall: false }),
  );
  await done(ask(client, 'complete', { act, findings: `Dzwoniący ${caller}, Piotr Zieliński: ${ownWords}` }));
  const day = today();
  await done(ask(client, 'file', { act, day, way: 'ezd', missingSignature: 'Pani Barbara Zych na urlopie' }));
  await refusals(client, id, caller);
  const secretary = await office.as(who.secretary);
  const number = String(payloadOf(answer)['authorisation']);
  await done(
    ask(secretary, 'revoke', revocation(number, { words: `Anna Nowak odeszła, dzwonić ${caller}` })),
  );
});

/** Names and numbers in the fields that a refusal repeats. */
async function refusals(client: Client, recording: string, caller: string): Promise<void> {
  for (const text of [caller, 'Anna Nowak', caller.slice(3)]) {
    for (const change of [
      { case: text },
      { basis: text },
      { sentence: { code: text } },
      { fields: { register: `${text}\n` } },
    ]) {
      const { answer } = await listen(client, recording, { ground: groundOf(change) });
      expect(answer.state).toBe('refused');
    }
  }
  const { answer } = await listen(client, recording, { host: `${caller} Anna Nowak` });
  expect(answer.state).toBe('refused');
}

/** A payload without the logins in it: they say who did what, and the office's logins are made of names. */
function withoutLogins(payload: string): string {
  const logins = new Set(['login', 'subject', 'answeredLogin', 'present']);
  return JSON.stringify(
    JSON.parse(payload, (key: string, value: unknown) => (logins.has(key) ? null : value)),
  );
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').toLowerCase();

/** As a word of its own: inside a key in base64 a short name may stand by chance. */
function hasWord(text: string, word: string): boolean {
  const ends = /[a-z0-9+/=]/u;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!ends.test(text[at - 1] ?? '') && !ends.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}

it('INV-33 no payload has a caller’s number or anybody’s name, in the database or in the journal', async () => {
  const superuser = await office.superuser();
  const entries = await rowsOf<{ payload: string; kind: string }>(
    superuser,
    'SELECT payload, kind FROM office.entry',
  );
  const kinds = new Set(entries.map(({ kind }) => kind));
  for (const kind of [
    'person',
    'instrument',
    'confirmed',
    'ingest',
    'stubs',
    'release',
    'refusal',
    'completed',
    'filed',
    'revoke',
  ])
    expect(kinds).toContain(kind);
  const { people, plans, settings } = office.running();
  const names = people
    .flatMap(({ displayName }) => displayName.split(' '))
    .concat(plans.map(({ sidecar }) => sidecar.answeredBy));
  const numbers = plans.flatMap(({ sidecar }) => (sidecar.caller === null ? [] : [sidecar.caller.slice(-9)]));
  expect(numbers.length).toBeGreaterThan(2);
  const journal = readFileSync(settings.journal, 'utf8').trimEnd().split('\n');
  const journalled = journal.map((line) => (JSON.parse(line) as { payload: string }).payload);
  // The keeper may have entered something of its own in between.
  expect(journalled.length).toBeGreaterThanOrEqual(entries.length);
  for (const payload of [...entries.map((entry) => entry.payload), ...journalled]) {
    const said = plain(withoutLogins(payload));
    const digits = said.replace(/[\s.-]/gu, '');
    expect(
      [...names, 'Pani'].filter((name) => hasWord(said, plain(name))),
      payload,
    ).toEqual([]);
    expect(
      [...numbers, '601234567'].filter((number) => digits.includes(number)),
      payload,
    ).toEqual([]);
  }
  // They are where they belong: in words that can be erased.
  const texts = await rowsOf<{ text: string }>(
    superuser,
    'SELECT text FROM office.entry_text UNION ALL SELECT caller FROM office.recording WHERE caller IS NOT NULL',
  );
  const all = texts.map(({ text }) => text).join();
  expect(numbers.filter((number) => !all.includes(number))).toEqual([]);
  expect(people.filter(({ displayName }) => !all.includes(displayName))).toEqual([]);
});
