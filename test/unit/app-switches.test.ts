import { describe, expect, it } from 'vitest';
import { refusedArgument } from '../../electron/switches.ts';

describe('arguments of a packaged program', () => {
  it.each(
    Object.entries({
      'another office': ['--settings=/x/app.json', '--settings'],
      'another profile': ['--user-data-dir=/x', '--disk-cache-dir=/x', '--crash-dumps-dir=/x'],
      debuggers: ['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect-brk=0', '-inspect'],
      'the page’s policy': ['--bypasscsp-schemes=app', '--disable-web-security', '--secure-schemes=http'],
      sandboxes: ['--no-sandbox', '--disable-gpu-sandbox', '--single-process', '--no-zygote'],
      'who is trusted': ['--ignore-certificate-errors-spki-list=x', '--auth-server-allowlist=*'],
      'the network': ['--proxy-server=x', '--host-resolver-rules=MAP * x', '--proxy-bypass-list=*'],
      programs: ['--renderer-cmd-prefix=gdb', '--browser-subprocess-path=/x', '--gpu-launcher=x'],
      code: ['--js-flags=--expose-gc', '--load-extension=/x', '--require=/x.js', '-r', '/x.js'],
      features: ['--enable-features=X', '--enable-blink-features=X', '--disable-features=X'],
      'what is written down': [
        '--enable-logging',
        '--log-file=/x',
        '--log-net-log=/x',
        '--ssl-key-log-file=x',
      ],
      'ways to write a switch': [
        ' --inspect',
        '\t--inspect',
        '/inspect',
        '--INSPECT',
        '--',
        '--disable-gpu=0',
      ],
      'a file or an address': ['/x/app.js', 'https://example.test', ''],
    }).flatMap(([what, written]) => written.map((argument) => [what, argument] as const)),
  )('refuse %s: %j', (_what, argument) => {
    expect(refusedArgument(['--disable-gpu', argument])).toBe(argument);
  });

  it('let through what a screen reader or a broken driver may need', () => {
    expect(refusedArgument(['--force-renderer-accessibility', '--disable-gpu'])).toBeNull();
    expect(refusedArgument([])).toBeNull();
  });
});
