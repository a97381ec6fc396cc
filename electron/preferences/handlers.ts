import type { Handlers } from '../../shared/contract.ts';
import { keep, readKept } from './kept.ts';
import { dress } from './looks.ts';

export const preferencesHandlers = {
  'preferences.read': () => {
    const { language, theme, zoom, letterKeys } = readKept();
    return Promise.resolve({ language, theme, zoom, letterKeys });
  },
  'preferences.change': (chosen) => {
    keep(chosen);
    dress();
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;
