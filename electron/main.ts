import { dirname } from 'node:path';
import { app, type BrowserWindow, dialog, protocol, type WebContents } from 'electron';
import { answerCalls } from './answer.ts';
import { setPage } from './announce.ts';
import { closeFlushed, flush } from './flush.ts';
import { logFault, startLog } from './log.ts';
import { pageOrigin } from './page-files.ts';
import type { Program } from './program.ts';
import { readPreferences } from './preferences/preferences.ts';
import { refusedArgument, refusedExit } from './switches.ts';
import { readSettings, setSettings, settings, settingsFile, type SettingsWords } from './settings.ts';
import { settingsText as english } from '../shared/text/en/settings.ts';
import { settingsText as polish } from '../shared/text/pl/settings.ts';
import { guardContents, openWindow } from './window.ts';

let window: BrowserWindow | null = null;
/** Once the window is on its way. */
let answering: Promise<Program> | null = null;
let leaving: Promise<void> | null = null;
/** What the end of a session may take in all before the program goes without it; its parts have limits of their own. */
const leaveMs = 10_000;

// SECURITY: before anything else. A program that is being developed or tested is driven through its arguments.
const unwanted = app.isPackaged ? refusedArgument(process.argv.slice(1)) : null;
if (unwanted !== null) {
  process.stderr.write(`odsluch: ${JSON.stringify(unwanted)} is refused\n`);
  process.exit(refusedExit);
}

if (app.requestSingleInstanceLock()) prepare();
else app.exit(0);

function prepare(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    {
      scheme: 'recording',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
  // SECURITY: Chromium itself resolves no name and uses no proxy: the page's network ends here, whatever asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('disable-background-networking');
  // As root Chromium runs only without its sandbox, and to ask for both ends in a loop of crashes.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // In the language that was last chosen here; the page that could ask is not there yet.
  const words = readPreferences().language === 'en' ? english : polish;
  const read = readSettings(settingsFile(app.isPackaged, process), words);
  if (!read.ok) {
    refuse(read.sentence, words);
    return;
  }
  setSettings(read.settings);
  startLog();
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  app.on('second-instance', focus);
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', leave);
  void app.whenReady().then(open);
}

/** The window first: most of what there is to read is read while its page comes. */
function open(): void {
  const program = begin();
  answering = program;
  const page = openWindow(dirname(__dirname), async (request) => (await program).answerRecording(request));
  window = page;
  answerCalls(program, page.webContents, pageOrigin);
  closeFlushed(page);
  page.once('closed', () => {
    window = null;
    setPage(null);
  });
}

async function begin(): Promise<Program> {
  const { program } = await import('./program.ts');
  program.watchLock(settings().idle);
  program.watchPlayback();
  if (window !== null) connect(program, window.webContents);
  return program;
}

function connect({ events, end }: Program, page: WebContents): void {
  setPage((channel, value) => {
    page.send(channel, events[channel].parse(value));
  });
  page.on('render-process-gone', (_event, { reason }) => {
    // Whatever played is gone with the page; the person signs in again, drafts lie on the server.
    logFault(`page gone (${reason})`);
    void end('signed-out').then(() => {
      page.reload();
    });
  });
}

/** A second start of the program brings the first one's window to the front. */
function focus(): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/**
 * Closes what is open at the server before the program goes; asked twice, it does so once.
 *
 * SECURITY: a program that somebody quit is gone, whatever the server or the share do: one that stayed would hold a
 * person's connection behind a window that is closed. The first thing that `end` does is to zero the keys.
 */
function leave(event: Electron.Event): void {
  event.preventDefault();
  if (leaving !== null) return;
  const late = setTimeout(go, leaveMs);
  leaving = ended().finally(() => {
    clearTimeout(late);
    go();
  });
}

async function ended(): Promise<void> {
  const program = await answering;
  await flush();
  await program?.end('signed-out');
}

function go(): void {
  app.exit(0);
}

function refuse(sentence: string, words: SettingsWords): void {
  const exit = (): void => {
    app.exit(refusedExit);
  };
  app.on('before-quit', exit);
  // Electron itself hears a signal only once it is ready.
  process.once('SIGTERM', exit);
  process.stderr.write(`${sentence}\n`);
  void app.whenReady().then(async () => {
    await dialog.showMessageBox({
      type: 'error',
      title: words.title,
      message: words.title,
      detail: sentence,
      buttons: [words.close],
    });
    exit();
  });
}
