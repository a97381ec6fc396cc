import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addPerson, addRecording, ask, done, groundOf, listen, payloadOf, type Answer } from './asking.ts';
import { registerRows } from './reading.ts';
import { openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** D2 says who heard a recording beside the listener, whenever they came; and whoever it says so of reads it. */
let office: TestOffice;
let client: Client;
let secretary: Client;
let recording: string;
const listener = 'anowak';
const [early, late] = ['kdyrektor', 'jlis'];

beforeAll(async () => {
  office = await openTestOffice();
  for (const one of [listener, early, late]) await addPerson(office, one);
  [client, secretary] = [await office.as(listener), await office.as(secretaryLogin)];
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

/** A new act with the recording open and one person there from the start, for each test. */
let release: Answer;
let act: string;
beforeEach(async () => {
  release = (await listen(client, recording, { ground: groundOf({ present: [early] }) })).answer;
  act = String(payloadOf(release)['act']);
});

const at = (answer: Answer): string => String(payloadOf(answer)['at']);
const join = (person: string) => done(ask(client, 'join', { act, person }));
const leave = (person: string) => done(ask(client, 'leave', { act, person }));
const close = () =>
  done(ask(client, 'close', { opening: release.command, ranges: [], how: 'listener', wrongCall: false }));
const complete = () =>
  done(ask(client, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.' }));
const erase = (seq: number | null) =>
  office.superuser.query('DELETE FROM office.entry_text WHERE seq = $1', [seq]);
const present = async (): Promise<unknown> => {
  const rows = await registerRows(secretary);
  return rows.flatMap((row) => (row.kind === 'act' && row.act === act ? [row.present] : []))[0];
};

describe('the presence of persons in the register', () => {
  it('names who was there from the start and who came later, each since when, and until when who left', async () => {
    const joined = await join(late);
    const stays = [
      { person: `Osoba ${early}`, from: at(release), to: null },
      { person: `Osoba ${late}`, from: at(joined), to: null },
    ];
    // Each later release names them again; they came once.
    await listen(client, recording, { act, ground: null });
    expect(await present()).toEqual(stays);
    const left = await leave(early);
    await close();
    expect(await present()).toEqual([{ ...stays[0], to: at(left) }, stays[1]]);
  });

  it('does not go on with what is played after the text was sealed', async () => {
    await close();
    const completed = await complete();
    await done(ask(client, 'reopen', { act }));
    await listen(client, recording, { act, ground: null });
    expect(await present()).toEqual([{ person: `Osoba ${early}`, from: at(release), to: at(completed) }]);
  });

  it('ends with what was played last, however long the findings take to write', async () => {
    const closed = await close();
    const joined = await join(late);
    await complete();
    expect(await present()).toEqual([
      { person: `Osoba ${early}`, from: at(release), to: at(closed) },
      { person: `Osoba ${late}`, from: at(joined), to: at(joined) },
    ]);
  });

  it('has a stay of its own for each time somebody came', async () => {
    const first = await join(late);
    const left = await leave(late);
    const second = await join(late);
    await close();
    expect(await present()).toEqual([
      { person: `Osoba ${early}`, from: at(release), to: null },
      { person: `Osoba ${late}`, from: at(first), to: at(left) },
      { person: `Osoba ${late}`, from: at(second), to: null },
    ]);
  });

  it('knows them by their logins once their names were erased', async () => {
    const joined = await join(late);
    await erase(release.seq);
    await erase(joined.seq);
    expect(await present()).toMatchObject([{ person: early }, { person: late }]);
  });
});

describe('whoever an act of another names', () => {
  const named = async (login: string) => {
    // Whoever is given a login has a line of their own: that of its former holder was ended.
    const { rows } = await office.fresh(login, (line) =>
      line.query<{ named: unknown[] }>('SELECT api.named_in_acts() AS named'),
    );
    return rows[0]?.named ?? [];
  };
  const row = (answer: Answer, change: object = {}) => ({
    ...{ seq: answer.seq, at: at(answer), begun: release.seq, number: payloadOf(release)['protocol'] },
    ...{
      listener: `Osoba ${listener}`,
      authorisation: expect.any(String) as string,
      remark: null,
      ...change,
    },
  });

  it('reads it from that entry on: which, when, whose, in which capacity, and what they are said to have remarked', async () => {
    const [before] = await named(late);
    expect((await named(early))[0]).toEqual(row(release));
    const joined = await join(late);
    expect((await named(late))[0]).toEqual(
      row(joined, { authorisation: payloadOf(joined)['authorisation'] }),
    );
    await leave(late);
    await join(late);
    await close();
    const presentRemarks = [{ login: early, text: 'Bez uwag.' }];
    await done(
      ask(client, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.', presentRemarks }),
    );
    expect((await named(early))[0]).toEqual(row(release, { remark: 'Bez uwag.' }));
    // One row an act, and nobody reads who else is named or what was said of them.
    expect((await named(late)).slice(0, 2)).toEqual([row(joined), ...(before === undefined ? [] : [before])]);
    expect(await named(listener)).toEqual([]);
    await erase(release.seq);
    expect((await named(early))[0]).toMatchObject({ listener, authorisation: null });
  });

  it('is the person, not the login: who is given it later is named nowhere', async () => {
    await join(late);
    for (const login of [early, late]) {
      expect(await named(login)).not.toEqual([]);
      await addPerson(office, login, { guid: randomUUID(), authorised: false });
      expect(await named(login)).toEqual([]);
    }
  });
});
