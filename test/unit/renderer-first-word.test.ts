import { expect, it } from 'vitest';
import { toFirstWord, type Prepared } from '../../renderer/player/prepared.ts';

/** What was drawn is muted until it is known where it begins to be a call. */
const begun = (media: { muted: boolean; currentTime: number }, fromMs = 0) =>
  ({ fromMs, sound: { media } }) as unknown as Prepared;
const open = (firstWord: number) => ({ firstWord }) as never;

it('is played from where nobody heard it yet: from its first word, and where that is its beginning from there', () => {
  for (const firstWord of [0, 7_300]) {
    const media = { muted: true, currentTime: 0.4 };
    expect(toFirstWord(begun(media), open(firstWord)).fromMs).toBe(firstWord);
    expect(media).toEqual({ muted: false, currentTime: firstWord / 1000 });
  }
});

it('goes on where it was heard up to, whatever its first word', () => {
  const media = { muted: false, currentTime: 61.2 };
  expect(toFirstWord(begun(media, 61_000), open(7_300)).fromMs).toBe(61_000);
  expect(media).toEqual({ muted: false, currentTime: 61.2 });
});
