import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOffice, type RunningOffice } from './office.ts';
import { databaseName } from './postgres-conf.ts';

/** `root` = folder of the project; `electron` = the runtime, null where none was asked for. */
export type DemoOptions = {
  root: string;
  electron: string | null;
  mode: 'app' | 'office' | 'tour' | 'pictures' | 'guide';
  /** Which parts of the pictures are wanted; none = all. */
  parts?: readonly string[];
};

const tell = (line: string) => process.stderr.write(`${line}\n`);

/** The demo office until it is ended: by SIGTERM or SIGINT, by closing the window, or by the end of the tour or the guide. Returns the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const wanted = untilSignal();
  const office = await startOffice({
    root: options.root,
    // The guide begins with an office of which nobody has heard anything yet, and so do the tour and the pictures.
    quarter: options.mode === 'app' || options.mode === 'office',
    say: tell,
  });
  try {
    if (options.mode === 'office') return await serve(office, wanted);
    if (options.electron === null) throw new Error('no Electron runtime');
    if (options.mode === 'app') return await openWindow(office, options.root, options.electron, wanted);
    if (options.mode === 'pictures') {
      const { takePictures } = await import('../pictures.ts');
      return await takePictures(office, options.root, options.electron, options.parts ?? []);
    }
    const { runGuide, runTour } = await import('../guide.ts');
    return await (options.mode === 'guide' ? runGuide : runTour)(office, options.root, options.electron);
  } finally {
    await office.stop();
  }
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Says in one line of JSON where everything is, then waits to be ended. */
async function serve(office: RunningOffice, wanted: Promise<void>): Promise<number> {
  const { database, directory, share, ca, keeperPublicKey, people } = office;
  const ready = {
    database: { host: database.host, port: database.port, name: databaseName, ca },
    directory: { url: directory.url, ca },
    share,
    keeperPublicKey,
    people: people.map(({ login, password, displayName, state, note }) => ({
      login,
      password,
      displayName,
      state,
      note,
    })),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await wanted;
  return 0;
}

/** Who is there, with passwords, and what to begin with. */
function welcome({ people, plans }: RunningOffice): void {
  tell('\nTRYB DEMONSTRACYJNY – osoby i hasła (także na stronie logowania):');
  for (const { login, password, note } of people.filter((one) => one.note !== ''))
    tell(`  ${login.padEnd(18)} ${password.padEnd(22)} ${note}`);
  const disputed = plans.find(({ matter }) => matter === 'spor')?.sidecar.startedAt;
  if (disputed !== undefined) {
    const day = disputed.slice(0, 10).split('-').reverse().join('.');
    tell('\nNa początek: zalogować się jako anna.nowak, wpisać znak sprawy SEK.1510.7.2026 i dzień');
    tell(
      `${day}, wskazać rozmowę z godz. ${disputed.slice(11, 16)}. Potem jako halina.dudek zobaczyć w rejestrze, co zostało.`,
    );
  }
  tell('Krok po kroku: „Podręcznik” pod formularzem logowania. Koniec: zamknąć okno albo nacisnąć Ctrl+C.\n');
}

async function openWindow(
  office: RunningOffice,
  root: string,
  electron: string,
  wanted: Promise<void>,
): Promise<number> {
  welcome(office);
  const profile = await mkdtemp(join(tmpdir(), 'odsluch-app-'));
  const asRoot = process.getuid?.() === 0;
  const args = [
    root,
    `--settings=${office.appSettingsFile}`,
    `--user-data-dir=${profile}`,
    // What Chromium says of a desktop without its services would carry off the words above.
    '--log-level=3',
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
  const app = spawn(electron, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    const closed = once(app, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
    const code = await Promise.race([closed, wanted.then(() => null)]);
    if (code !== null) return code;
    app.kill('SIGTERM');
    await closed;
    return 0;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
