import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  Menu,
  type MenuItemConstructorOptions,
  nativeTheme,
  type PermissionCheckHandlerHandlerDetails,
  type Rectangle,
  screen,
  session,
  type Session,
  type WebContents,
} from 'electron';
import { common as english } from '../shared/text/en/common.ts';
import { common as polish } from '../shared/text/pl/common.ts';
import { announce } from './announce.ts';
import { pageOrigin, servePage } from './page-files.ts';
import {
  dress,
  dressTitleBars,
  followChoice,
  resize,
  titleBar,
  titleBarHeight,
} from './preferences/looks.ts';
import { keepPreferences, readPreferences } from './preferences/preferences.ts';

type Answer = (request: Request) => Promise<Response>;

/**
 * Opens the program's only window. `out` is the folder of the bundles (`main`, `preload` and `renderer` in it),
 * `answerRecording` answers `recording://`.
 */
export function openWindow(out: string, answerRecording: Answer): BrowserWindow {
  setKeys();
  const page = pageSession(join(out, 'renderer'), answerRecording);
  followChoice();
  const { bounds, maximised } = rememberedPlace();
  const window = new BrowserWindow({
    ...frame(),
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: titleBar().color,
    webPreferences: {
      session: page,
      preload: join(out, 'preload', 'preload.cjs'),
      // SECURITY: the page is a sandboxed process without Node, and its scripts and the preload's do not meet.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // SECURITY: sound begins only in a page that a person has touched.
      autoplayPolicy: 'document-user-activation-required',
      // SECURITY: what is typed about a case goes to no spelling service and no dictionary on disk.
      spellcheck: false,
      // SECURITY: no look into the page's memory in a shipped program.
      devTools: !app.isPackaged,
    },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  // Chromium forgets how large a page is drawn when it is loaded.
  window.webContents.on('did-finish-load', dress);
  nativeTheme.on('updated', dressTitleBars);
  const keep = (): void => {
    keepPlace(window);
  };
  window.on('close', keep);
  // A program that is quit leaves without closing its windows one by one.
  app.on('before-quit', keep);
  window.once('closed', () => {
    nativeTheme.off('updated', dressTitleBars);
    app.off('before-quit', keep);
  });
  void window.loadURL(`${pageOrigin}/index.html`);
  return window;
}

const firstSize = { width: 1440, height: 900 };
/** Pixels of the title bar that must be on a screen, so that the window can be taken hold of. */
const holdable = { width: 160, height: 24 };

type Placed = { bounds: Partial<Rectangle> & typeof firstSize; maximised: boolean };

/**
 * Where the window was when the program ended. A screen that is no longer there, or is smaller by now, counts: the
 * window then opens in the middle of the first screen, no larger than it.
 */
function rememberedPlace(): Placed {
  const { window: place } = readPreferences();
  if (place === null) return { bounds: firstSize, maximised: false };
  const { maximised, ...bounds } = place;
  const reachable = screen.getAllDisplays().some(({ workArea }) => canBeHeld(bounds, workArea));
  if (reachable) return { bounds, maximised };
  const { width, height } = screen.getPrimaryDisplay().workArea;
  return {
    bounds: { width: Math.min(bounds.width, width), height: Math.min(bounds.height, height) },
    maximised,
  };
}

/** Whether enough of a window's title bar lies within a part of a screen. */
function canBeHeld(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return (
    across >= Math.min(holdable.width, window.width) &&
    window.y >= area.y - holdable.height / 2 &&
    window.y + holdable.height <= area.y + area.height
  );
}

/** Keeps the place of the window for the next start. */
function keepPlace(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  keepPreferences({ window: { ...window.getNormalBounds(), maximised: window.isMaximized() } });
}

/** The page draws its own title bar; the three buttons stay the system's. Elsewhere than on Windows the frame stays. */
function frame(): BrowserWindowConstructorOptions {
  if (process.platform !== 'win32') return {};
  return { titleBarStyle: 'hidden', titleBarOverlay: { ...titleBar(), height: titleBarHeight } };
}

function pageSession(folder: string, answerRecording: Answer): Session {
  // SECURITY: no `persist:`, so cookies, storage and cache live in memory and end with the program.
  const page = session.fromPartition('odsluch', { cache: false });
  const { starting } = readPreferences().language === 'en' ? english : polish;
  page.protocol.handle('app', (request) => servePage(folder, request, starting.page));
  // SECURITY: on the page's own session: no other session of the program knows the scheme.
  page.protocol.handle('recording', answerRecording);
  // SECURITY: a file of the workstation is no address here, whoever asks.
  page.protocol.handle('file', () => Response.error());
  page.setSpellCheckerEnabled(false);
  // SECURITY: the page asks for nothing: no camera, microphone, clipboard reading, notifications.
  page.setPermissionRequestHandler((_contents, _permission, grant) => {
    grant(false);
  });
  page.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayChooseOutput(permission, origin, details),
  );
  page.setDevicePermissionHandler(() => false);
  page.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  // SECURITY: nothing is saved by the page; documents are saved by the main process where a person chose.
  page.on('will-download', (event) => {
    event.preventDefault();
  });
  // SECURITY: behind the page's policy, should a header ever be lost: no network and no files for it.
  page.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, answer) => {
    answer({ cancel: true });
  });
  return page;
}

/**
 * SECURITY: the one thing that the page may do: learn what devices are called, and choose a sound output. Chromium asks for it as whether the
 * microphone was allowed before. Hearing through one is another question, a request, and every request is refused; whoever asks the page's
 * own questions (`permissions.query`, which carries no `securityOrigin`) is told so.
 */
function mayChooseOutput(
  permission: string,
  origin: string,
  { mediaType, isMainFrame, securityOrigin }: PermissionCheckHandlerHandlerDetails,
): boolean {
  if (!isMainFrame || !origin.startsWith(`${pageOrigin}/`)) return false;
  if (permission === 'speaker-selection') return true;
  return permission === 'media' && mediaType === 'audio' && securityOrigin === `${pageOrigin}/`;
}

const elsewhere = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

/**
 * Refuses whatever leads out of the page, for every web contents that could ever come into being.
 *
 * SECURITY: no navigation, no redirect, no second window, no webview. No address goes to the system's browser either.
 */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: WebRTC is not covered by connect-src; without a proxy it then has no way out at all.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/**
 * The menu is never drawn; it carries the keys that belong to the window and not to a page: zoom (also for people
 * who need 200 %), „Szukaj”, and in a program that is being developed reload and developer tools.
 */
function setKeys(): void {
  const keys: MenuItemConstructorOptions[] = [
    zoom('CommandOrControl+Plus', 1),
    zoom('CommandOrControl+=', 1),
    zoom('CommandOrControl+-', -1),
    zoom('CommandOrControl+0', 0),
    {
      label: 'Szukaj',
      accelerator: 'CommandOrControl+F',
      click: () => {
        announce('window.focusSearch', {});
      },
    },
  ];
  if (!app.isPackaged) keys.push({ role: 'reload' }, { role: 'toggleDevTools' });
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Odsłuch', submenu: keys }]));
}

function zoom(accelerator: string, step: -1 | 0 | 1): MenuItemConstructorOptions {
  return {
    label: accelerator,
    accelerator,
    click: () => {
      resize(step);
    },
  };
}
