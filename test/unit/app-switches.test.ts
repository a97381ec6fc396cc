import { describe, expect, it } from 'vitest';
import { refusedSwitch } from '../../electron/switches.ts';

describe('switches of a packaged program', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--REMOTE-debugging-address=0.0.0.0',
    '-inspect',
    '--inspect-brk=0',
    '--inspect-publish-uid=http',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--ssl-key-log-file=x',
    '--proxy-server=x',
    '--proxy-pac-url=x',
    '--host-resolver-rules=MAP * x',
    '--disable-gpu-sandbox',
    '--renderer-cmd-prefix=gdb',
  ])('refuse %s', (argument) => {
    expect(refusedSwitch(['/folder', argument], 'linux')).not.toBeNull();
  });

  it('refuse the form with a slash, which Chromium takes on Windows and nowhere else', () => {
    expect(refusedSwitch(['/remote-debugging-port=9222'], 'win32')).toBe('remote-debugging-port');
    expect(refusedSwitch(['/remote-debugging-port=9222'], 'linux')).toBeNull();
  });

  it.each([[['--settings=/x/inspect.json']], [['--user-data-dir=/x']], [['inspect']], [[]]])(
    'let %j through',
    (argv) => {
      expect(refusedSwitch(argv, 'linux')).toBeNull();
    },
  );
});
