import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCard } from '../../electron/quality/card.ts';
import { readMine } from '../../electron/quality/own-cards.ts';
import { readPlans } from '../../electron/quality/plans.ts';
import { readQueue } from '../../electron/quality/queue.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Mine, ShownCard } from '../../shared/quality.ts';
import { addPerson, ask, askSealed, done, guidOf, listen, passTime, sign, type Answer } from './asking.ts';
import { dayOf, lose, loseSince } from './destroying.ts';
import { dbOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { openReview, scoreOf } from './reviewing-quality.ts';
import {
  accountOf,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** § 2: whoever answered a call is told that a review is about them, reads the card, and says what they think of it; nobody else does. In this order. */

const rater = 'igil';
const clerks = ['klis', 'psowa', 'rwilk'];

let office: TestOffice;
let plan = '';
let drawn: string[] = [];
/** Who answered each, by login. */
let answered: string[] = [];
/** Whose card is looked at, and somebody whose calls were drawn as well. */
let [own, other] = ['', ''];

beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  ({ plan, drawn } = await openReview(office, rater, clerks));
  const { rows } = await office.superuser.query<{ login: string }>(
    `SELECT r.answered_login AS login FROM unnest($1::uuid[]) WITH ORDINALITY d (id, at) JOIN office.recording r USING (id) ORDER BY d.at`,
    [drawn],
  );
  answered = rows.map(({ login }) => login);
  cardCall = `api.quality_card('${plan}', 1)`;
  [own = ''] = answered;
  other = answered.find((login) => login !== own) ?? '';
});
beforeEach(() => passTime(office, 3_600_000));
afterAll(() => office.close());

const at = (nr: number) => ({ plan, nr });
const mine = (login: string): Promise<Mine> =>
  office.fresh(login, (client) => readMine({ db: dbOf(client) }));
const card = async (login: string, nr = 1): Promise<ShownCard> => {
  const guid = await guidOf(office, login);
  return office.fresh(login, (client) => readCard({ db: dbOf(client), guid }, at(nr)));
};
/** All that somebody with psql reads. */
const raw = (login: string, call: string): Promise<string> =>
  office.fresh(login, async (client) => {
    const { rows } = await client.query<{ told: unknown }>(`SELECT ${call} AS told`);
    return JSON.stringify(rows[0]?.told);
  });
let cardCall = '';
const others = [rater, secretaryLogin, deputyLogin, mayorLogin];
const hear = async (nr: number): Promise<void> => {
  const { answer } = await listen(await office.as(rater), drawn[nr - 1] ?? '', {
    ...{ ground: null, position: at(nr) },
  });
  expect([answer.state, answer.reason]).toEqual(['released', null]);
  const body = { opening: answer.command, ranges: [[0, 2_000] as [number, number]] };
  await done(ask(await office.as(rater), 'close', { ...body, how: 'listener', wrongCall: false }));
};

const refused = (why: string, asked: () => Promise<Answer>) => refusedOnce(office, why, asked);

describe('that a review is about somebody', () => {
  it('is told to them alone: the plan as it was announced, and not which call', async () => {
    for (const login of new Set(answered)) {
      const { plans, cards } = await mine(login);
      expect(plans.map((one) => [one.plan, one.state, one.own, one.person])).toEqual([
        [plan, 'approved', false, expect.stringMatching(/\S/)],
      ]);
      expect(cards).toEqual([]);
    }
    for (const login of others) expect(await mine(login), login).toMatchObject({ plans: [], cards: [] });
  });

  it.each(['before it is heard', 'while it has no card'])(
    'tells nobody in psql of any call %s',
    async (when) => {
      if (when !== 'before it is heard') await hear(1);
      for (const login of [...new Set(answered), ...others]) {
        const told = await raw(login, 'api.my_cards()');
        for (const recording of drawn) expect(told, login).not.toContain(recording);
        for (const clerk of clerks) expect(told, login).not.toContain(clerk);
        if (login !== rater) expect(await raw(login, cardCall)).toBe('null');
      }
    },
  );
});

describe('a card', () => {
  it('is read by whoever answered the call, of others nothing, and by no office', async () => {
    await done(ask(await office.as(rater), 'qualityScore', scoreOf(at(1))));
    const { cards } = await mine(own);
    expect(cards.map(({ position, standing }) => [position, standing.state])).toEqual([[at(1), 'submitted']]);
    expect(await card(own)).toMatchObject({ rates: false, position: at(1), recording: drawn[0] });
    expect((await card(own)).versions[0]?.words?.summary).toBe('Rozmowa rzeczowa.');
    for (const login of [other, secretaryLogin, deputyLogin, mayorLogin]) {
      expect((await mine(login)).cards, login).toEqual([]);
      await expect(card(login), login).rejects.toMatchObject({ failure: { code: 'card-unknown' } });
    }
    expect((await mine(rater)).cards).toEqual([]);
  });

  it('names no other call of the plan, nobody else who answered, and nobody who called', async () => {
    for (const told of [await raw(own, 'api.my_cards()'), await raw(own, cardCall)]) {
      for (const recording of drawn.slice(1)) expect(told).not.toContain(recording);
      for (const clerk of clerks.filter((login) => login !== own)) expect(told).not.toContain(clerk);
      expect(told).not.toMatch(/Barbara Zych|601234567|callerTail/);
    }
  });

  it('is nobody’s who gets the login later', async () => {
    const [former, login] = [await guidOf(office, own), own];
    own = 'pnowa';
    await addPerson(office, own, { authorised: false, guid: former });
    await addPerson(office, login, { authorised: false });
    expect(await mine(login)).toMatchObject({ plans: [], cards: [] });
    expect(await raw(login, cardCall)).toBe('null');
    // The account goes on under another login, and so does its card.
    expect((await mine(own)).cards.map(({ position }) => position)).toEqual([at(1)]);
  });
});

describe('what is said of a card', () => {
  it('is said by whoever it is about, once', async () => {
    const { standing } = await card(own);
    const body = { position: at(1), score: standing.score ?? 0, words: 'Termin podałem dzień wcześniej.' };
    for (const login of [other, rater, secretaryLogin]) {
      const { state, reason } = await ask(await office.as(login), 'qualityRemark', body);
      expect([state, reason], login).toEqual(['refused', 'card-unknown']);
    }
    const { seq } = await done(ask(await office.as(own), 'qualityRemark', body));
    expect(await card(own)).toMatchObject({
      ...{ standing: { state: 'remarked', remarked: true }, remark: { seq, words: body.words } },
    });
    expect((await mine(own)).cards[0]?.standing).toMatchObject({ state: 'remarked', remarked: true });
    const again = await ask(await office.as(own), 'qualityRemark', body);
    expect([again.state, again.reason]).toEqual(['refused', 'card-closed']);
  });

  it('is not replied to once the words of the card are gone: nobody could tell whether it is worse', async () => {
    const { superuser } = office;
    const trigger = (how: string) =>
      superuser.query(`ALTER TABLE office.entry_text ${how} TRIGGER keep_words`);
    const states = async () => {
      const { positions } = await office.fresh(rater, (client) => readQueue({ db: dbOf(client) }, plan));
      return [(await mine(own)).cards[0]?.standing.state, positions[0]?.standing.state];
    };
    expect(await states()).toEqual(['remarked', 'remarked']);
    const { score } = (await card(own)).standing;
    await trigger('DISABLE');
    const { rows } = await superuser.query<{ salt: Buffer; text: string }>(
      'DELETE FROM office.entry_text WHERE seq = $1 RETURNING salt, text',
      [score],
    );
    expect(await states()).toEqual(['closed', 'closed']);
    await refused('card-closed', async () =>
      ask(
        await office.as(rater),
        'qualityScore',
        scoreOf(at(1), { corrects: score, reply: 'Uwzględniono.' }),
      ),
    );
    const [words] = rows;
    await superuser.query('INSERT INTO office.entry_text (seq, salt, text) VALUES ($1, $2, $3)', [
      ...[score, words?.salt, words?.text],
    ]);
    await trigger('ENABLE ALWAYS');
    expect(await states()).toEqual(['remarked', 'remarked']);
  });

  it('is replied to on a card of its own, beside which the first stays', async () => {
    const { standing } = await card(own);
    const reply = 'Uwagę uwzględniono.';
    await done(
      ask(await office.as(rater), 'qualityScore', {
        ...scoreOf(at(1), { corrects: standing.score, levels: [2, 3, 3], reply }),
      }),
    );
    const { versions, standing: closed } = await card(own);
    expect(closed.state).toBe('closed');
    expect(versions.map(({ words }) => [words?.levels[2], words?.reply])).toEqual([
      [2, null],
      [3, reply],
    ]);
  });
});

describe('a call that is left out', () => {
  it('is told with the reason', async () => {
    await hear(2);
    await done(
      ask(await office.as(rater), 'qualityOmission', { position: at(2), why: 'not-service', words: null }),
    );
    const login = answered[1] === answered[0] ? own : (answered[1] ?? '');
    const left = (await mine(login)).cards.filter(({ position }) => position.nr === 2);
    expect(left.map(({ standing }) => [standing.state, standing.omitted])).toEqual([
      ['omitted', 'not-service'],
    ]);
    expect(await card(login, 2)).toMatchObject({ versions: [], omission: { words: null } });
  });
});

describe('a call that was heard and has no card yet', () => {
  beforeAll(async () => {
    for (const nr of [3, 4, 5]) await hear(nr);
  });

  it('gets one with the name of whoever answered it, and not of whoever is called so by now', async () => {
    const login = answered[2] === answered[0] ? own : (answered[2] ?? '');
    const guid = randomUUID();
    office.directory.set(login, { ...accountOf(login, guid), displayName: 'Ktoś Inny' });
    office.accounts.guids.delete(login);
    office.accounts.guids.set(login, guid);
    await sign(office, 'person', { guids: [guid] });
    await done(ask(await office.as(rater), 'qualityScore', scoreOf(at(3))));
    expect((await card(rater, 3)).person.displayName).toBe(`Osoba ${login}`);
  });

  it('gets none once it is lost, and no other once the words of its card are', async () => {
    await lose(office, [drawn[3] ?? '']);
    await refused('card-closed', async () => ask(await office.as(rater), 'qualityScore', scoreOf(at(4))));
    const { score: corrects } = (await card(rater, 3)).standing;
    await loseSince(office, drawn[0] ?? '');
    await refused('card-closed', async () =>
      ask(await office.as(rater), 'qualityScore', scoreOf(at(3), { corrects })),
    );
  });

  it('gets none, and is not left out, once its review was broken off', async () => {
    const { plans } = await office.fresh(rater, (client) => readPlans({ db: dbOf(client), guid: null }));
    const act = plans[0]?.act ?? '';
    // Its days, and those in which its rater ends it.
    passTime(office, 80 * 86_400_000);
    const unheard = { position: at(6), why: 'unavailable' as const, words: null };
    await refused('plan-not-open', async () => ask(await office.as(rater), 'qualityOmission', unheard));
    await done(
      askSealed(office, secretaryLogin, 'file', {
        ...{ act, day: dayOf(office), way: 'paper', missingSignature: null },
        reason: 'Osoba nie pracuje już w urzędzie.',
      }),
    );
    const client = await office.as(rater);
    await refused('card-closed', () => ask(client, 'qualityScore', scoreOf(at(5))));
    const omission = { position: at(5), why: 'not-service' as const, words: null };
    await refused('plan-not-open', () => ask(client, 'qualityOmission', omission));
  });
});
