/**
 * `npm run demo`: from a bare clone to an open window. Needs nothing but Node; does only what is not done yet.
 *   (nothing)   the app in a window, or the tour where there is no display
 *   --tour      one listening performed and photographed into demo-output/
 *   --pictures  every page and state photographed into pictures-output/; names of parts after it take these alone
 *   --guide     the pictures of docs/user-guide.pl.md made anew, by doing what it says (`npm run guide`)
 *   --office    no window: one line of JSON says where everything is; ends at SIGTERM
 */
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { SetUpStopped } from './setup-system.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const asked = process.argv.slice(2);
const known = ['--tour', '--pictures', '--guide', '--office'];
// What follows `--pictures` names parts of them.
const parts = asked.slice(asked.indexOf('--pictures') + 1 || asked.length);
const unknown = asked.find((argument) => !known.includes(argument) && !parts.includes(argument));

/** What each mode needs of the machine: see `setUp`. */
const purposes = { app: 'demo', office: 'office', tour: 'tour', pictures: 'tour', guide: 'tour' };

function chosenMode() {
  if (asked.includes('--office')) return 'office';
  if (asked.includes('--pictures')) return 'pictures';
  if (asked.includes('--guide')) return 'guide';
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return asked.includes('--tour') || !display ? 'tour' : 'app';
}

if (unknown !== undefined) {
  process.stderr.write(`Nieznana opcja ${unknown}. Są: ${known.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const mode = chosenMode();
  try {
    const runtime = await setUp({ purpose: purposes[mode] });
    const { runDemo } = await import('../out/office/main.mjs');
    process.exitCode = await runDemo({ root, electron: runtime?.path ?? null, mode, parts });
  } catch (error) {
    if (!(error instanceof SetUpStopped)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
