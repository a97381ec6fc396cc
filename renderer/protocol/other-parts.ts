import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Act, ActRecording } from '../../shared/protocol.ts';
import { noFilter } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { offer } from '../player/opening.ts';
import { useIsOver } from './over.ts';
import { type Listed, partsOf, useStage } from '../player/stage.ts';

const none: readonly Listed[] = [];

/**
 * Offers an act the other parts of its transferred calls: what was offered when a call was opened does not outlive the program, and
 * whoever comes back a day later would not hear that the call went on.
 */
export function useOtherParts(act: Act): void {
  const over = useIsOver(act);
  const offered = useStage((state) => state.offered[act.act] ?? none);
  const alone = act.recordings.filter(
    ({ recording, parts, wrongCall }) =>
      parts > 1 && !wrongCall && !offered.some((part) => part.recording === recording),
  );
  const { data } = useQuery({
    queryKey: ['playback.otherParts', act.act, alone.map(({ recording }) => recording)],
    queryFn: async () => (await Promise.all(alone.map((one) => callOf(act, one)))).flat(),
    enabled: alone.length > 0 && act.state === 'started' && !over,
  });
  useEffect(() => {
    if (data !== undefined) offer(act.act, data);
  }, [act.act, data]);
}

/** All parts of the call that a recording is one of, found in the case of its act; none where it is there no more. */
async function callOf(act: Act, { recording, startedAt, extension }: ActRecording): Promise<Listed[]> {
  const filter = {
    ...noFilter,
    case: act.case,
    day: legalDay(startedAt),
    extension: extension === '' ? null : extension,
  };
  const { calls } = await call('recordings.search', { filter, after: null });
  const found = calls.find(({ legs }) => legs.some((leg) => leg.recording === recording));
  return found === undefined ? [] : partsOf(found);
}
