import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { productionParts, whyNoProduction } from '../../build/office/production.ts';
import { personConfig } from '../../server/database.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { ask, done, listen, payloadOf, type Answer } from '../database/asking.ts';
import { officeOfFileOf, proveAs, rowsOf, signAs, who } from '../database/office.ts';
import { planOf, reviewsAllowed, scoreOf, versionPaper } from '../database/reviewing-quality.ts';
import { signsOver } from '../database/sessions.ts';
import { until } from '../database/support.ts';
import { record } from '../e2e/exchange.ts';
import { leadClock, type Led } from '../e2e/led-clock.ts';
import { authorise, entriesOf, stand } from '../e2e/ledger.ts';
import { expectWhole } from '../e2e/whole.ts';

const name =
  'a review of quality in an office as in production: Debian’s PostgreSQL 17, accounts in a Samba AD';
const reason = whyNoProduction();

const rater = who.none;
/** None of them has a right to listen today. */
const clerks = [who.expired, who.revoked, who.future];
const department = 'Kancelaria Ogólna';
/** The calls are of today; by so many days later theirs are over. */
const ahead = 10;

/** The tests are one story, in their order. */
function asInProduction(): void {
  const office = officeOfFileOf(productionParts);
  let led: Led;
  let superuser: Client;
  const lines = new Map<string, Client>();
  let position: Position;
  let drawn: string[] = [];
  let answered: string[] = [];
  /** A line of somebody who signs in now: what was led on ends sessions. */
  const as = async (login: string): Promise<Client> => {
    const known = lines.get(login);
    if (known !== undefined) return known;
    const { settings, keeperPublicKey } = office.running();
    const { secret, signer } = await proveAs(office.running(), login);
    const line = new Client(personConfig(settings, login, secret));
    line.on('error', () => undefined); // Whose session has ended is cut off.
    lines.set(login, line);
    await line.connect();
    signsOver(line, keeperPublicKey, signer, led.shift);
    return line;
  };
  const covers = (quality: 'only' | 'also' | 'no') =>
    authorise(office.running(), rater, { purposes: ['SERVICE_STANDARDS'], quality });
  const hear = async (nr: number): Promise<Answer> => {
    const at = { ...position, nr };
    const { answer } = await listen(await as(rater), drawn[nr - 1] ?? '', {
      ground: null,
      position: at,
    });
    return answer;
  };
  const heard = async (nr: number): Promise<void> => {
    const { command, state, reason: why } = await hear(nr);
    expect([state, why]).toEqual(['released', null]);
    const body = {
      opening: command,
      ranges: [[0, 900] as [number, number]],
      how: 'listener' as const,
      wrongCall: false,
    };
    await done(ask(await as(rater), 'close', body));
  };

  /** Time goes on, and the keeper has said so: nobody signs in by a pulse of days ago. */
  const goOn = async (days: number): Promise<void> => {
    led.days(days);
    await until('a pulse of that day', async () => {
      const [pulse] = await rowsOf<{ time: string }>(superuser, 'SELECT time FROM office.pulse');
      return Number(pulse?.time) > Date.now() + led.shift.own - 60_000 ? true : null;
    });
  };

  beforeAll(async () => {
    superuser = await office.superuser();
    led = await leadClock(office.running());
    const told = {
      act: 'zarządzenie nr 88/2026',
      actDay: addDays(legalDay(), -50),
      informedOn: addDays(legalDay(), -40),
    };
    await stand(office.running(), versionPaper(reviewsAllowed({ plan: told })));
    await covers('only');
    // A call is whose login it was when it began: all clerks are known by then, and hardly longer.
    const known = await entriesOf(office.running(), 'person');
    const at = Math.max(...known.map(({ payload }) => Date.parse(payload.at))) + 1;
    for (const [place, answeredLogin] of clerks.entries())
      for (const nth of [1, 2, 3]) {
        const { displayName: answeredBy } = office.running().person(answeredLogin);
        const call = {
          startedAt: new Date(at).toISOString(),
          callGroup: `${Math.floor(at / 1_000)}.${place}${nth}`,
        };
        await record(
          office.running(),
          { ...call, department, answeredBy, answeredLogin },
          randomBytes(8_000),
        );
      }
    await goOn(ahead);
    const on = addDays(legalDay(), ahead);
    const terms = { departments: [department], from: addDays(on, -20), to: addDays(on, -2), shortestS: 0 };
    const { command: plan } = await done(
      ask(await as(rater), 'qualityPlan', planOf({ ...terms, until: addDays(on, 30) }, on)),
    );
    await signAs(office.running(), who.secretary, 'qualityVerdict', { plan, approved: true, reason: null });
    for (const line of lines.values()) await line.end();
    lines.clear();
    await goOn(1);
    position = { plan, nr: 1 };
    const [draw] = await entriesOf(office.running(), 'qualityDraw');
    drawn = draw?.payload.recordings ?? [];
    const taken = await entriesOf(office.running(), 'ingest');
    answered = drawn.map(
      (id) => taken.find(({ payload }) => payload.recording === id)?.payload.answeredLogin ?? '',
    );
    expect(drawn.length).toBeGreaterThanOrEqual(5);
  });
  afterEach(async () => {
    for (const line of lines.values()) await line.end();
    lines.clear();
  });
  afterAll(() => led.stop());

  it('has a clerk without any right say something of the own card alone, and get a reply', async () => {
    await heard(1);
    const { seq } = await done(ask(await as(rater), 'qualityScore', scoreOf(position, { annotations: [] })));
    const remark = { position, score: seq ?? 0, words: 'Termin podano na początku rozmowy.' };
    const other = clerks.find((login) => login !== answered[0]) ?? '';
    expect(await ask(await as(other), 'qualityRemark', remark)).toMatchObject({
      reason: 'card-unknown',
    });
    await done(ask(await as(answered[0] ?? ''), 'qualityRemark', remark));
    const reply = { annotations: [], corrects: seq, levels: [3, 3, 2], reply: 'Ocena podniesiona.' };
    const { payload } = await done(ask(await as(rater), 'qualityScore', scoreOf(position, reply)));
    expect(payloadOf({ payload } as Answer)).toMatchObject({ remarksUntil: null });
  });

  it('lets whoever reviews hear as long as an authorisation says so', async () => {
    await covers('no');
    expect(await hear(2)).toMatchObject({ reason: 'quality-not-covered' });
    await covers('also');
    await heard(2);
  });

  it('refuses a rater whose account was disabled a moment ago', async () => {
    const line = await as(rater);
    const next = () => listen(line, drawn[2] ?? '', { ground: null, position: { ...position, nr: 3 } });
    await office.running().directory.disable(rater);
    expect((await next()).answer).toMatchObject({ reason: 'account-disabled' });
    await office.running().directory.enable(rater);
    expect((await next()).answer).toMatchObject({ state: 'released' });
    await expectWhole(office.running());
  });
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, asInProduction);
}
