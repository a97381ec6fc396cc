/**
 * `npm test`: sets up a bare clone, then runs everything. The last line is `N passed, N failed, N skipped`; above it stand each test that failed
 * by its name, each skip with its reason, how long each part took, and how often the program was started. Arguments name the parts to run: unit, database, directory, fuzz, e2e (default: all of these), and
 * `package`, which makes the package, installs it and takes it off again. `npm run fuzz` (`--cases=N`, 10,000 where nothing is
 * said) tries every border for as long as that takes, those of the window too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from '../build/setup.mjs';
import { setUpSystem, SetUpStopped } from '../build/setup-system.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'test-output');
const inVitest = ['unit', 'database', 'directory', 'fuzz'];
/** Each start of the program adds a line to it; `build/window/start.ts` knows the name of the variable too. */
const startsFile = join(output, 'starts');
/** Of so many starts one may be begun afresh, because the driver did not answer; once is nothing. */
const startsForOneAfresh = 50;

/** Runs one test runner; resolves with its report, or null where it died without one. */
async function run(args, report, env, out = 'inherit') {
  await rm(report, { force: true });
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', out, out],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  try {
    return { code, report: JSON.parse(await readFile(report, 'utf8')) };
  } catch {
    // No report means that the runner itself broke; its own words stand above.
    return { code, report: null };
  }
}

/** `files`: these alone. `out`: where it says what it does, an open file. */
export async function vitest(projects, { files = [], env = {}, out, folder = output } = {}) {
  const report = join(folder, 'vitest.json');
  const chosen = projects.flatMap((name) => ['--project', `${name}*`]);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...chosen,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ];
  const { code, report: found } = await run(args, report, env, out);
  const tests = found?.testResults.flatMap((file) => file.assertionResults) ?? [];
  // A file may fail outside its tests: it could not be read, or what stands before or after them failed.
  const brokenFiles =
    found?.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
    ) ?? [];
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: [
      ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      ...brokenFiles.map(({ name }) => relative(root, name)),
    ],
    skipped: tests
      .filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status))
      .map(({ fullName }) => fullName),
    broken: code !== 0,
    took: projects.map((name) => [name, tookBy(found?.testResults ?? [], name)]),
  };
}

/** Seconds of work of one part's files; two are tried at once. */
function tookBy(files, part) {
  const own = files.filter(({ name }) => relative(root, name).split(sep)[1] === part);
  return own.reduce((sum, { startTime, endTime }) => sum + (endTime - startTime) / 1000, 0);
}

/** `config` names the settings of a part that has its own. */
export async function playwright(electron, part, config = [], { env = {}, out, folder = output } = {}) {
  const report = join(folder, `${part}.json`);
  const args = ['node_modules/@playwright/test/cli.js', 'test', ...config];
  const told = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, ELECTRON_EXEC_PATH: electron };
  const { code, report: found } = await run(args, report, told, out);
  const specs = specsOf(found?.suites ?? []);
  const seconds = (found?.stats.duration ?? 0) / 1000;
  const named = (wanted) => specs.filter(({ status }) => wanted.includes(status));
  return {
    passed: named(['expected']).length,
    failed: named(['unexpected', 'flaky']).map(({ title }) => title),
    skipped: named(['skipped']).map(({ title, reason }) => `${title}: ${reason}`),
    broken: code !== 0,
    took: [[part, seconds]],
  };
}

function specsOf(suites) {
  return suites.flatMap((suite) => [
    ...specsOf(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap(({ title, tests }) =>
      tests.map(({ status, annotations }) => {
        return { title, status, reason: annotations[0]?.description ?? 'no reason given' };
      }),
    ),
  ]);
}

/** How often the program was started with a driver, and how often of these afresh. */
async function countStarts() {
  const lines = (await readFile(startsFile, 'utf8').catch(() => '')).split('\n');
  const [all, afresh] = ['started', 'afresh'].map((word) => lines.filter((line) => line === word).length);
  return {
    all,
    said: `${all}, ${afresh} of them begun afresh`,
    tooMany: afresh > Math.max(1, all / startsForOneAfresh),
  };
}

async function main() {
  const [named, options] = [false, true].map((option) =>
    process.argv.slice(2).filter((argument) => argument.startsWith('--') === option),
  );
  const parts = named.length === 0 ? [...inVitest, 'e2e'] : named;
  const cases = options.findLast((one) => one.startsWith('--cases='))?.slice('--cases='.length);
  if (cases !== undefined) process.env.ODSLUCH_FUZZ = cases;
  const runtime = await setUp({ purpose: 'test' });
  await mkdir(output, { recursive: true });
  await rm(startsFile, { force: true });
  process.env.ODSLUCH_STARTS = startsFile;
  const results = [];
  const projects = inVitest.filter((name) => parts.includes(name));
  if (projects.length > 0) results.push(await vitest(projects));
  if (parts.includes('e2e')) results.push(await playwright(runtime.path, 'e2e'));
  else if (cases !== undefined) results.push(await playwright(runtime.path, 'e2e', ['e2e/fuzz.spec']));
  if (parts.includes('package')) {
    await setUpSystem('package');
    results.push(await playwright(runtime.path, 'package', ['-c', 'test/package/playwright.config.ts']));
  }
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const skipped = results.flatMap((result) => result.skipped);
  const failed = results.flatMap((result) => {
    // A runner that failed without naming a failed test still failed.
    return result.broken && result.failed.length === 0
      ? ['a runner ended without naming a test']
      : result.failed;
  });
  const starts = await countStarts();
  if (starts.tooMany) failed.push(`too many starts afresh: ${starts.said}`);
  for (const name of failed) process.stdout.write(`failed: ${name}\n`);
  for (const reason of skipped) process.stdout.write(`skipped: ${reason}\n`);
  for (const [part, seconds] of results.flatMap(({ took }) => took))
    process.stdout.write(`${part}: ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s\n`);
  if (starts.all > 0) process.stdout.write(`starts of the program: ${starts.said}\n`);
  process.stdout.write(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped\n`);
  return failed.length === 0 && passed > 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
