import { describe, expect, it } from 'vitest';
import { Gate } from '../../electron/session/gate.ts';

const refusal = (code: string): Error => Object.assign(new Error('refused'), { code });

describe('the gate of a session’s connections', () => {
  it('lets attempts through one after another', async () => {
    const gate = new Gate(() => undefined);
    const order: string[] = [];
    let finish = (): void => undefined;
    const first = gate.pass(async () => {
      order.push('first begins');
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('first ends');
    });
    const second = gate.pass(async () => order.push('second begins'));
    await Promise.resolve();
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins']);
  });

  it.each(['28P01', '28000'])('tries nothing more once the server answered %s', async (code) => {
    let told = 0;
    let binds = 0;
    const gate = new Gate(() => (told += 1));
    const attempt = (): Promise<never> => {
      binds += 1;
      return Promise.reject(refusal(code));
    };
    // Three at once, as a pool and a returning line would make them: one bind, not three.
    const results = await Promise.allSettled([gate.pass(attempt), gate.pass(attempt), gate.pass(attempt)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect({ binds, told }).toEqual({ binds: 1, told: 1 });
    await expect(gate.pass(() => Promise.resolve())).rejects.toMatchObject({
      failure: { code: 'database-unreachable' },
    });
  });

  it('goes on after a failure that says nothing about the person', async () => {
    const gate = new Gate(() => {
      throw new Error('must not be told');
    });
    await expect(gate.pass(() => Promise.reject(refusal('ECONNREFUSED')))).rejects.toThrow();
    await expect(gate.pass(() => Promise.resolve('connected'))).resolves.toBe('connected');
  });
});
