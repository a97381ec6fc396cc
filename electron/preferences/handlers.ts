import type { Handlers } from '../../shared/contract.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import { dress } from './looks.ts';

export const preferencesHandlers = {
  'preferences.read': () => {
    const { language, theme, zoom, letterKeys } = readPreferences();
    return Promise.resolve({ language, theme, zoom, letterKeys });
  },
  'preferences.change': (chosen) => {
    keepPreferences(chosen);
    dress();
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;
