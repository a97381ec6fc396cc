/** Exit code of a start that was refused: sysexits' EX_CONFIG. */
export const refusedExit = 78;

/** What a workstation may need of Chromium: for a screen reader that it does not notice, and for a broken driver of the graphics card. */
const accepted: ReadonlySet<string> = new Set(['--force-renderer-accessibility', '--disable-gpu']);

/**
 * The first argument of a packaged program (`argv` without the program itself) that it does not accept, else null.
 *
 * SECURITY: fuses do not cover Chromium's own switches, of which each release has others: they let debuggers in, take the page's policy or
 * sandbox away, name another profile, another server, another program to run. So whatever is not on the list is refused, a file's name
 * too. Whole arguments are compared, since Chromium reads a switch behind blanks, behind one dash or two, on Windows behind a slash and in
 * any case. It is hygiene: whoever may start another binary is stopped by the server, not here.
 */
export function refusedArgument(argv: readonly string[]): string | null {
  return argv.find((argument) => !accepted.has(argument)) ?? null;
}
