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
