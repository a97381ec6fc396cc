import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { drawnOffice, type DrawnOffice } from './drawn-office.ts';

/**
 * § 2: whoever has the entries of an office alone draws the calls of a review again. The script below reads payloads as text, and shares no
 * line with the program.
 */

const offices = 1_000;
const hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** A payload as any program would read it. */
type Told = {
  kind: string;
  at: string;
  command: string;
  people: { login: string; guid: string }[];
  subjectGuid: string;
  recording: string;
  call: string;
  startedAt: string;
  durationMs: number;
  department: string;
  answeredLogin: string | null;
  announcement: string;
  plan: string;
  limits: { perPersonYear: number };
  departments: string[];
  from: string;
  to: string;
  until: string;
  size: number;
  perPerson: number;
  shortestS: number;
  longestMin: number;
};

/** What was drawn, by payloads and hashes alone. */
function drawAgain({
  lines,
  hashes,
}: DrawnOffice): { recordings: string[]; digest: string; excluded: object }[] {
  const entries = lines.map((line) => JSON.parse(line) as Told);
  const day = (instant: string): string =>
    new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' });
  /** Thirty days behind the end of a plan the twelve months of what it draws still go on. */
  const isLeft = ({ until }: Told, began: string): boolean => {
    const [year, rest] = [began.slice(0, 4), began.slice(4)];
    return Date.parse(until) + 30 * 86_400_000 <= Date.parse(`${Number(year) + 1}${rest}`);
  };
  const drawn: string[] = [];
  /** Whose calls were drawn in which year. */
  const years: string[] = [];
  const off = entries.filter(({ kind }) => kind === 'roles').map((one) => one.subjectGuid);
  const persons = entries.filter(({ kind }) => kind === 'person');
  const speaker = (one: Told): string | undefined =>
    persons
      .filter(({ at }) => Date.parse(at) <= Date.parse(one.startedAt))
      .flatMap(({ people }) => people.filter(({ login }) => login === one.answeredLogin))
      .at(-1)?.guid;
  /** Who has which login by now. */
  const now = new Map(persons.flatMap(({ people }) => people.map(({ login, guid }) => [login, guid])));
  const holds = (guid: string): boolean => [...now.values()].includes(guid) && !off.includes(guid);
  return entries.flatMap((verdict, at) => {
    if (verdict.kind !== 'qualityVerdict') return [];
    const plan = entries.find(({ command }) => command === verdict.plan);
    if (plan === undefined) throw new Error('no such plan');
    const excluded = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
    const year = (guid = ''): string => `${verdict.at.slice(0, 4)} ${guid}`;
    const calls = entries.filter(({ kind }) => kind === 'ingest');
    const own = new Set(calls.filter((one) => one.answeredLogin === 'rater').map((one) => one.call));
    const eligible = calls.flatMap((one) => {
      const [began, length] = [day(one.startedAt), one.durationMs];
      if (began < plan.from || began > plan.to) return [];
      if (!plan.departments.includes(one.department)) return [];
      const person = speaker(one);
      const why =
        length < plan.shortestS * 1_000 || length > plan.longestMin * 60_000
          ? 'length'
          : person === undefined
            ? 'unregistered'
            : drawn.includes(one.recording)
              ? 'drawn'
              : own.has(one.call) || one.announcement === 'no' || !holds(person) || !isLeft(plan, began)
                ? 'unavailable'
                : null;
      if (why !== null) excluded[why] += 1;
      return why === null ? [{ recording: one.recording, call: one.call, person }] : [];
    });
    const raw = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
    const seed = hashes[at] ?? Buffer.alloc(0);
    const lot = ({ recording }: { recording: string }): string =>
      hex(Buffer.concat([Buffer.from('odsluch-draw-v1\0'), seed, raw(recording)]));
    const taken: typeof eligible = [];
    for (const one of eligible.sort((a, b) => (lot(a) < lot(b) ? -1 : 1))) {
      const times = taken.filter(({ person }) => person === one.person).length;
      const inYear = times + years.filter((other) => other === year(one.person)).length;
      if (taken.some(({ call }) => call === one.call)) continue;
      if (times < plan.perPerson && inYear < verdict.limits.perPersonYear) taken.push(one);
    }
    const spare = Math.max(3, Math.floor(plan.size / 5));
    const positions = taken.slice(0, plan.size + spare);
    drawn.push(...positions.map(({ recording }) => recording));
    years.push(...positions.map(({ person }) => year(person)));
    const digest = hex(
      Buffer.concat(
        eligible
          .map(({ recording }) => recording)
          .sort()
          .map(raw),
      ),
    );
    return [{ recordings: positions.map(({ recording }) => recording), digest, excluded }];
  });
}

it('INV-51 is drawn again from the entries of an office alone, and by verify, of a thousand offices', async () => {
  const excluded = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
  for (let nth = 0; nth < offices; nth += 1) {
    const office = drawnOffice(`office ${nth}`);
    const draws = [];
    // Every other year begins between the two: what a year allows begins anew.
    const second = nth % 2 === 0 ? '2026-12-31' : '2027-01-04';
    // The twelve months of some calls are over too soon after one plan in three.
    const until = nth % 3 === 0 ? '2027-09-15' : '2027-01-31';
    for (const nr of [1, 2]) {
      const draw = await office.approve(nr, { until }, nr === 2 ? second : undefined)();
      expect(office.enter(draw), `office ${nth}`).toBeNull();
      draws.push(draw);
    }
    expect(drawAgain(office), `office ${nth}`).toEqual(
      draws.map(({ recordings, digest, excluded: told }) => ({ recordings, digest, excluded: told })),
    );
    for (const draw of draws)
      for (const why of Object.keys(excluded) as (keyof typeof excluded)[])
        excluded[why] += draw.excluded[why];
  }
  // Each reason came up, or nothing was tried of it.
  expect(Math.min(...Object.values(excluded))).toBeGreaterThan(100);
});
