import type { ElectronApplication, Page } from '@playwright/test';

/** How the window stands: its content in pixels of the screen, and how much it is enlarged. */
export type Size = { readonly width: number; readonly height: number; readonly zoom: number };

/** A workstation's common screen. */
export const usual: Size = { width: 1366, height: 768, zoom: 1 };

/** A window that is still busy with its last size lets a new one pass: it is asked until the page is as wide as it should be. */
export async function resizeTo(app: ElectronApplication, page: Page, size: Size): Promise<void> {
  const wanted = Math.round(size.width / size.zoom);
  for (let asked = 0; asked < 200; asked += 1) {
    await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(width, height);
      window?.webContents.setZoomFactor(zoom);
    }, size);
    if ((await widthInNextFrame(page)) === wanted) return;
  }
  throw new Error('the window does not take its size');
}

function widthInNextFrame(page: Page): Promise<number> {
  return page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => seen(window.innerWidth))));
}

/**
 * What was changed is laid out and on the screen. What learns its width from the layout is drawn once more after it, and on a busy machine only when
 * the page has nothing else to do.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const frames = () => frame().then(frame);
    await frames();
    await new Promise((idle) => requestIdleCallback(idle));
    await frames();
  });
}

/** The window as PNG, once what was asked for is drawn. A zoomed one as it shows itself: the page's own picture is cut to its unzoomed size. */
export async function pictureOf(app: ElectronApplication, page: Page): Promise<Buffer> {
  await settled(page);
  const zoom = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
  );
  if (zoom === 1) return page.screenshot({ animations: 'disabled', caret: 'hide' });
  // What the window shows may be a frame old: the first look makes it draw, the second sees it.
  await capture(app);
  await settled(page);
  return capture(app);
}

async function capture(app: ElectronApplication): Promise<Buffer> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(png, 'base64');
}

/**
 * Waits until the sheets of a protocol are drawn. A picture stops what is animated and sets it going again: a spinner that is taken away
 * between the two brings the page of Electron 25 down.
 */
export async function sheetsDrawn(page: Page): Promise<void> {
  await page.locator('[role="img"][aria-busy="false"]').first().waitFor();
}
