import { expect, it, vi } from 'vitest';

vi.mock('electron-log/main', () => ({ default: {} }));
const { faultLine } = await import('../../electron/log.ts');

/** What the log keeps of a fault: enough to find it, and nothing that somebody typed. */

it('says of what kind it is, its code and where it arose, with what caused it', () => {
  const cause = Object.assign(new RangeError('za dużo'), { code: 'ERANGE' });
  const line = faultLine(new Error('nie udało się', { cause }));
  expect(line).toMatch(/^Error\n\s+at .*app-fault-line\.test\.ts:\d+:\d+/);
  expect(line).toMatch(/\n {2}caused by RangeError ERANGE\n\s+at /);
  expect(faultLine(new AggregateError([new TypeError('x')]))).toContain('\n  TypeError\n');
  expect(faultLine('Jan Kowalski')).toBe('string');
});

it('leaves the text out, also where it has lines that look like places', () => {
  const typed = 'wartość „Skarżę się na\n    at Kowalski, tel. 601 234 567\n” jest za długa';
  expect(faultLine(new Error(typed, { cause: new Error(typed) }))).not.toMatch(/Kowalski|Skarżę|długa/);
});

it('leaves the text out that an error was made with, where it says something else since', () => {
  const error = new Error('Skarżę się na\n    at Kowalski, tel. 601 234 567');
  // Made when it is first asked for, and never again.
  expect(error.stack).toContain('Kowalski');
  error.message = 'za długie';
  expect(faultLine(error)).toBe('Error');
});
