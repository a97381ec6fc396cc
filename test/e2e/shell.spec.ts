import { readFileSync } from 'node:fs';
import { answerWith } from '../../build/pictures/answers.ts';
import { expect, type Running, test } from './app.ts';
import {
  cannotLookInside,
  confinementOf,
  namespaceOf,
  pagePid,
  readProcess,
  rootOf,
} from '../../build/window/processes.ts';
import { writeSettings } from './settings.ts';
import { filesBelow } from './traces.ts';

/** Everything that the shell refuses to its page. No office is needed: the page is the attacker here. */

const open = async (
  launch: (options: { settings: string }) => Promise<Running>,
  folder: string,
): Promise<Running> => launch({ settings: await writeSettings(folder) });

test('the page shows the office, signed out, without a word of complaint', async ({ launch, folder }) => {
  const { page, complaints } = await open(launch, folder);
  await expect(page.getByRole('textbox').first()).toBeVisible();
  expect(page.url()).toBe('app://ui/index.html');
  expect(complaints).toEqual([]);
});

test('a start that takes its time says what it waits for, before any script of the page could and after', async ({
  launch,
  folder,
}) => {
  const { app, page } = await open(launch, folder);
  for (const [channel, words] of [
    ['session.me', 'Program sprawdza, kto jest zalogowany…'],
    ['session.start', 'Program odczytuje ustawienia tego stanowiska…'],
  ] as const) {
    await answerWith(app, channel, 'silence');
    await page.reload();
    await expect(page.getByText(words)).toBeVisible();
  }
  // The page is there, and nothing in it ever begins.
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    window.setTimeout = (() => 0) as unknown as typeof window.setTimeout;
  });
  await page.reload();
  await expect(page.getByText('Wczytywanie programu…')).toBeVisible();
  await expect(page.getByText('Wczytywanie programu…')).toHaveCSS('animation-delay', '2s');
});

test('INV-42 the page is a sandboxed process under an ordinary account, without Node', async ({
  launch,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
  const { app, page } = await open(launch, folder);
  const main = app.process().pid ?? 0;
  const renderer = await pagePid(app);
  const sandboxed = { seccomp: '2', noNewPrivs: '1', effective: '0000000000000000', ownProcesses: true };
  expect(confinementOf(renderer)).toEqual(sandboxed);
  // What it looks like without: the program itself, which has to reach files and servers.
  expect(confinementOf(main)).toMatchObject({ seccomp: '0', ownProcesses: false });
  for (const one of [main, renderer]) expect(readProcess(one, 'status')).not.toMatch(/^Uid:.*\b0\b/m);
  if (cannotLookInside === false) {
    // No network of its own, no processes but its own, and no files at all.
    for (const kind of ['user', 'pid', 'net']) {
      expect(namespaceOf(renderer, kind), kind).not.toBe(namespaceOf(main, kind));
    }
    expect(namespaceOf(main, 'net')).toBe(namespaceOf('self', 'net'));
    expect(rootOf(main)).toContain('etc');
    expect(rootOf(renderer)).toEqual([]);
  }
  const seen = await page.evaluate(() =>
    ['process', 'require', 'module', 'Buffer'].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('INV-42 a link, as markup in metadata would make it, leads nowhere', async ({ launch, folder }) => {
  const { app, page } = await open(launch, folder);
  const follow = (address: string): Promise<void> =>
    page.evaluate((href) => {
      const link = document.createElement('a');
      link.href = href;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
  // Heard after the shell's own listeners, so that the answer stands.
  await app.evaluate(({ BrowserWindow }) => {
    const answers: string[] = [];
    (globalThis as unknown as { answers: string[] }).answers = answers;
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('will-frame-navigate', (event) =>
      answers.push(event.defaultPrevented ? 'refused' : 'let go'),
    );
    contents?.on('did-navigate', () => answers.push('gone'));
  });
  for (const address of ['https://example.org/', 'app://ui/other.html']) await follow(address);
  const heard = () => app.evaluate(() => (globalThis as unknown as { answers: string[] }).answers);
  await expect.poll(heard).toEqual(['refused', 'refused']);
  // Chromium itself refuses these before they get so far.
  for (const address of ['file:///etc/passwd', 'data:text/html,x', 'javascript:window.ran=true']) {
    await follow(address);
  }
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
  expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
  expect(windows).toEqual(['app://ui/index.html']);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('INV-42 the page cannot save a file', async ({ launch, folder }) => {
  const { app, page } = await open(launch, folder);
  const stopped = app.evaluate(
    ({ session }) =>
      new Promise<boolean>((resolve) => {
        session.fromPartition('odsluch').once('will-download', (event) => resolve(event.defaultPrevented));
      }),
  );
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['nagranie']));
    link.download = 'nagranie.txt';
    link.click();
  });
  expect(await stopped).toBe(true);
});

test('INV-42 the page cannot make code or markup out of text', async ({ launch, folder }) => {
  const { page } = await open(launch, folder);
  // By a real click: what a test evaluates is allowed more than the page's own code.
  await page.evaluate(() => {
    const results: string[] = [];
    const attempt = (name: string, act: () => unknown): void => {
      try {
        act();
        results.push(`${name}: done`);
      } catch (error) {
        results.push(`${name}: ${error instanceof Error ? error.name : 'refused'}`);
      }
    };
    const button = document.createElement('button');
    button.id = 'attack';
    button.textContent = 'x';
    button.style.cssText = 'position:fixed;z-index:9999;top:0;left:0';
    button.addEventListener('click', () => {
      attempt('eval', () => (0, eval)('1'));
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the attack
      attempt('Function', () => new Function('return 1')());
      attempt('timer', () => setTimeout('window.ran = true' as unknown as () => void));
      attempt(
        'innerHTML',
        () => (document.createElement('p').innerHTML = '<img src=x onerror="window.ran = true">'),
      );
      attempt('insertAdjacentHTML', () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'));
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- an attacker may well use it
      attempt('document.write', () => document.write('<b>x</b>'));
      attempt('srcdoc', () => (document.createElement('iframe').srcdoc = '<script>1</script>'));
      attempt('script text', () => (document.createElement('script').text = 'window.ran = true'));
      attempt('script address', () => (document.createElement('script').src = 'https://example.org/x.js'));
      attempt('handler', () => button.setAttribute('onclick', 'window.ran = true'));
      attempt('second policy', () =>
        (
          window as unknown as { trustedTypes: { createPolicy(n: string, r: object): unknown } }
        ).trustedTypes.createPolicy('x', {}),
      );
      document.body.dataset['results'] = JSON.stringify(results);
    });
    document.body.append(button);
  });
  await page.locator('#attack').click();
  const results = JSON.parse((await page.locator('body').getAttribute('data-results')) ?? '[]') as string[];
  expect(results.filter((line) => line.endsWith(': done'))).toEqual([]);
  expect(results).toHaveLength(11);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('INV-42 app:// serves the built page and nothing beside it', async ({ launch, folder }) => {
  const { app } = await open(launch, folder);
  const ask = (address: string, method = 'GET'): Promise<{ status: number; policy: string; cache: string }> =>
    app.evaluate(
      async ({ session }, asked) => {
        const answer = await session.fromPartition('odsluch').fetch(asked.address, { method: asked.method });
        return {
          status: answer.status,
          policy: answer.headers.get('content-security-policy') ?? '',
          cache: answer.headers.get('cache-control') ?? '',
        };
      },
      { address, method },
    );
  const first = await ask('app://ui/index.html');
  const second = await ask('app://ui/index.html');
  expect(first.status).toBe(200);
  expect(first.cache).toBe('no-store');
  expect(first.policy).toContain("connect-src 'none'");
  expect(first.policy).not.toMatch(/unsafe|https?:|\*|blob:|data:/);
  const nonce = /'nonce-([^']{20,})'/;
  expect(nonce.exec(first.policy)?.[1]).not.toBe(nonce.exec(second.policy)?.[1]);
  for (const address of [
    'app://ui/',
    'app://ui/../package.json',
    'app://ui/assets/../../main/index.cjs',
    'app://ui/assets/..%2f..%2fmain%2findex.cjs',
    'app://ui/assets/%2e%2e/%2e%2e/main/index.cjs',
    'app://other/index.html',
    'app://ui/assets/missing.js',
  ]) {
    expect(await ask(address), address).toMatchObject({ status: 404 });
  }
  expect(await ask('app://ui/index.html', 'POST')).toMatchObject({ status: 405 });
});

test('nothing that the page stores outlives the program', async ({ launch, folder }) => {
  const running = await open(launch, folder);
  const marker = 'slad-po-czynnosci-4711';
  await running.page.evaluate(async (text) => {
    localStorage.setItem('slad', text);
    sessionStorage.setItem('slad', text);
    document.cookie = `slad=${text}`;
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(text);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  }, marker);
  await running.stop();
  const found = filesBelow(running.home).filter((file) => readFileSync(file).includes(marker));
  expect(found).toEqual([]);
});
