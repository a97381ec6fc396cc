import { legalMonth } from '../../shared/warsaw.ts';
import { catalogueWords, manifestOf, readRecording, type RecordingRow } from './recording-row.ts';
import { headOf, refuse, type Decide, type Desk } from './request.ts';
import { forget, tryUnwrap } from './trial.ts';

/** A call cannot have begun later than this after now; the exchange's clock may be a little ahead. Milliseconds. */
const ahead = 86_400_000;

/**
 * Vouches for a recording that ingest has put on the share: from this entry on the catalogue's row, the file's hash and
 * the wrapped key are bound together. Refuses `ingest-rejected` for anything that is not a complete pending row.
 */
export const decideIngest: Decide<'ingest'> = async (desk, request, { recording }) => {
  request.about.recording = recording;
  const row = await readRecording(desk.connection, recording, null);
  const manifest = row?.state === 'pending' ? manifestOf(row) : null;
  if (row === null || manifest === null || desk.state.recordings.has(recording))
    return refuse('ingest-rejected');
  const now = desk.time.now();
  const startedAt = Date.parse(manifest.startedAt);
  if (legalMonth(new Date(startedAt)) !== manifest.wrappingKey || startedAt > now + ahead)
    refuse('ingest-rejected');
  if (!(await opens(desk, row))) refuse('ingest-rejected');
  const head = headOf('ingest', desk, request, now);
  return { content: { payload: (text) => ({ ...head, ...manifest, text }), words: catalogueWords(row) } };
};

/** A recording whose key nobody could unwrap would be a silent loss: it is refused while the source still exists. */
async function opens(desk: Desk, row: RecordingRow): Promise<boolean> {
  const trial = tryUnwrap(desk, row);
  await forget(trial);
  return 'key' in trial;
}
