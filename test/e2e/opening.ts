import type { Page } from '@playwright/test';
import type { Input, Output } from '../../shared/contract.ts';
import type { CallChannel } from '../../shared/channels.ts';
import type { Ground } from '../../shared/playback.ts';
import { call } from './call.ts';
import { caseNumber } from '../../build/window/hand.ts';

/** Openings as the page makes them, without its buttons: for tests that need many, or one that nobody touches. */

/** What the page knows of a recording that is open. */
export type DirectOpening = { recording: string; token: string; opening: string; act: string };

const ground: Ground = {
  case: caseNumber,
  basis: 'KPA_SKARGA',
  sentence: { code: 'DISPUTED' },
  statement: 'Oświadczam, że skarga mnie nie dotyczy.',
  fields: { register: '14/2026' },
  present: [],
};

/** The value of a call; fails with the code where the program refused. */
export async function ask<C extends CallChannel>(
  page: Page,
  channel: C,
  input: Input<C>,
): Promise<Output<C>> {
  const result = (await call(page, channel, input)) as
    { ok: true; value: Output<C> } | { ok: false; failure: { code: string } };
  if (!result.ok) throw new Error(`${channel}: ${result.failure.code}`);
  return result.value;
}

/** Opens a recording in a new act, or in the one that is named. Nothing plays until somebody asks for its bytes. */
export async function open(page: Page, recording: string, act: string | null = null): Promise<DirectOpening> {
  const { token } = await ask(page, 'playback.prepare', { recording, listed: {} });
  const answer = await ask(page, 'playback.listen', { token, what: act === null ? { ground } : { act } });
  if (answer.state === 'refused') throw new Error(`refused: ${answer.reason}`);
  return { recording, token, opening: answer.open.opening, act: answer.open.act };
}

export async function close(page: Page, { opening }: DirectOpening): Promise<void> {
  await ask(page, 'playback.close', { opening, ranges: [], wrongCall: false });
}
