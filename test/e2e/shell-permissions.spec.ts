import { expect, test } from './app.ts';
import { writeSettings } from './settings.ts';

/** What the page may ask its shell for: the name of a sound output, and nothing else. No office is needed. */

/** What a page can ask whether it may. */
const permissionNames = [
  ...['microphone', 'camera', 'display-capture', 'notifications', 'push', 'geolocation', 'midi'],
  ...['clipboard-read', 'clipboard-write', 'persistent-storage', 'storage-access', 'screen-wake-lock'],
  ...['window-management', 'local-fonts', 'idle-detection', 'background-sync', 'background-fetch'],
  ...['accelerometer', 'gyroscope', 'magnetometer', 'payment-handler', 'nfc', 'periodic-background-sync'],
];

test('INV-42 the page may choose a sound output by its name, and is granted nothing else that a person could be asked for', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({
    settings: await writeSettings(folder),
    args: ['--use-fake-device-for-media-stream'],
  });
  const answers = await page.evaluate(async (names) => {
    const ask = async (act: () => Promise<unknown>): Promise<string> => {
      try {
        return String(await act());
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      microphone: await ask(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      camera: await ask(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await ask(() => navigator.mediaDevices.getDisplayMedia()),
      notifications: await ask(() => Notification.requestPermission()),
      clipboard: await ask(() => navigator.clipboard.readText()),
      geolocation: await state('geolocation'),
      midi: await state('midi'),
      // What the shell says to each question that the page can ask beforehand.
      granted: (
        await Promise.all(
          names.map(async (name) => ((await state(name).catch(() => 'unknown')) === 'granted' ? name : '')),
        )
      ).join(''),
      loudspeaker: await ask(async () => {
        const devices = await navigator.mediaDevices.enumerateDevices();
        const output = devices.find(({ kind, label }) => kind === 'audiooutput' && label.endsWith(' 2'));
        const media = new Audio();
        await media.setSinkId(output?.deviceId ?? 'nothing of this name');
        return media.sinkId === output?.deviceId;
      }),
    };
  }, permissionNames);
  expect(answers).toEqual({
    microphone: 'NotAllowedError',
    camera: 'NotAllowedError',
    screen: expect.stringMatching(/^Not(Allowed|Supported)Error$/),
    notifications: 'denied',
    clipboard: 'NotAllowedError',
    geolocation: 'denied',
    midi: 'denied',
    granted: '',
    loudspeaker: 'true',
  });
});
