/**
 * `npm run size`: how many lines the project has, by folder, and in how many files of production the name of a kind of entry or of a page stands.
 * Lines are counted as git has them, blank ones too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['renderer', 'server', 'shared', 'electron', 'build'];
const counted = /\.(tsx?|[mc]js|sql|css|html|py)$/;
/** Made by a command, not written. */
const generated = /^server\/schema\.sql$/;

const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
const files = names
  .filter((name) => counted.test(name) && !generated.test(name))
  .map((name) => ({ name, text: readFileSync(`${root}${name}`, 'utf8') }));
const linesOf = (some) => some.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
const inFolder = (folder) => files.filter(({ name }) => name.startsWith(`${folder}/`));
const isText = ({ name }) => name.startsWith('shared/text/');
const row = (what, some) => [what, linesOf(some), some.length];

const production = folders.flatMap(inFolder);
const rows = [
  ...folders.map((folder) =>
    row(
      folder,
      inFolder(folder).filter((file) => !isText(file)),
    ),
  ),
  row('texts', production.filter(isText)),
  row('production', production),
  row('tests', inFolder('test')),
  row(
    'docs/*.py',
    inFolder('docs').filter(({ name }) => name.endsWith('.py')),
  ),
];

const imported = async (name) => (await runnerImport(`${root}${name}`)).module;
const { entryKinds, commandKinds } = await imported('shared/ledger/kinds.ts');
const { pageNames } = await imported('shared/permissions.ts');
/** Files of production, texts apart, in which each name stands in quotes or as a key. */
function namedIn(all) {
  const counts = [...new Set(all)].map((name) => {
    const pattern = new RegExp(`['"\`]${name}['"\`]|(?<![\\w.-])${name}(?=:|,$)`, 'm');
    return [name, production.filter((file) => !isText(file) && pattern.test(file.text)).length];
  });
  return counts.sort(([, one], [, other]) => one - other);
}
function summary(what, all) {
  const counts = namedIn(all);
  const [median] = counts.slice(Math.floor(counts.length / 2));
  const most = counts
    .slice(-3)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
  return `${what}: ${counts.length}; each is named in ${median[1]} files (median); most: ${most}`;
}

const said = [['', 'lines', 'files'], ...rows].map(
  ([what, lines, count]) =>
    `${String(what).padEnd(12)}${String(lines).padStart(8)}${String(count).padStart(7)}`,
);
process.stdout.write(
  `${[...said, '', summary('kinds', [...entryKinds, ...commandKinds]), summary('pages', pageNames)].join('\n')}\n`,
);
