import { expect, vi } from 'vitest';
import { prepare } from '../../renderer/player/prepared.ts';
import { type Listed, openListed, openPrepared, useStage, wantedOf } from '../../renderer/player/stage.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import type { ListenOutput, OpenRecording } from '../../shared/playback.ts';
import { act, call, first, ground, id } from './renderer-player-opening.fixture.ts';
import { FakeSound } from './renderer-player-sound.fixture.ts';

/** The main process as the player's page meets it: it prepares and opens whatever it is asked for, and remembers all of it. */
export class FakeOffice {
  /** Each sound that was made; a test file has `createSound` make them by `soundOf`. */
  readonly sounds: FakeSound[] = [];
  /** The channel whose calls fail. */
  failing: string | null = null;
  listen = (recording: string): Promise<ListenOutput> =>
    Promise.resolve({ state: 'open', open: this.opened(recording) });
  readonly #sent: { channel: string; input: Record<string, unknown> }[] = [];
  /** The recordings by their tokens. */
  readonly #recordings = new Map<string, string>();
  #openings = 0;

  constructor() {
    forgetPerson();
    vi.stubGlobal('window', {
      office: {
        call: async (channel: string, input: Record<string, unknown>) => {
          this.#sent.push({ channel, input });
          if (this.failing === channel) return { ok: false, failure: { code: 'keeper-unreachable' } };
          return { ok: true, value: await this.#answer(channel, input) };
        },
      },
    });
  }

  soundOf(token: string): FakeSound {
    const sound = new FakeSound(token);
    this.sounds.push(sound);
    return sound;
  }

  get lastSound(): FakeSound {
    return this.sounds.at(-1) as FakeSound;
  }

  /** The channels that were asked, in order. */
  get sent(): string[] {
    return this.#sent.map(({ channel }) => channel);
  }

  /** What was asked on a channel, in order. */
  calls(channel: string): Record<string, unknown>[] {
    return this.#sent.filter((one) => one.channel === channel).map(({ input }) => input);
  }

  opened(recording: string): OpenRecording {
    this.#openings += 1;
    const [leg] = call.legs;
    if (leg === undefined) throw new Error('no leg');
    const { startedAt, durationMs, extension, department, answeredBy } = leg;
    const said = { startedAt, durationMs, extension, department, answeredBy, part: 1, parts: 2 };
    const token = [...this.#recordings].find(([, held]) => held === recording)?.[0] ?? '';
    return {
      ...said,
      opening: id(700 + this.#openings),
      token,
      act,
      protocol: 'PO/12/2026',
      recording,
      channels: ['caller', 'office'],
      announced: true,
      firstWord: 0,
      callerNumber: null,
      seq: 1,
    };
  }

  async #answer(channel: string, input: Record<string, unknown>): Promise<unknown> {
    if (channel === 'playback.prepare') {
      const token = String(this.#recordings.size + 1).padStart(32, '0');
      this.#recordings.set(token, String(input['recording']));
      const { startedAt, durationMs, extension, department, answeredBy } = call.legs[0] ?? {};
      return {
        token,
        durationMs,
        shown: { startedAt, durationMs, extension, department, answeredBy, callerTail: '417' },
      };
    }
    if (channel === 'playback.listen') return this.listen(this.#recordings.get(String(input['token'])) ?? '');
    if (channel === 'playback.peaks') return { channels: [new Uint8Array(100), new Uint8Array(100)] };
    return {};
  }

  /** The first byte is there: the element of an opening that was answered begins to play. */
  async soundComes(): Promise<void> {
    await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
    this.lastSound.media.runTo(0);
  }

  async openTheFirst(began: (open: OpenRecording) => void = () => undefined): Promise<FakeSound> {
    const opening = openPrepared(await prepare(wantedOf(first)), { ground }, began);
    await this.soundComes();
    await opening;
    return this.lastSound;
  }

  async openThe(listed: Listed): Promise<void> {
    const opening = openListed(listed, { act });
    await this.soundComes();
    await opening;
  }
}
