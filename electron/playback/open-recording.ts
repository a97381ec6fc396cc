import { z } from 'zod';
import type { OpenRecording } from '../../shared/playback.ts';
import { openedFacts } from '../../shared/recordings.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import type { Prepared } from './prepared.ts';
import { openedQuery } from './queries.ts';
import type { Release } from './release.ts';

/** Not strict: the view tells more than the player shows. */
const known = z.array(z.object(openedFacts.shape));

/** What the player shows of a recording whose sealed record exists; the full number appears only here and later. */
export async function describeOpening(
  session: Session,
  { token, recording, facts }: Prepared,
  opening: string,
  { entry, seq }: Release,
): Promise<OpenRecording> {
  const [row] = await session.db.query<{ recordings: unknown }>(openedQuery, [entry.act]);
  const found =
    known.parse(row?.recordings ?? []).find((one) => one.recording === recording) ?? fail('act-unknown');
  return {
    ...found,
    opening,
    token,
    act: entry.act,
    protocol: entry.protocol,
    channels: facts.channels,
    seq,
  };
}
