import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { RunningOffice } from '../office/office.ts';
import { openWorkstation } from '../window/program.ts';

/**
 * What the program says of settings that it cannot read. It is a box of the system and no page, so the picture is one of the screen; without a
 * window manager it lies in the corner, without its title.
 */
export async function refusedStart(
  office: RunningOffice,
  root: string,
  electron: string,
  folder: string,
): Promise<void> {
  const settings = join(dirname(office.appSettingsFile), 'app-z-bledem.json');
  const right = JSON.parse(readFileSync(office.appSettingsFile, 'utf8')) as object;
  writeFileSync(settings, JSON.stringify({ ...right, idle: { pausedMinutes: 0 } }, null, 2));
  const workstation = await openWorkstation({ root, runtime: electron, screen: '800x480' });
  const program = await workstation.launch({ args: [`--settings=${settings}`] });
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'uruchomienie-01-bledne-ustawienia.png'), await screenOnceDrawn(program.app));
  } finally {
    await program.stop();
    await workstation.stop();
  }
}

/** The screen once something is on it and nothing changes any more. */
async function screenOnceDrawn(app: ElectronApplication): Promise<Buffer> {
  let before = '';
  for (let looked = 0; looked < 200; looked += 1) {
    const { png, dark } = await app.evaluate(async ({ desktopCapturer }) => {
      const size = { width: 800, height: 480 };
      const [screen] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: size });
      const colours = new Set(screen?.thumbnail.toBitmap() ?? []);
      return { png: screen?.thumbnail.toPNG().toString('base64') ?? '', dark: colours.size < 8 };
    });
    if (!dark && png === before) return Buffer.from(png, 'base64');
    before = png;
  }
  throw new Error('the box of the system does not appear');
}
