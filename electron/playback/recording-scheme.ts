import { contentPerRecord } from '../../shared/node/record-format.ts';
import { UnsealError, type SealedReader } from '../../shared/node/unseal.ts';
import { stopByToken } from './openings.ts';
import { findPrepared, hasEnded, type Prepared } from './prepared.ts';

const address = /^recording:\/\/([0-9a-f]{32})\/audio$/;
const recordsPerPull = 4;
/** The first records go out as one piece, so that Chromium begins; what follows can wait until it has begun. */
const breathMs = 40;

/**
 * `recording://<token>/audio`: the WAV file of one opening, decrypted as it is asked for.
 * SECURITY: the address must be exactly a token of a live opening; a path is never built from it. Without a released key the first
 * byte waits; nothing is stored on disk.
 */
export function answerRecording(request: Request): Response {
  const token = address.exec(request.url)?.[1];
  const opening = token === undefined ? null : findPrepared(token);
  if (token !== undefined && hasEnded(token)) return refusal(410);
  if (opening === null || request.method !== 'GET') return refusal(404);
  const size = opening.contentLength;
  const start = firstByte(request.headers.get('range'), size);
  if (start === null) return refusal(416, { 'content-range': `bytes */${size}` });
  return new Response(streamFrom(opening, start), {
    status: 206,
    headers: {
      ...common,
      'content-type': 'audio/wav',
      'content-length': String(size - start),
      'content-range': `bytes ${start}-${size - 1}/${size}`,
    },
  });
}

const common = { 'accept-ranges': 'bytes', 'cache-control': 'no-store' };

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

/**
 * Where to begin. Chromium asks for open ranges (`bytes=n-`) and takes the first answer's end for the end of the file, so every answer goes
 * to the end; what is not wanted is cancelled. Null = not satisfiable (RFC 9110 § 14.1.2).
 */
function firstByte(range: string | null, size: number): number | null {
  if (range === null) return 0;
  const start = /^bytes=(\d{1,15})-\d*$/.exec(range)?.[1];
  return start === undefined || Number(start) >= size ? null : Number(start);
}

function streamFrom(opening: Prepared, start: number): ReadableStream<Uint8Array> {
  const step = recordsPerPull * contentPerRecord();
  let position = start;
  let first = true;
  let cancelled = false;
  const isLeft = (): boolean => cancelled;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const reader = await opening.sound();
          if (!first) await breathe(position - start, step);
          // Nothing is read and decrypted for a place that was left meanwhile.
          if (isLeft()) return;
          const end = nextEnd(reader, position, step);
          const piece = await reader.read(position, end);
          position = end;
          first = false;
          if (isLeft()) return;
          controller.enqueue(piece);
          if (position === reader.contentLength) controller.close();
        } catch (error) {
          if (!opening.disposed && !isLeft()) {
            stopByToken(opening.token, error instanceof UnsealError ? 'recording-damaged' : 'share-lost');
          }
          controller.error(error);
        }
      },
      cancel: () => {
        cancelled = true;
      },
    },
    // Pull-driven: nothing is decrypted that the player did not ask for.
    { highWaterMark: 0 },
  );
}

/** Pieces end where records end, so that no record is decrypted twice. */
function nextEnd(reader: SealedReader, position: number, step: number): number {
  const aligned = position - (position % contentPerRecord()) + step;
  return Math.min(aligned, reader.contentLength);
}

async function breathe(sent: number, step: number): Promise<void> {
  if (sent <= step) await new Promise((resolve) => setTimeout(resolve, breathMs));
}
