import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOffice, type RunningOffice } from '../../build/office/office.ts';
import { verify } from '../../server/verify/run.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { rowsOf, root } from './office.ts';

/** The demo office with the quarter behind it: entered by the keeper, and judged lawful as any other. */
let office: RunningOffice;
let superuser: Client;
beforeAll(async () => {
  office = await startOffice({ root, quarter: true, calls: { choose: () => [], destroyed: 0 } });
  superuser = await office.superuser();
});
afterAll(async () => {
  await superuser.end();
  await office.stop();
});

const told = <Row extends object>(sql: string) => rowsOf<Row>(superuser, sql);

it('has papers, reviews, protocols and matters in every state', async () => {
  expect(
    await told(
      `SELECT state, count(*)::integer FROM office.instrument WHERE what = 'authorisation' GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { state: 'confirmed', count: 10 },
    { state: 'prepared', count: 1 },
    { state: 'registered', count: 1 },
    { state: 'returned', count: 1 },
    { state: 'withdrawn', count: 1 },
  ]);
  expect(
    await told(
      `SELECT r.number IS NOT NULL AS concluded, count(i.item)::integer AS items, count(i.verdict)::integer AS judged
         FROM office.review r JOIN office.review_item i ON i.review = r.id GROUP BY r.seq, r.number ORDER BY r.seq`,
    ),
  ).toEqual([
    { concluded: true, items: 4, judged: 4 },
    { concluded: true, items: 5, judged: 5 },
    { concluded: false, items: 18, judged: 8 },
  ]);
  expect(
    await told(
      `SELECT state, count(*)::integer FROM office.act WHERE state <> 'filed' GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { state: 'started', count: 2 },
    { state: 'unfinished', count: 1 },
  ]);
  expect(
    await told(
      `SELECT sort, count(*)::integer, count(answered_seq)::integer AS answered FROM office.matter GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { sort: 'question', count: 1, answered: 1 },
    { sort: 'task', count: 3, answered: 0 },
  ]);
});

it('has three rights that end soon, an account that has been off for 34 days, and three versions of regulation and declaration', async () => {
  const today = legalDay();
  expect(
    await told(
      `SELECT count(*)::integer FROM office.authorisation WHERE revoked_at IS NULL AND to_day BETWEEN '${today}' AND '${addDays(today, 30)}'`,
    ),
  ).toEqual([{ count: 3 }]);
  expect(
    await told(
      `SELECT p.login, (e.payload::jsonb ->> 'at')::timestamptz::date::text AS since FROM office.person p
         JOIN office.entry e ON e.kind = 'roles' AND e.payload::jsonb ->> 'subject' = p.login AND e.payload::jsonb ->> 'account' = 'disabled'
        WHERE p.account = 'disabled'`,
    ),
  ).toEqual([{ login: 'wiktor.kania', since: addDays(today, -34) }]);
  expect(
    await told(
      `SELECT row ->> 'of' AS of, count(*)::integer FROM office.instrument i
         JOIN office.entry e ON e.seq = i.seq, LATERAL (SELECT e.payload::jsonb -> 'rows' -> i.place AS row) said
        WHERE i.what = 'version' AND i.state = 'confirmed' AND row ->> 'of' <> 'basis' GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { of: 'declaration', count: 1 },
    { of: 'destruction', count: 1 },
    { of: 'regulation', count: 2 },
  ]);
});

it('keeps seven holds, each in a state of its own', async () => {
  const { graceDays } = office.settings.destruction;
  const holds = await told(
    `SELECT coalesce(s.payload::jsonb ->> 'order', s.payload::jsonb ->> 'basis', CASE WHEN h.act IS NULL THEN 'desk' ELSE 'listener' END) COLLATE "C" AS by,
        CASE WHEN h.ended_seq IS NULL THEN CASE WHEN h.review < p.today THEN 'overdue' ELSE 'lasts' END ELSE e.payload::jsonb ->> 'ground' END AS state,
        (e.payload::jsonb ->> 'at')::timestamptz::date + ${graceDays} >= p.today AS "inGrace",
        (SELECT count(*)::integer FROM office.recording r WHERE r.hold_seq = h.seq) AS held,
        (SELECT bool_or((r.started_at AT TIME ZONE 'Europe/Warsaw')::date + interval '12 months' < p.today) FROM office.recording r
          WHERE r.id = ANY (h.recordings) AND r.state = 'available') AS over
       FROM office.pulse p, office.hold h JOIN office.entry s ON s.seq = h.seq LEFT JOIN office.entry e ON e.seq = h.ended_seq ORDER BY by, state`,
  );
  const lasting = { inGrace: null, held: 1, over: false };
  const ended = { inGrace: false, held: 0, over: false };
  expect(holds).toEqual([
    { by: 'KPK_304', state: 'discontinued', ...ended },
    { by: 'KPK_304', state: 'wrong-call', ...ended },
    { by: 'court', state: 'lasts', ...lasting },
    { by: 'desk', state: 'overdue', ...lasting, held: 2 },
    { by: 'listener', state: 'lasts', ...lasting },
    // Its twelve months are over: only these days keep it from the night.
    { by: 'listener', state: 'withdrawn', ...ended, inGrace: true, over: true },
    { by: 'prosecutor', state: 'lasts', ...lasting },
  ]);
});

it('has an order to destroy, two months of nights, and a list that the last ones stopped at; of what is gone nothing is left but that it was', async () => {
  expect(
    await told(
      `SELECT jsonb_array_length(e.payload::jsonb -> 'term') AS count, count(*) OVER ()::integer AS nights,
          (SELECT count(*)::integer FROM office.entry r WHERE r.kind = 'removed' AND (r.payload::jsonb ->> 'of')::bigint = e.seq) AS removed
         FROM office.entry e WHERE e.kind = 'destroyed' ORDER BY e.seq`,
    ),
  ).toEqual([
    { count: 2, nights: 2, removed: 1 },
    { count: 2, nights: 2, removed: 1 },
  ]);
  expect(
    await told(
      `SELECT count(*)::integer, bool_and(r.caller IS NULL AND r.answered_by = '') AS nameless, count(t.seq)::integer AS words
         FROM office.recording r LEFT JOIN office.entry_text t ON t.seq = r.seq WHERE r.state = 'destroyed'`,
    ),
  ).toEqual([{ count: 4, nameless: true, words: 0 }]);
  expect(
    await told(
      `SELECT cardinality(s.recordings) AS count, p.waits, p.night >= p.today - 1 AS lately FROM office.stopped s, office.pulse p`,
    ),
  ).toEqual([{ count: 2, waits: null, lately: true }]);
});

it('has a call without the announcement that is heard, one that is restricted, and one whose erasure waits for a second person', async () => {
  expect(
    await told(
      `SELECT a.payload::jsonb ->> 'admitted' AS admitted, r.announcement FROM office.entry a JOIN office.recording r ON r.id = a.recording WHERE a.kind = 'admitted'`,
    ),
  ).toEqual([{ admitted: 'true', announcement: 'no' }]);
  expect(
    await told(
      `SELECT effect, confirmed_seq IS NULL AND ended_seq IS NULL AS waits FROM office.restriction ORDER BY seq`,
    ),
  ).toEqual([
    { effect: 'restricted', waits: true },
    { effect: 'erase', waits: true },
  ]);
});

it('has calls that were not recorded: explained, the administrator’s, and one for the desk', async () => {
  expect(
    await told(
      `SELECT g.explained_seq IS NOT NULL AS explained, g.due <= p.today AS late, count(*)::integer FROM office.gap g, office.pulse p
        WHERE g.closed_seq IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
  ).toEqual([
    { explained: false, late: false, count: 1 },
    { explained: false, late: true, count: 1 },
    { explained: true, late: false, count: 3 },
  ]);
});

it('has a paper that waits for somebody else, with the scan to compare it with', async () => {
  expect(
    await told(
      `SELECT e.payload::jsonb -> 'signed' ->> 'way' AS way, s.seq IS NOT NULL AS scanned FROM office.instrument i
         JOIN office.entry e ON e.seq = i.seq LEFT JOIN office.scan s ON s.seq = i.seq WHERE i.what = 'authorisation' AND i.state = 'registered'`,
    ),
  ).toEqual([{ way: 'paper', scanned: true }]);
});

it('has two reviews of quality that are filed, one that nobody heard in time, one with cards in every state, and a plan that waits', async () => {
  const count = `(SELECT count(*)::integer FROM office.entry e WHERE e.recording = ANY (q.recordings) AND e.kind = `;
  expect(
    await told(
      `SELECT a.state, q.verdict_seq IS NOT NULL AS approved, ${count}'release') AS heard, ${count}'qualityScore') AS cards,
          ${count}'qualityOmission') AS omitted, ${count}'qualityRemark') AS remarks
         FROM office.quality_plan q LEFT JOIN office.act a ON a.id = q.act ORDER BY q.seq`,
    ),
  ).toEqual([
    { state: 'filed', approved: true, heard: 6, cards: 6, omitted: 0, remarks: 0 },
    { state: 'filed', approved: true, heard: 6, cards: 6, omitted: 0, remarks: 6 },
    { state: null, approved: true, heard: 0, cards: 0, omitted: 0, remarks: 0 },
    // One of six cards is a reply; one call was opened and has none yet.
    { state: 'started', approved: true, heard: 7, cards: 6, omitted: 1, remarks: 3 },
    { state: null, approved: false, heard: 0, cards: 0, omitted: 0, remarks: 0 },
  ]);
  // Of the second one a row is left out, and its result with it.
  expect(
    await told(
      `SELECT payload::jsonb #> '{results,percent}' <> 'null' AS whole, jsonb_array_length(payload::jsonb #> '{results,rows}') AS rows
         FROM office.entry WHERE kind = 'completed' AND payload::jsonb ? 'results' ORDER BY seq`,
    ),
  ).toEqual([
    { whole: true, rows: 6 },
    { whole: false, rows: 5 },
  ]);
});

it('draws attention to four acts, each for another reason', async () => {
  const [review] = await told<{ flags: { flag: string }[] }>(
    `SELECT payload::jsonb -> 'flags' AS flags FROM office.entry WHERE kind = 'review' ORDER BY seq DESC LIMIT 1`,
  );
  expect(review?.flags.map(({ flag }) => flag).sort()).toEqual(['hours', 'number', 'unit', 'unplayed']);
});

it('holds together', async () => {
  const { faultless, sentence } = await verify(office.settings, { quick: false, exported: null });
  expect(faultless, sentence).toBe(true);
});
