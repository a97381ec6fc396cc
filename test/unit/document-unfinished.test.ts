import { expect, it } from 'vitest';
import type { VersionRow } from '../../shared/ledger/instrument.ts';
import { documentsOfFile } from './document-read.fixture.ts';
import { recordingOf, unfinishedOf, versionOf } from './document.fixture.ts';

/** D1 of an act whose listener left before anything was written down. */

const { read } = documentsOfFile();

it('cites the regulation of its day as it was known when it was filed; one that is entered later changes no print', async () => {
  const regulation: VersionRow = {
    ...{ number: 'WR/2/2026', of: 'regulation', from: '2026-11-01', to: null },
    content: { number: '120/2026', day: '2026-10-28', title: 'Regulaminu nagrań' },
  };
  const cited = 'Regulaminu nagrań (załącznik nr 1 do zarządzenia Nr 120/2026 z dnia 28.10.2026 r.)';
  const act = { recordings: [recordingOf()] };
  const before = await read(unfinishedOf(act));
  expect(before.text).toContain('Protokołu nie ukończono.');
  expect((await read(unfinishedOf(act, versionOf(37, regulation)))).text).toContain(cited);
  const entered = versionOf(43, regulation, '2027-01-05T08:00:00.000Z');
  expect((await read(unfinishedOf(act, [], entered))).text).toBe(before.text);
});
