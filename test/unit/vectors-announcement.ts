import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import { head, ingestLogin, secretary, type VectorEntry } from './vectors-head.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

/** A call of which nobody says whether it was announced, on a line on which nothing was played then. */
export const untold = 'a call in silence';

/** No announcement was played for a while: what was recorded then is not to be heard; and the period was a mistake. */
export function silences(): VectorEntry[] {
  const recording = uuidOf(untold);
  const hash = (of: string): string => sha256(`${of} of ${untold}`).toString('hex');
  const period = { lines: ['228'], from: '2026-12-04T07:00:00.000Z' };
  return [
    {
      words: {
        ...{ callGroup: untold, callerTail: '567', line: '228', extension: '215' },
        ...{ answeredBy: 'Barbara Zych', channels: ['mixed'] },
      },
      payload: (text) => ({
        ...head('ingest', ingestLogin, untold),
        ...{ recording, call: recording, startedAt: '2026-12-04T07:20:00.000Z', durationMs: 61_000 },
        ...{
          department: 'Kancelaria',
          answeredLogin: null,
          answeredFrom: 'sidecar',
          announcement: 'unknown',
        },
        ...{ keySha256: hash('the key'), plainSha256: hash('the sound'), plainBytes: 1_000 },
        ...{
          cipherSha256: hash('the file'),
          cipherBytes: 1_100,
          peaksSha256: hash('the peaks'),
          peaksBytes: 90,
        },
        ...{ caller: textCommitment(saltOf(untold), JSON.stringify('+48601234567')), text },
      }),
    },
    {
      words: { note: 'Centrala nie odtwarzała komunikatu.' },
      payload: (text) => ({
        ...{ ...head('silent', secretary, 'a silence'), ...period, to: '2026-12-04T08:00:00.000Z', text },
      }),
    },
    {
      words: { opinion: 'IOD: nie dopuszczać.', reason: 'Rozmówca nie mógł się spodziewać nagrania.' },
      payload: (text) => ({
        ...{ ...head('admitted', secretary, 'a refused admission'), recording, admitted: false },
        ...{ of: null, text },
      }),
    },
    {
      words: { note: 'Pomyłka w dacie.' },
      payload: (text) => ({
        ...{ ...head('silent', secretary, 'the silence is taken back'), ...period, to: period.from, text },
      }),
    },
  ];
}
