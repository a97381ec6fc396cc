import { expect, type ElectronApplication, type Page } from '@playwright/test';

/** What has the focus, as a reader of the screen says it: „button Zaloguj”. */
export async function focusInWords(page: Page): Promise<string> {
  const focused = page.locator(':focus');
  if ((await focused.count()) === 0) return 'nothing';
  const [first = ''] = (await focused.ariaSnapshot()).split('\n');
  const [, role = '', name = ''] = /^- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/.exec(first) ?? [];
  return `${role} ${name}`.trim();
}

/** That a control, named as above, has the focus and shows it. */
export async function expectFocus(page: Page, words: string): Promise<void> {
  await expect.poll(async () => (await focusInWords(page)).slice(0, words.length)).toBe(words);
  if (!words.startsWith('region')) await expect(page.locator(':focus-visible')).toHaveCount(1);
}

/** Tab (or another key that moves) until the control that is named has the focus, and shows it. */
export async function tabTo(
  page: Page,
  words: string,
  move = (): Promise<void> => page.keyboard.press('Tab'),
): Promise<void> {
  const passed: string[] = [];
  for (;;) {
    const now = await focusInWords(page);
    if (now.startsWith(words)) break;
    passed.push(now);
    if (passed.length > 60) throw new Error(`no way to „${words}” with Tab: ${passed.join(' | ')}`);
    await move();
  }
  await expectFocus(page, words);
}

/**
 * AltGr as Windows sends it: the key goes down with Control and Alt, and a letter follows unless somebody took the key for
 * a command. (The letter itself comes without them: on Linux Chromium would write nothing otherwise.)
 */
export async function pressAltGr(app: ElectronApplication, key: string, letter: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [keyCode, text]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const modifiers: ('control' | 'alt')[] = ['control', 'alt'];
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
      contents?.sendInputEvent({ type: 'char', keyCode: text });
      contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
    },
    [key, letter] as const,
  );
}
