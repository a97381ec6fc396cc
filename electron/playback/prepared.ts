import { randomBytes } from 'node:crypto';
import type { Input } from '../../shared/contract.ts';
import { generateRecipient, type Recipient } from '../../shared/node/hpke.ts';
import { SealedFile, type SealedReader, UnsealError } from '../../shared/node/unseal.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { openOnShare, type ShareFile } from './share.ts';
import { takenIn, type Drawn, type Taken } from './taken-in.ts';

/** Records fetched before the decision: what Chromium needs to begin (about 0.25 MB). */
const ahead = 4;
/** More openings than this at once are a page gone wrong: the oldest goes. */
const most = 4;

/** What is opened: by its checked entry; or, of what was drawn for a plan, as the page says until it is open. */
type About = { recording: string } & ({ taken: Taken } | { taken: null; drawn: Drawn });

/**
 * One prepared opening. Until `unlock` it holds nothing secret but its own ephemeral key; the page knows it by a random token.
 * One owner: `dispose` zeroes keys, closes files and ends every stream, at a refusal, a closed panel, a lock or the session's end.
 */
export class Prepared {
  readonly token = randomBytes(16).toString('hex');
  readonly about: About;
  readonly #sound: { file: SealedFile; source: ShareFile };
  readonly #peaks: { file: SealedFile; source: ShareFile };
  readonly #unlocked: Promise<SealedReader>;
  #settle: { resolve: (reader: SealedReader) => void; reject: (reason: Error) => void } | null = null;
  #readers: { sound: SealedReader; peaks: SealedReader } | null = null;
  #pair: Recipient | null = generateRecipient();
  #disposed = false;

  constructor(
    about: About,
    sound: { file: SealedFile; source: ShareFile },
    peaks: { file: SealedFile; source: ShareFile },
  ) {
    this.about = about;
    this.#sound = sound;
    this.#peaks = peaks;
    this.#unlocked = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // A refusal is met where the stream waits; where nobody streams, it is no fault.
    this.#unlocked.catch(() => undefined);
  }

  /**
   * Hands the key pair over for a request. Fails with 'invalid-input' the second time.
   * SECURITY: two requests over one pair would unlock twice, and the first readers would be nobody's to dispose of.
   */
  claim(): Recipient {
    const pair = this.#pair ?? fail('invalid-input');
    this.#pair = null;
    return pair;
  }

  /** Bytes of the WAV file, as the length of the ciphertext says. */
  get contentLength(): number {
    return this.#sound.file.contentLength;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** The sound, once the key is there. Rejects when the opening ends without one. */
  sound(): Promise<SealedReader> {
    return this.#unlocked;
  }

  /**
   * Lets the waiting stream go. A file that is not the one of the signed entry breaks it instead: the key was released,
   * so this is no refusal, and the listener hears of it as of any other damage. The caller zeroes `key`.
   */
  unlock(key: Buffer, sealedLength: number): void {
    if (this.#disposed) throw new Error('the opening has ended');
    try {
      const sound = this.#sound.file.unlock({ key, sealedLength });
      this.#readers = { sound, peaks: this.#peaks.file.unlock({ key }) };
      this.#settle?.resolve(sound);
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      this.#settle?.reject(error);
    }
  }

  /** The whole `.peaks` content. */
  async peaks(): Promise<Buffer> {
    const reader = this.#readers?.peaks ?? fail('recording-missing');
    return reader.read(0, reader.contentLength);
  }

  /** SECURITY: keys are zeroed first, so that no stream under way can read on. */
  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#pair = null;
    this.#readers?.sound.dispose();
    this.#readers?.peaks.dispose();
    this.#settle?.reject(new Error('the opening has ended'));
    await Promise.all([this.#sound.source.close(), this.#peaks.source.close()]);
  }
}

const prepared = new Map<string, Prepared>();
/** The last tokens whose openings have ended. A random token never comes back. */
const ended = new Set<string>();
const endedKept = 100;

export function findPrepared(token: string): Prepared | null {
  return prepared.get(token) ?? null;
}

/** Whether there was an opening of this token; only the last hundred are remembered. */
export function hasEnded(token: string): boolean {
  return ended.has(token);
}

/**
 * Makes the key pair, opens both files and reads the header and the first records. Nothing is asked of the keeper yet. Fails as
 * `takenIn` does.
 */
export async function prepare(
  session: Session,
  share: string,
  input: Input<'playback.prepare'>,
): Promise<Prepared> {
  const { recording } = input;
  const about: About =
    'drawn' in input
      ? { recording, taken: null, drawn: input.drawn }
      : { recording, taken: await takenIn(session, recording, input.listed) };
  const month = legalMonth(new Date(timesOf(about).startedAt));
  const sound = await openSealed(share, month, recording, 'rec', ahead);
  try {
    const peaks = await openSealed(share, month, recording, 'peaks', 0);
    return await remember(new Prepared(about, sound, peaks));
  } catch (error) {
    await sound.source.close();
    throw error;
  }
}

/** When it was and how long. */
export function timesOf(about: About): Pick<Drawn, 'startedAt' | 'durationMs'> {
  return about.taken === null ? about.drawn : about.taken.payload;
}

async function openSealed(
  share: string,
  month: string,
  recording: string,
  ending: 'rec' | 'peaks',
  records: number,
) {
  const source = await openOnShare(share, month, recording, ending);
  try {
    return { source, file: await SealedFile.open({ source, recording, ahead: records }) };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function remember(opening: Prepared): Promise<Prepared> {
  const [oldest] = prepared.values();
  if (prepared.size >= most && oldest !== undefined) await forget(oldest.token);
  prepared.set(opening.token, opening);
  return opening;
}

export async function forget(token: string): Promise<void> {
  const opening = prepared.get(token);
  if (opening === undefined) return;
  prepared.delete(token);
  ended.add(token);
  const [oldest] = ended;
  if (ended.size > endedKept && oldest !== undefined) ended.delete(oldest);
  await opening.dispose();
}

export async function forgetAll(): Promise<void> {
  await Promise.all([...prepared.keys()].map(forget));
}
