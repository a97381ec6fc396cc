import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerNow, ask, done, keyOf, listen } from './asking.ts';
import { atDoor, officeOfFile, refusal, resume, rowsOf, shortest, who } from './office.ts';
import { until } from './support.ts';

/** Everybody in the database may listen and notify: what is heard that way, and what comes of its overflow. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
let recording: string;

beforeAll(async () => {
  const superuser = await office.superuser();
  const [row] = await rowsOf<{ id: string }>(superuser, 'SELECT id FROM office.recording');
  recording = row?.id ?? '';
  // The least that the server can have, so that it is soon full.
  await superuser.query('ALTER SYSTEM SET max_notify_queue_pages = 64');
  await office.running().database.restart();
});

const usage = async (client: Client): Promise<number> =>
  (await rowsOf<{ usage: number }>(client, 'SELECT pg_notification_queue_usage() AS usage'))[0]?.usage ?? 0;

describe('what others do', () => {
  it('INV-08 is told by no notification: it says neither who asked nor for what', async () => {
    const curious = await office.as(who.other);
    const heard: { channel: string; payload: string | undefined }[] = [];
    curious.on('notification', ({ channel, payload }) => heard.push({ channel, payload }));
    await curious.query('LISTEN odsluch_command; LISTEN odsluch_answer');
    await listen(await office.as(who.listener), recording);
    await until('both hints', async () => {
      await curious.query('SELECT');
      return new Set(heard.map(({ channel }) => channel)).size === 2 ? true : null;
    });
    expect(new Set(heard.map(({ payload }) => payload))).toEqual(new Set(['']));
  });
});

describe('a buffer of notifications that somebody has filled', () => {
  it.each([
    ['a person', () => office.as(who.other)],
    ['the door', () => atDoor(office)],
  ])('INV-24 takes neither request nor answer from anybody: filled by %s', async (_whom, line) => {
    const [stuck, flooder] = [await line(), await line()];
    // Who listens within a transaction reads nothing, and so nothing is cleared.
    await stuck.query('LISTEN something');
    await stuck.query('BEGIN');
    await until('a full buffer', async () =>
      (await refusal(flooder.query(`NOTIFY something, '${'x'.repeat(7900)}'`))) === '54000' ? true : null,
    );
    expect(await usage(flooder)).toBeGreaterThan(0.9);
    const listener = await office.as(who.listener);
    for (let count = 1; count <= 3; count += 1) {
      const listening = await listen(listener, recording);
      expect(listening.answer.state).toBe('released');
      expect(await keyOf(listening)).toHaveLength(32);
    }
    const refused = await listen(await office.as(who.none), recording);
    expect(refused.answer.reason).toBe('no-authorisation');
    // Closing what is being heard is told as well.
    const reason = 'Sprawdzenie przy pełnym buforze.';
    await done(ask(await office.as(who.secretary), 'suspend', { reason }));
    await resume(office.running(), reason);
    expect(office.running().keeper.log()).not.toContain('54000');
    // The keeper ends a line of the door by itself.
    await stuck.query('COMMIT').catch(() => undefined);
    await until('room again', async () => ((await usage(listener)) < 0.1 ? true : null));
    const again = await listen(listener, recording);
    expect((await answerNow(listener, again.answer.command)).state).toBe('released');
  });
});
