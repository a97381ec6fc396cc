import type { Handlers } from '../../shared/contract.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import { dress } from './looks.ts';

export const preferencesHandlers = {
  'preferences.read': () => {
    const { language, theme, zoom, letterKeys, scoreKeys } = readPreferences();
    return Promise.resolve({ language, theme, zoom, letterKeys, scoreKeys });
  },
  'preferences.change': (chosen) => {
    keepPreferences(chosen);
    dress();
    return Promise.resolve({});
  },
} satisfies Partial<Handlers>;
