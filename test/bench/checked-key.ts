import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inNameOf } from '../../build/office/in-name.ts';
import type { RunningOffice } from '../../build/office/office.ts';
import type { CallsSeed } from '../../build/office/seed-calls.ts';
import { purpose } from '../../shared/purposes.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { openRequester, type Requester } from './key.ts';
import { inTurns, median, percentile } from './measure.ts';
import { buildChanged, startWith } from './parts/changed-keeper.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 101;
/** Papers of forty rows each: as many people may listen in a large office. */
const papers = 6;
const listener = 'anna.nowak';

/**
 * From a request to the opened key, by the shipped keeper against the same program without what papers have added to a listening: whether the
 * account's newest one is in force, and covers purpose and department. In two offices that are alike.
 */
export const checkedKey: Bench = {
  name: 'checked-key',
  rows: async ({ root, say }) => {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-'));
    const sides: Side[] = [];
    try {
      // Without the rights by which it judges a listening.
      await buildChanged(root, folder, {
        ...{ module: '/rights.ts', importer: '/server/entries/listening.ts', by: 'unchecked-rights.ts' },
      });
      for (const program of [root, folder]) {
        say(`authorising ${String(papers * 40)} people …`);
        sides.push(await openSide(root, program, authoriseMany));
      }
      const [checked, unchecked] = sides as [Side, Side];
      const { ours, other } = await inTurns(rounds, { ours: checked.ask, other: unchecked.ask });
      const name = 'request → key p50 with the checks of papers ÷ without';
      return [
        lessIsBetter({ name, unit: 'ms', goal: '≤ 1.1' }, median(ours), median(other)),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      for (const { close } of sides) await close();
      await rm(folder, { recursive: true });
    }
  },
};

export type Side = Requester;

/** An office with one recording whose keeper is the program of that folder, and who asks it. */
export async function openSide(
  root: string,
  program: string,
  prepare?: (office: RunningOffice) => Promise<void>,
): Promise<Side> {
  const calls: CallsSeed = {
    choose: (plans) =>
      plans
        .filter(({ sidecar }) => sidecar.announcement === 'yes' && sidecar.answeredLogin !== listener)
        .sort((one, other) => one.durationMs - other.durationMs)
        .slice(0, 1),
    destroyed: 0,
  };
  const { office, stop } = await startWith(program, { root, calls }, prepare);
  try {
    const { ask, close } = await openRequester(office, await recordingOf(office));
    return { ask, close: () => close().then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function authoriseMany(office: RunningOffice): Promise<void> {
  const secretary = await inNameOf(office.settings, office.person('halina.dudek'));
  const deputy = await inNameOf(office.settings, office.person('marek.bielak'));
  const today = legalDay();
  const common = { purposes: [...purpose.options], departments: null, quality: 'no' as const };
  for (let paper = 0; paper < papers; paper += 1) {
    const rows = [];
    for (let place = 0; place < 40; place += 1) {
      const login = `osoba.${String(paper * 40 + place)}`;
      const account = { login, password: 'Haslo-Osoby-1!', displayName: `Osoba ${login}` };
      const subjectGuid = await office.directory.add(account);
      const term = { from: today, to: addMonths(today, 3), declaredOn: today };
      rows.push({ number: null, subjectGuid, ...common, ...term });
    }
    const signed = {
      ...{ paper: `SEK.077.${String(paper)}.2026`, signatory: `PF/3/${today.slice(0, 4)}` },
      ...{ signatoryName: null, signedOn: today, way: 'ezd' as const, scan: null },
    };
    const { seq, hash } = await secretary.sign('instrument', { what: 'authorisation', rows, signed });
    await deputy.sign('confirm', { entries: [seq], hashes: [hash.toString('hex')] });
  }
  await secretary.end();
  await deputy.end();
}

async function recordingOf(office: RunningOffice): Promise<string> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<{ id: string }>('SELECT id FROM office.recording LIMIT 1');
  await superuser.end();
  return rows[0]?.id ?? '';
}
