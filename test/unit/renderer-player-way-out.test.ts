import { expect, it } from 'vitest';
import { type Mix, createWayOut } from '../../renderer/player/mixer.ts';

/** The way of a sound to the ears, past a mixer and through it. */

const muted: Mix = { gains: [0, 1], bothEars: false, level: false };

/** An element and a mixer that only remember; what is led to another output is there once `arrive` is called. */
function way() {
  const led: string[] = [];
  let arrive = (): void => undefined;
  const media = {
    setSinkId: (id: string) => {
      led.push(`element ${id}`);
      return new Promise<void>((resolve) => (arrive = resolve));
    },
  };
  const wayOut = createWayOut(media as HTMLMediaElement, (_media, _channels, output) => {
    led.push(`mixer made at ${output}`);
    return {
      apply: () => undefined,
      dispose: () => undefined,
      toOutput: async (id) => void led.push(`mixer ${id}`),
    };
  });
  return { wayOut, led, arrive: () => arrive() };
}

it('sound as it was recorded goes past the mixer, and from then on through it', async () => {
  const { wayOut, led, arrive } = way();
  wayOut.mix({ ...muted, gains: [1, 1] }, 2);
  const first = wayOut.toOutput('headset');
  arrive();
  await first;
  wayOut.mix(muted, 2);
  await wayOut.toOutput('speakers');
  expect(led).toEqual(['element headset', 'mixer made at headset', 'mixer speakers']);
  expect(wayOut.output()).toBe('speakers');
});

it('a channel that is muted while the output changes does not bring the sound back to the output of before', async () => {
  const { wayOut, led, arrive } = way();
  const leading = wayOut.toOutput('headset');
  wayOut.mix(muted, 2);
  arrive();
  await leading;
  expect(led.at(-1)).toBe('mixer headset');
  expect(wayOut.output()).toBe('headset');
});
