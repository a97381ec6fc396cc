import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failed } from '../../electron/failed.ts';
import { Answers } from '../../electron/session/submit.ts';

const pending = {
  state: 'pending',
  reason: null,
  seq: null,
  prev: null,
  payload: null,
  hash: null,
  signature: null,
  sealed: null,
};
const done = { ...pending, state: 'done', seq: 7 };

type Reply = object | (() => object);
/** Answers `submit` with an id, and the questions after it with `replies` in turn; the last one repeats. */
function server(...replies: Reply[]) {
  const asked: string[] = [];
  const ask = async (sql: string): Promise<never[]> => {
    asked.push(sql.includes('api.submit') ? 'submit' : 'answer');
    if (sql.includes('api.submit')) return [{ id: 'id-1' }] as never[];
    const next = replies.length > 1 ? replies.shift() : replies[0];
    return [typeof next === 'function' ? (next as () => object)() : next] as never[];
  };
  return { ask, asked };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('waiting for the keeper’s answer', () => {
  it('asks when a hint comes, and not before', async () => {
    const { ask, asked } = server(done);
    const answers = new Answers(ask);
    const answer = answers.submit('file', {});
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['submit']);
    answers.hint();
    await expect(answer).resolves.toMatchObject({ command: 'id-1', state: 'done', seq: 7, reason: null });
  });

  it('asks by itself when the hint was lost', async () => {
    const { ask } = server(pending, done);
    const answer = new Answers(ask).submit('file', {});
    await vi.advanceTimersByTimeAsync(600);
    await expect(answer).resolves.toMatchObject({ state: 'done' });
  });

  it('does not wait again for a hint that came while the question was on its way', async () => {
    const answers: Answers = new Answers((sql) => ask(sql));
    const { ask } = server(() => {
      answers.hint();
      return pending;
    }, done);
    const answer = answers.submit('file', {});
    await vi.advanceTimersByTimeAsync(1);
    answers.hint();
    await vi.advanceTimersByTimeAsync(1);
    await expect(answer).resolves.toMatchObject({ state: 'done' });
  });

  it('outlasts a lost line: the answer waits at the server', async () => {
    const { ask } = server(() => {
      throw new Failed({ code: 'database-unreachable' });
    }, done);
    const answer = new Answers(ask).submit('file', {});
    await vi.advanceTimersByTimeAsync(600);
    await expect(answer).resolves.toMatchObject({ state: 'done' });
  });

  it('gives up after its time with a failure that says so', async () => {
    const { ask } = server(pending);
    const answer = new Answers(ask).submit('file', {}, { timeoutMs: 1_000 });
    const outcome = expect(answer).rejects.toMatchObject({ failure: { code: 'answer-late' } });
    await vi.advanceTimersByTimeAsync(1_500);
    await outcome;
  });

  it('takes a reason that it has no sentence for as unexpected', async () => {
    const { ask } = server({ ...done, state: 'refused', reason: 'reason-of-a-newer-keeper' });
    const answers = new Answers(ask);
    const answer = answers.submit('listen', {});
    await vi.advanceTimersByTimeAsync(300);
    await expect(answer).resolves.toMatchObject({ state: 'refused', reason: 'unexpected' });
  });
});
