import { expect, test } from './app.ts';
import { call } from './call.ts';
import { writeSettings } from './settings.ts';

/** What the main process answers to a page that does not keep to the contract, or is not the page at all. */

const refused = { ok: false, failure: { code: 'invalid-input' } };

test('INV-42 a call with another name or other contents is refused', async ({ launch, folder }) => {
  const { page } = await launch({ settings: await writeSettings(folder) });
  for (const channel of ['session.become', 'toString', '__proto__', 'ELECTRON_BROWSER_REQUIRE', '']) {
    expect(await call(page, channel, {}), channel).toEqual(refused);
  }
  for (const [channel, input] of [
    ['session.start', { more: 1 }],
    ['session.start', null],
    ['session.start', 'x'],
    ['session.signIn', { login: 'a.nowak' }],
    ['session.signIn', { login: 'a.nowak', password: 'x', role: 'secretary' }],
    ['session.signIn', { login: ['a.nowak'], password: { length: 3 } }],
    ['session.signIn', { login: 'a'.repeat(257), password: 'x' }],
    ['playback.prepare', { recording: '../../etc/passwd', listed: {} }],
    ['paper.print', { paper: 'results', of: {} }],
    ['paper.print', { paper: 'constructor', of: {} }],
    ['paper.save', { paper: 'state', of: { month: '2026-11' } }],
    ['protocol.act', { act: "'; DROP TABLE office.entry; --" }],
  ] as const) {
    expect(await call(page, channel, input), channel).toEqual(refused);
  }
  expect(await call(page, 'session.start', {})).toMatchObject({
    ok: true,
    value: { office: 'Urząd Gminy Próbnej' },
  });
});

test('without a signed-in person every call but signing in says so', async ({ launch, folder }) => {
  const { page } = await launch({ settings: await writeSettings(folder) });
  const id = '00000000-0000-4000-8000-000000000000';
  const token = '0'.repeat(32);
  const filter = { person: null, case: null, from: null, to: null, state: null, kind: null };
  const calls: [string, unknown][] = [
    ['session.me', {}],
    ['session.lock', {}],
    ['recordings.bases', { case: 'SEK.1510.7.2026' }],
    ['playback.check', {}],
    ['playback.prepare', { recording: id, listed: {} }],
    ['playback.listen', { token, what: { act: id } }],
    ['protocol.acts', {}],
    ['protocol.act', { act: id }],
    ['protocol.document', { act: id, sealed: 1 }],
    ['paper.print', { paper: 'protocol', of: { act: id, sealed: 1 } }],
    ['paper.print', { paper: 'permissions', of: {} }],
    ['paper.save', { paper: 'results', of: {} }],
    ['register.rows', { filter, before: null }],
    ['register.summary', { filter }],
    ['register.story', { of: 'act', id, after: 0 }],
  ];
  for (const [channel, input] of calls) {
    expect(await call(page, channel, input), channel).toEqual({
      ok: false,
      failure: { code: 'not-signed-in' },
    });
  }
});

test('blank passwords and impossible logins are refused, and servers that are away are named', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ settings: await writeSettings(folder) });
  const signIn = (login: string, password: string): Promise<unknown> =>
    call(page, 'session.signIn', { login, password });
  const failed = (code: string): object => ({ ok: false, failure: { code } });
  for (const password of ['', '   ', '\u00a0', 'a\0b']) {
    expect(await signIn('a.nowak', password)).toEqual(failed('sign-in-empty-password'));
  }
  for (const login of ['', 'a*', 'a nowak', '9nowak', 'cn=a,dc=x', 'a'.repeat(21)]) {
    expect(await signIn(login, 'haslo')).toEqual(failed('sign-in-malformed-login'));
  }
  expect(await signIn(' A.Nowak ', 'haslo')).toEqual(failed('directory-unreachable'));
});

test('INV-42 a second window with the same preload is not the page', async ({ launch, folder }) => {
  const { app } = await launch({ settings: await writeSettings(folder) });
  const answer = await app.evaluate(
    async ({ BrowserWindow, session }, preload) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: {
          session: session.fromPartition('odsluch'),
          preload,
          sandbox: true,
          contextIsolation: true,
        },
      });
      await other.loadURL('app://ui/index.html');
      const said = (await other.webContents.executeJavaScript(
        'window.office.call("session.start", {})',
      )) as unknown;
      other.destroy();
      return said;
    },
    await app.evaluate(({ app: own }) => `${own.getAppPath()}/out/preload/preload.cjs`),
  );
  expect(answer).toEqual(refused);
});

test('INV-42 a frame inside the page has no way to call', async ({ launch, folder }) => {
  const { page } = await launch({ settings: await writeSettings(folder) });
  const seen = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow === null ? 'no frame' : 'office' in frame.contentWindow;
  });
  expect([false, 'no frame']).toContain(seen);
});
