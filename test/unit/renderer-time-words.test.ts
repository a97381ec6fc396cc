import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { startText } from '../../renderer/text.ts';
import { timeWords } from '../../renderer/ui/time-words.ts';

beforeAll(startText);

describe('a time as it is read out', () => {
  it.each([
    [0, '0 sekund', '0 sekund'],
    [1_000, '1 sekunda', '1 sekundy'],
    [62_999, '1 minuta 2 sekundy', '1 minuty 2 sekund'],
    [133_000, '2 minuty 13 sekund', '2 minut 13 sekund'],
    [460_000, '7 minut 40 sekund', '7 minut 40 sekund'],
    [1_322_000, '22 minuty 2 sekundy', '22 minut 2 sekund'],
    [3_600_000, '1 godzina', '1 godziny'],
    [7_325_000, '2 godziny 2 minuty 5 sekund', '2 godzin 2 minut 5 sekund'],
  ])('%d ms', (duration, is, of) => {
    expect(timeWords(i18next.t, duration)).toBe(is);
    expect(timeWords(i18next.t, duration, true)).toBe(of);
  });
});
