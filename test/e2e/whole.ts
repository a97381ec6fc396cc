import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { AnyOffice } from '../../build/office/office.ts';
import type { Spoken } from '../../build/window/hand.ts';
import { daysOf } from '../../server/keeper/recording-keys.ts';
import { verify } from '../../server/verify/run.ts';
import { ask } from './ledger.ts';

/** Files of a recording anywhere below the share. */
export const filesOf = (share: string, id: string): string[] =>
  readdirSync(share, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(id));

/** Where the key of a recording lies while there is one. */
export const keyFile = ({ settings }: Pick<AnyOffice, 'settings'>, { sidecar }: Spoken, id: string): string =>
  join(settings.keystore, sidecar.startedAt.slice(0, 10), id);

/**
 * What a journey leaves behind: a ledger that is judged lawful, a journal and tables that agree with it, in the database the roles that it
 * gives and no others, and the key of each recording that can be heard, and of no other.
 */
export async function expectWhole(office: AnyOffice): Promise<void> {
  const { faultless, sentence } = await verify(office.settings, { quick: false, exported: null });
  expect(faultless, sentence).toBe(true);
  const heard = await ask<{ id: string }>(
    office,
    `SELECT id FROM office.recording WHERE state = 'available'`,
  );
  const { keystore } = office.settings;
  const keys = daysOf(keystore).flatMap((day) => readdirSync(join(keystore, day)));
  expect(keys.sort()).toEqual(heard.map(({ id }) => id).sort());
}
