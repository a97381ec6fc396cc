/**
 * `npm run calendar`: the tests at awkward instants; no part of `npm test`. Debian's libfaketime moves the clock of every
 * program below this one by the same distance, and timers stay real. Each file starts at its instant anew.
 *   (nothing)        every instant: the unit part and the files of `dated`; three instants run every file and the tour
 *   --at INSTANT     one of them, or any other with its offset from UTC: `--at 2027-11-11T23:59+01:00`
 *   PART or FILE …   unit, database, directory, e2e, tour, or `test/database/keeper-night.test.ts`: these alone
 *   --whole          every file and the tour at each instant that is run
 *   --fresh          forgets what has been run; without it, what has passed is not run again
 * Results, and what the runners said, stand in `.cache/calendar`.
 *
 * The window cannot run so: under libfaketime Electron's processes end („The futex facility returned an unexpected error
 * code”) or never come up. It keeps the real clock, and its office has the calls that lie before the instant's day of this year
 * or the last; so has the tour's. An instant whose calls would be too old to be heard has no window files.
 *
 * The times of files stay real in every program (`NO_FAKE_STAT`): a file just written looks months old, and a test that is
 * about ages sets them. An instant therefore lies ahead of the real clock: behind it every file would be of the future. restic is linked statically and keeps the real clock: see `unmoved`. Certificates follow: each office
 * makes its own, valid from its own present, and Node, PostgreSQL and Samba judge them by the moved clock.
 */
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '../build/program.mjs';
import { setUp } from '../build/setup.mjs';
import { playwright, vitest } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, '.cache/calendar');
const parts = ['unit', 'database', 'directory', 'e2e', 'tour'];

/** Why each is awkward; `whole` ones run everything. Warsaw's own time. */
const instants = [
  { at: '2027-04-14T08:00+02:00', why: 'a plain morning' },
  { at: '2027-04-14T17:30+02:00', why: 'some hours more are tomorrow', whole: true },
  { at: '2027-04-14T23:40+02:00', why: 'the day ends while a test runs' },
  { at: '2027-03-28T01:50+01:00', why: 'there is no half past two' },
  { at: '2027-10-31T01:50+02:00', why: 'half past two comes twice' },
  { at: '2027-12-31T23:50+01:00', why: 'the year ends while a test runs', whole: true },
  { at: '2028-01-01T00:10+01:00', why: 'yesterday is last year' },
  { at: '2028-02-28T12:00+01:00', why: 'tomorrow is no March yet' },
  { at: '2028-02-29T12:00+01:00', why: 'no such day a year ago', whole: true },
  { at: '2027-09-30T16:00+02:00', why: 'the last day of a month of 30' },
  { at: '2028-04-14T17:30+02:00', why: 'Good Friday: three days off follow' },
  { at: '2028-04-16T12:00+02:00', why: 'a Sunday before a holiday' },
];

/** Files that depend on dates, and on what; the likeliest to break first. */
const dated = {
  'test/database/keeper-quality.test.ts': 'plans are of calls before today, and each test is an hour later',
  'test/database/keeper-matter.test.ts': 'what is done in the months after next, and their working days',
  'test/database/appoint-secretary.test.ts': 'three working days without the Secretary',
  'test/database/api-quality.test.ts': 'plans are of calls before today',
  'test/database/keeper-ending-hold.test.ts': 'six months, reviews and the last day of a hold',
  'test/database/keeper-watch.test.ts': 'an authorisation ends at midnight while somebody listens',
  'test/database/keeper-announcement.test.ts': 'calls of the days before today',
  'test/database/keeper-roles.test.ts': 'terms of office begin and end with a day',
  'test/database/api-duties.test.ts': 'terms of days and of working days',
  'test/database/keeper-rules.test.ts': 'rules hold from a day',
  'test/database/keeper-night-beside.test.ts': 'the hour of the night',
  'test/database/completeness.test.ts': 'days of the exchange and their working days',
  'test/database/keeper-review.test.ts': 'a month is reviewed after it ended',
  'test/database/keeper-cards.test.ts': 'seven days for remarks, by the hour',
  'test/database/keeper-instrument.test.ts': 'papers are signed on a day and hold from another',
  'test/database/api-instruments.test.ts': 'papers are signed on a day and hold from another',
  'test/database/keeper-night.test.ts': 'twelve months, and the night that follows',
  'test/database/nightly-check.test.ts': 'the hour of the night',
  'test/database/ingest.test.ts': 'ages of files and the hour that comes twice',
  'test/database/call-records-kept.test.ts': 'how long records of calls are kept',
  'test/database/keeper-session.test.ts': 'sessions end with hours and with a day',
  'test/database/appoint-command.test.ts': 'three working days without the Secretary',
  'test/database/keeper-restriction.test.ts': 'twelve months and terms of a month',
  'test/database/ingest-gone.test.ts': 'twelve months',
  'test/database/quarter.test.ts': 'the quarter before today is played',
  'test/database/doctor-parts.test.ts': 'certificates and backups age',
  'test/database/keeper-night-rules.test.ts': 'twelve months, and the night that follows',
  'test/database/keeper-night-stub.test.ts': 'twelve months, and the night that follows',
  'test/database/keeper-night-crash.test.ts': 'twelve months, and the night that follows',
  'test/directory/review-of-quality.test.ts': 'plans are of calls before today',
  'test/e2e/wrongcall.spec.ts': 'one period over all calls',
  'test/e2e/find.spec.ts': 'the October night beside the last weeks',
  'test/e2e/found-calls.spec.ts': '31 days around a day',
  'test/e2e/vague-letter.spec.ts': 'days in words: last month, the first half, Tuesday',
  'test/e2e/tuesday.spec.ts': 'a weekday in words',
};

/** What cannot follow a moved clock. */
const unmoved = {
  'test/database/backup.test.ts': 'restic dates its snapshots by the real clock',
};

function preload() {
  const library = readdirSync('/usr/lib')
    .map((folder) => join('/usr/lib', folder, 'faketime/libfaketime.so.1'))
    .find((path) => existsSync(path));
  if (library === undefined) throw new Error('libfaketime is not installed');
  return library;
}

const legalDay = (at) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' });

/** The latest day of the same date that recordings of the weeks before are still kept on; null where there is none. */
function callsBefore(at) {
  const [today, day] = [legalDay(Date.now()), legalDay(at).slice(4).replace('-02-29', '-03-01')];
  const year = Number(today.slice(0, 4));
  const last = `${year}${day}` <= today ? `${year}${day}` : `${year - 1}${day}`;
  return Date.parse(today) - Date.parse(last) > 330 * 86_400_000 ? null : last;
}

/** The environment of a program whose clock stands at the instant now. */
function movedTo(at) {
  const seconds = Math.round((Date.parse(at) - Date.now()) / 1000);
  return {
    LD_PRELOAD: preload(),
    FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  };
}

const filesOf = (part) =>
  readdirSync(join(root, 'test', part))
    .filter((name) => /\.(test|spec)\.ts$/.test(name))
    .map((name) => `test/${part}/${name}`);

/** What an instant runs of a part, one run each. */
function itemsOf(part, { at, whole }) {
  if (part === 'unit') return ['test/unit/'];
  if (['e2e', 'tour'].includes(part) && callsBefore(at) === null) return [];
  if (part === 'tour') return whole ? ['tour'] : [];
  const first = Object.keys(dated).filter((name) => partOf(name) === part);
  const all = whole ? [...new Set([...first, ...filesOf(part)])] : first;
  return all.filter((name) => !(name in unmoved));
}
const partOf = (name) => (name === 'tour' ? name : name.split('/')[1]);

async function runItem(name, at, folder, electron) {
  const part = partOf(name);
  const out = openSync(join(folder, `${name.replaceAll('/', '-')}.log`), 'w');
  const seed = { ODSLUCH_CALLS_BEFORE: callsBefore(at) };
  try {
    if (part === 'e2e') return await playwright(electron, part, [name], { env: seed, out, folder });
    if (part !== 'tour') return await vitest([part], { env: movedTo(at), out, folder, files: [name] });
    const how = { cwd: root, env: { ...process.env, ...seed }, stdio: ['ignore', out, out] };
    const [code] = await once(spawn(process.execPath, ['build/demo.mjs', '--tour'], how), 'exit');
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name], broken: code !== 0 };
  } finally {
    closeSync(out);
  }
}

/** Runs what has not passed yet; resolves with every result of the instant by the name of its file. */
async function runInstant(instant, asked, electron) {
  const { at } = instant;
  const folder = join(kept, at.replaceAll(':', ''));
  const record = join(folder, 'results.json');
  const known = () => (existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {});
  mkdirSync(folder, { recursive: true });
  const items = asked.flatMap((one) => (parts.includes(one) ? itemsOf(one, instant) : [one]));
  for (const name of items) {
    if (known()[name]?.failed.length === 0) continue;
    const { passed, failed, broken } = await runItem(name, at, folder, electron);
    // A runner that failed without naming a failed test still failed.
    const named =
      broken && failed.length === 0 ? [`${name}: the runner ended without naming a test`] : failed;
    writeFileSync(record, JSON.stringify({ ...known(), [name]: { passed, failed: named } }, null, 2));
    say(`${at} ${name}: ${passed} passed, ${named.length} failed`);
  }
  return known();
}

function row(results) {
  return parts.map((part) => {
    const own = Object.entries(results).flatMap(([name, result]) => (partOf(name) === part ? [result] : []));
    const [passed, failed] = [
      own.reduce((sum, one) => sum + one.passed, 0),
      own.flatMap((one) => one.failed),
    ];
    return own.length === 0 ? '-' : `${passed}/${failed.length}`;
  });
}

/** The instants to run and what of them; null where an argument is none. */
function readArguments(given) {
  const asked = [...given];
  const at = asked.includes('--at') ? asked.splice(asked.indexOf('--at'), 2)[1] : null;
  const [options, named] = [true, false].map((is) => asked.filter((one) => one.startsWith('--') === is));
  const isKnown = (name) =>
    parts.includes(name) || (name.startsWith('test/') && existsSync(join(root, name)));
  if (!named.every(isKnown) || !options.every((one) => ['--whole', '--fresh'].includes(one))) return null;
  if (at !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(at ?? '')) return null;
  const chosen = instants.filter((instant) => at === null || instant.at === at);
  const run = chosen.length > 0 ? chosen : [{ at, why: 'asked for' }];
  return { options, named: named.length > 0 ? named : parts, run };
}

async function main() {
  const read = readArguments(process.argv.slice(2));
  if (read === null) {
    say('Not understood. The head of test/calendar.mjs says what there is.');
    return 2;
  }
  const past = read.run.find((instant) => Date.parse(instant.at) < Date.now());
  if (past !== undefined) {
    say(`${past.at} is past: every file would be of the future.`);
    return 2;
  }
  if (read.options.includes('--fresh')) rmSync(kept, { recursive: true, force: true });
  const { path: electron } = await setUp({ purpose: 'calendar' });
  const lines = [];
  let sound = true;
  for (const instant of read.run) {
    const whole = instant.whole === true || read.options.includes('--whole');
    const results = await runInstant({ ...instant, whole }, read.named, electron);
    const failed = Object.values(results).flatMap((result) => result.failed);
    lines.push(
      [instant.at, ...row(results), instant.why].join('  '),
      ...failed.map((name) => `  failed: ${name}`),
    );
    sound &&= failed.length === 0;
  }
  process.stdout.write(`passed/failed of ${parts.join(', ')}\n${lines.join('\n')}\n`);
  return sound ? 0 : 1;
}

process.exitCode = await main();
