import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks on the terminal; where there is none, reads the next line of standard input without a question. */
export type Ask = {
  text(question: string): Promise<string>;
  secret(question: string): Promise<string>;
  close(): void;
};

/** Opens standard input for questions. SECURITY: a secret is not echoed, and passwords are taken from nowhere else (no option, no variable). */
export function openAsk(): Ask {
  let hidden = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = process.stdin.isTTY;
  const reader = createInterface({ input: process.stdin, output, terminal });
  // Without a listener Ctrl+C would only pause the reader, and the command would wait for ever.
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const lines = reader[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line: IteratorResult<string, undefined> = await lines.next();
    return line.value ?? '';
  };
  return {
    text: async (question) => {
      if (terminal) process.stderr.write(`${question}: `);
      return (await next()).trim();
    },
    secret: async (question) => {
      if (terminal) process.stderr.write(`${question}: `);
      hidden = true;
      const answer = await next();
      hidden = false;
      if (terminal) process.stderr.write('\n');
      return answer;
    },
    close: () => reader.close(),
  };
}
