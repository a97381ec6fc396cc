/** Exit code of a start that was refused: sysexits' EX_CONFIG. */
export const refusedExit = 78;

/**
 * Switches of Chromium and Node that open the program to another one, weaken its page or send its traffic elsewhere.
 * A trailing `*` stands for every continuation.
 */
const refused = [
  'remote-debugging-*',
  'remote-allow-origins',
  'inspect*',
  'debug*',
  'wait-for-debugger*',
  'auto-open-devtools-for-tabs',
  'js-flags',
  'disable-web-security',
  'allow-running-insecure-content',
  'allow-file-access-from-files',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors*',
  'no-sandbox',
  'disable-*sandbox*',
  'single-process',
  'in-process-gpu',
  'no-zygote',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'load-extension',
  'proxy-*',
  'host-rules',
  'host-resolver-rules',
  'ssl-key-log-file',
  'log-net-log',
  'enable-logging',
  'log-file',
  'trace-*',
  'enable-blink-features',
  'disable-blink-features',
  'autoplay-policy',
  'expose-gc',
  'require',
  'r',
];

// eslint-disable-next-line security/detect-non-literal-regexp -- made of the names above and of nothing else
const patterns = refused.map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`));

/**
 * The first switch among `argv` (without the program itself) that must not be there, else null. On Windows Chromium
 * takes `/name` as well, and names in any case.
 *
 * SECURITY: fuses do not cover Chromium's own switches, so a packaged program refuses them itself, before it does
 * anything. It is hygiene: whoever may start another binary is stopped by the server, not here.
 */
export function refusedSwitch(argv: readonly string[], platform: NodeJS.Platform): string | null {
  const mark = platform === 'win32' ? /^(--?|\/)/ : /^--?/;
  for (const argument of argv) {
    if (!mark.test(argument)) continue;
    const [name = ''] = argument.replace(mark, '').toLowerCase().split('=');
    if (patterns.some((pattern) => pattern.test(name))) return name;
  }
  return null;
}
