import type { ElectronApplication } from '@playwright/test';
import { fileOf, recordingOf } from './ledger.ts';
import { close, type DirectOpening, open } from './opening.ts';
import { expect, planOf, type RunningOffice, type SignedIn, test, who } from './office.ts';
import { openFiles } from '../../build/window/processes.ts';

/** `recording://`, asked by somebody who knows everything but what he would need: a token that lives. */

test.use({ seed: { of: 'address', choose: ({ matter }) => matter === 'oddzwonienie' } });

test.afterEach(({ office }) => office.database.resume());

test('INV-40 an address is the token of a live opening and nothing else, and no file is opened for any other', async ({
  office,
  signedIn,
}) => {
  const running = await signedIn(who.listener);
  const { app } = running;
  const { token, recording } = await opened(office, running);
  expect(await answerOf(app, `recording://${token}/audio`)).toMatchObject({ status: 206, riff: true });
  const before = filesOfShare(office, app);
  expect(before).toHaveLength(2);
  const path = await fileOf(office, recording);
  for (const address of [
    `recording://${'0'.repeat(32)}/audio`,
    `recording://${token.replace(/^./, (first) => (first === '0' ? '1' : '0'))}/audio`,
    `recording://${token.slice(1)}/audio`,
    `recording://${token}0/audio`,
    `recording://${recording}/audio`,
    `recording://${token}/`,
    `recording://${token}/audio/`,
    `recording://${token}/audio?x=1`,
    `recording://${token}/peaks`,
    `recording://${token}/audio%2f..%2f..%2fpeaks`,
    `recording://x.${token}/audio`,
    `recording://share${path}`,
    `recording://localhost/${recording}.rec`,
  ]) {
    expect(await answerOf(app, address), address).toMatchObject({ status: 404, bytes: 0 });
  }
  for (const method of ['POST', 'HEAD', 'DELETE']) {
    expect(await answerOf(app, `recording://${token}/audio`, { method }), method).toMatchObject({
      status: 404,
      bytes: 0,
    });
  }
  expect(filesOfShare(office, app)).toEqual(before);
});

const ends: readonly [how: string, end: (running: SignedIn, opening: DirectOpening) => Promise<void>][] = [
  ['it was closed', ({ page }, opening) => close(page, opening)],
  [
    'the workstation was locked',
    ({ app }) => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
  ],
  [
    'the server was silent for thirty seconds',
    async ({ app }) => {
      await app.evaluate(() => {
        const now = performance.now.bind(performance);
        Object.defineProperty(globalThis, 'performance', {
          configurable: true,
          value: { now: () => now() + 31_000 },
        });
      });
    },
  ],
  [
    'the person signed out',
    async ({ page }) => {
      await page.evaluate(() => window.office.call('session.signOut', {}));
    },
  ],
];

for (const [how, end] of ends) {
  test(`INV-40 an address is gone, and its files are closed, once ${how}`, async ({ office, signedIn }) => {
    const running = await signedIn(who.listener);
    const { app } = running;
    const opening = await opened(office, running);
    const address = `recording://${opening.token}/audio`;
    expect(await answerOf(app, address)).toMatchObject({ status: 206, riff: true });
    if (how.includes('silent')) await office.database.suspend();
    await end(running, opening);
    await expect.poll(() => answerOf(app, address)).toMatchObject({ status: 410, bytes: 0 });
    expect(filesOfShare(office, app)).toEqual([]);
  });
}

test('INV-41 a range past the end, or one that is none, gives no byte', async ({ office, signedIn }) => {
  const running = await signedIn(who.listener);
  const { app } = running;
  const { token } = await opened(office, running);
  const address = `recording://${token}/audio`;
  const { range = '' } = await answerOf(app, address);
  const size = Number(range.split('/')[1]);
  expect(await answerOf(app, address, { range: `bytes=${size - 3}-` })).toMatchObject({
    status: 206,
    bytes: 3,
  });
  for (const asked of [
    `bytes=${size}-`,
    `bytes=${size + 1}-`,
    'bytes=9999999999999999-',
    'bytes=-5',
    'bytes=0-1,4-5',
    'items=0-',
    'bytes=0x10-',
  ]) {
    expect(await answerOf(app, address, { range: asked }), asked).toEqual({
      status: 416,
      bytes: 0,
      riff: false,
      range: `bytes */${size}`,
    });
  }
});

async function opened(office: RunningOffice, { page }: SignedIn): Promise<DirectOpening> {
  return open(page, await recordingOf(office, planOf(office, 'oddzwonienie')));
}

type Answer = { status: number; bytes: number; riff: boolean; range?: string };

/** What the page's own session is answered, without the page's policy before it; status 0 where the answer was cut off. */
function answerOf(
  app: ElectronApplication,
  address: string,
  { method = 'GET', range }: { method?: string; range?: string } = {},
): Promise<Answer> {
  return app.evaluate(
    async ({ session }, asked) => {
      const headers = asked.range === undefined ? {} : { range: asked.range };
      try {
        const answer = await session
          .fromPartition('odsluch')
          .fetch(asked.address, { method: asked.method, headers });
        const content = Buffer.from(await answer.arrayBuffer());
        return {
          status: answer.status,
          bytes: content.length,
          riff: content.subarray(0, 4).toString('latin1') === 'RIFF',
          range: answer.headers.get('content-range') ?? '',
        };
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('net::ERR_'))) throw error;
        return { status: 0, bytes: 0, riff: false };
      }
    },
    { address, method, ...(range === undefined ? {} : { range }) },
  );
}

/** Files of the share that the program holds open, by name. */
function filesOfShare(office: RunningOffice, app: ElectronApplication): string[] {
  return openFiles(app.process().pid ?? 0)
    .map(({ target }) => target)
    .filter((target) => target.startsWith(office.share))
    .sort();
}
