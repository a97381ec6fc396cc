import { BrowserWindow, nativeTheme } from 'electron';
import { zooms } from '../../shared/preferences.ts';
import { announce } from '../announce.ts';
import { keepPreferences, readPreferences } from './preferences.ts';

export const titleBarHeight = 40;

/** Fluent's NeutralBackground4 and NeutralForeground1, which the page's own title bar is drawn in. */
const titleBars = {
  light: { color: '#f0f0f0', symbolColor: '#242424' },
  dark: { color: '#0a0a0a', symbolColor: '#ffffff' },
  contrast: { color: '#000000', symbolColor: '#ffffff' },
};

/** The colours of the title bar, and of the window before the page has drawn anything. */
export function titleBar(): { color: string; symbolColor: string } {
  if (readPreferences().theme === 'contrast') return titleBars.contrast;
  return nativeTheme.shouldUseDarkColors ? titleBars.dark : titleBars.light;
}

/** Tells Chromium and the system's own parts of the window which theme was chosen; must precede the first window. */
export function followChoice(): void {
  const { theme } = readPreferences();
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}

/** The window as it was chosen: theme, title bar, size of everything. */
export function dress(): void {
  followChoice();
  dressTitleBars();
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.setZoomFactor(readPreferences().zoom / 100);
  }
}

/** The system's own buttons in the title bar, in the colours of the theme; also when the system changes its theme. */
export function dressTitleBars(): void {
  if (process.platform !== 'win32') return;
  for (const window of BrowserWindow.getAllWindows()) {
    window.setTitleBarOverlay({ ...titleBar(), height: titleBarHeight });
  }
}

/** One step larger (1) or smaller (-1) than now, or as on the first day (0); the page is told what came of it. */
export function resize(step: -1 | 0 | 1): void {
  const at = zooms.indexOf(readPreferences().zoom) + step;
  const zoom = step === 0 ? zooms[0] : zooms[Math.min(Math.max(at, 0), zooms.length - 1)];
  keepPreferences({ zoom: zoom ?? zooms[0] });
  dress();
  announce('preferences.zoomed', { zoom: readPreferences().zoom });
}
