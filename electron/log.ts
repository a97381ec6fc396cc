import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import log from 'electron-log/main';

const oneMegabyte = 1_048_576;

/** The program's own log, a file in its user folder and standard error. It is read by whoever looks after the program. */
export function startLog(): void {
  log.transports.file.maxSize = oneMegabyte;
  log.transports.file.level = 'info';
  log.transports.console.level = 'warn';
  log.transports.ipc.level = false;
  // Electron's own answer is a box with a stack, in English, for a clerk.
  process.on('uncaughtException', (fault) => logFault('uncaught', fault));
  process.on('unhandledRejection', (fault) => logFault('unhandled', fault));
  log.info('started');
}

/** Writes a fault down and returns its reference, six digits that a person can read out over the telephone. */
export function logFault(where: string, fault?: unknown): string {
  const reference = String(randomInt(1_000_000)).padStart(6, '0');
  log.error(`${reference} ${where}${fault === undefined ? '' : `: ${faultLine(fault)}`}`);
  return reference;
}

/** Where the log lies. */
export function logFile(): string {
  return log.transports.file.getFile().path;
}

/** The newest lines of the log, oldest first; of the file before it where this one has just been begun. */
export function lastLines(most: number): string {
  const file = logFile();
  const lines = [file.replace(/\.log$/, '.old.log'), file].flatMap(linesOf);
  return lines.slice(-most).join('\n');
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/**
 * A fault as the log has it, with those that caused it.
 *
 * SECURITY: only the kind of error, its code and where it arose. The text of an error may quote what a person typed
 * or a row of the database, so it is left out, also where a line of it looks like a place in the program.
 */
export function faultLine(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : '';
  const cause = fault.cause === undefined ? '' : `\n  caused by ${faultLine(fault.cause)}`;
  const parts = fault instanceof AggregateError ? fault.errors.map((part) => `\n  ${faultLine(part)}`) : [];
  return [`${fault.name}${code}`, ...framesOf(fault)].join('\n') + cause + parts.join('');
}

/** The places of a stack, which begins with the text; none where another text stands there, whose end nobody knows. */
function framesOf({ message, stack = '' }: Error): string[] {
  const text = stack.indexOf(message);
  const places = text === -1 ? '' : stack.slice(text + message.length);
  return places.split('\n').filter((line) => /^\s+at /.test(line));
}
