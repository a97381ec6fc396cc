import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from './app.ts';
import { writeSettings } from './settings.ts';

/**
 * The page reaches nobody. Two listeners of the test stand for the rest of the world; what counts is not an error in
 * the page but that neither ever hears anything.
 */
test('INV-42 no way out of the page reaches a listener on the network', async ({ launch, folder }) => {
  const heard: string[] = [];
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4', () => heard.push('udp')).bind(0, '127.0.0.1');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const host = `127.0.0.1:${(tcp.address() as AddressInfo).port}`;
  const stun = `stun:127.0.0.1:${udp.address().port}`;

  const { page } = await launch({ settings: await writeSettings(folder) });
  const outcomes = await page.evaluate(
    async ([address = '', server = '']) => {
      const broken = new Set<string>();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        broken.add(effectiveDirective),
      );
      const settled = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'through',
          () => 'refused',
        );
      const throughOnly = (outcome: string): void => {
        if (outcome !== 'through') throw new Error(outcome);
      };
      const element = (
        name: string,
        set: (made: HTMLElement) => void,
        parent = document.body,
      ): Promise<string> => {
        const made = document.createElement(name);
        const done = new Promise<void>((resolve, reject) => {
          made.addEventListener('load', () => resolve());
          made.addEventListener('error', () => reject(new Error(name)));
          set(made);
          parent.append(made);
        });
        return settled(done);
      };
      const socket = (): Promise<void> =>
        new Promise((resolve, reject) => {
          const line = new WebSocket(`ws://${address}/`);
          line.onopen = () => resolve();
          line.onerror = () => reject(new Error('socket'));
        });
      const events = (): Promise<void> =>
        new Promise((resolve, reject) => {
          const source = new EventSource(`http://${address}/`);
          source.onopen = () => resolve();
          source.onerror = () => reject(new Error('events'));
        });
      const hint = (rel: string): void => {
        const link = document.createElement('link');
        link.rel = rel;
        link.href = `http://${address}/hint`;
        document.head.append(link);
      };
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'prerender']) hint(rel);
      navigator.sendBeacon(`http://${address}/`, 'x');
      const made = (act: () => unknown): Promise<string> => settled(Promise.resolve().then(act));
      const request = (): Promise<void> =>
        new Promise((resolve, reject) => {
          const asked = new XMLHttpRequest();
          asked.onload = () => resolve();
          asked.onerror = () => reject(new Error('request'));
          asked.open('GET', `http://${address}/`);
          asked.send();
        });
      const worker = (source: () => string): Promise<string> =>
        made(
          () =>
            new Promise<void>((resolve, reject) => {
              const started = new Worker(source());
              started.onmessage = () => resolve();
              started.onerror = () => reject(new Error('worker'));
            }),
        );
      const form = document.createElement('form');
      form.action = `http://${address}/`;
      document.body.append(form);
      form.submit();
      const peer = new RTCPeerConnection({ iceServers: [{ urls: server }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      const gathered = new Promise<void>((resolve) => {
        if (peer.iceGatheringState === 'complete') resolve();
        peer.onicegatheringstatechange = () => {
          if (peer.iceGatheringState === 'complete') resolve();
        };
      });
      return {
        fetch: await settled(fetch(`http://${address}/`, { mode: 'no-cors' })),
        file: await settled(fetch('file:///etc/passwd')),
        sound: await settled(fetch('recording://00000000000000000000000000000000/audio')),
        socket: await settled(socket()),
        events: await settled(events()),
        request: await settled(request()),
        worker: await worker(() => `http://${address}/x.js`),
        blobWorker: await worker(() => URL.createObjectURL(new Blob(['postMessage(1)']))),
        serviceWorker: await made(() => navigator.serviceWorker.register(`http://${address}/x.js`)),
        // eslint-disable-next-line no-unsanitized/method -- the attack
        module: await made(() => import(`http://${address}/x.js`)),
        script: await made(() =>
          element('script', (made) => made.setAttribute('src', `http://${address}/x.js`)).then(throughOnly),
        ),
        dataImage: await element('img', (made) =>
          made.setAttribute('src', 'data:image/gif;base64,R0lGODlhAQABAAAAACw='),
        ),
        fileImage: await element('img', (made) =>
          made.setAttribute('src', 'file:///usr/share/pixmaps/x.png'),
        ),
        object: await element('object', (made) => made.setAttribute('data', `http://${address}/x`)),
        poster: await element('video', (made) => {
          made.setAttribute('poster', `http://${address}/x.png`);
          made.setAttribute('src', `http://${address}/x.mp4`);
        }),
        image: await element('img', (made) => made.setAttribute('src', `http://${address}/x.png`)),
        style: await element('link', (made) => {
          made.setAttribute('rel', 'stylesheet');
          made.setAttribute('href', `http://${address}/x.css`);
        }),
        audio: await element('audio', (made) => made.setAttribute('src', `http://${address}/x.wav`)),
        gathered: await settled(gathered),
        // The page's own policy, not only the walls behind it.
        broken: [...broken].sort(),
      };
    },
    [host, stun],
  );
  expect(outcomes).toEqual({
    fetch: 'refused',
    file: 'refused',
    sound: 'refused',
    socket: 'refused',
    events: 'refused',
    request: 'refused',
    worker: 'refused',
    blobWorker: 'refused',
    serviceWorker: 'refused',
    module: 'refused',
    script: 'refused',
    dataImage: 'refused',
    fileImage: 'refused',
    object: 'refused',
    poster: 'refused',
    image: 'refused',
    style: 'refused',
    audio: 'refused',
    gathered: 'through',
    broken: expect.arrayContaining([
      ...['connect-src', 'form-action', 'img-src', 'media-src', 'script-src-elem', 'style-src-elem'],
      // Workers, objects and scripts fail before they have an address.
      'require-trusted-types-for',
    ]),
  });
  expect(heard).toEqual([]);
  expect(page.url()).toBe('app://ui/index.html');
  tcp.close();
  udp.close();
});

test('INV-42 behind the policy of the page stand two more walls', async ({ launch, folder }) => {
  const heard: string[] = [];
  const tcp = createServer(() => heard.push('tcp')).listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const { app } = await launch({ settings: await writeSettings(folder) });
  // The sessions themselves, which no policy of a page governs.
  const answers = await app.evaluate(
    async ({ session }, [address = '', file = '']) => {
      const ask = (from: Electron.Session, asked: string): Promise<string> =>
        from.fetch(asked).then(
          () => 'through',
          (error: unknown) => (error instanceof Error ? error.message : 'refused'),
        );
      const page = session.fromPartition('odsluch');
      return {
        // The page's session lets no request out …
        page: await ask(page, address),
        file: await ask(page, file),
        // … and Chromium in this program finds nobody at all, by name or by number.
        program: await ask(session.defaultSession, address),
      };
    },
    [`http://127.0.0.1:${port}/`, 'file:///etc/passwd'],
  );
  expect(answers).toEqual({
    page: 'net::ERR_BLOCKED_BY_CLIENT',
    file: expect.stringMatching(/^net::ERR_|Failed/),
    program: 'net::ERR_NAME_NOT_RESOLVED',
  });
  expect(heard).toEqual([]);
  tcp.close();
});
