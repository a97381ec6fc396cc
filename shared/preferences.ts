import { z } from 'zod';

/** Languages of the screen. Documents of the office stay Polish in all of them. */
export const languages = ['pl', 'en'] as const;

/** `system` follows what Windows is set to; `contrast` is for those who need it here and not everywhere. */
export const themes = ['system', 'light', 'dark', 'contrast'] as const;

/** How large everything is drawn, in per cent. */
export const zooms = [100, 125, 150, 175, 200] as const;

/** Whether single letters, signs and Space are keys of the player (WCAG 2.1.4); off until chosen, for whoever types beside a field. */
export const letterKeys = ['on', 'off'] as const;

/** Whether digits and letters of a review of quality are keys, where no text is typed (WCAG 2.1.4); on until whoever does not want them says so. */
const scoreKeys = ['on', 'off'] as const;

/** How the window looks and listens to whoever uses this Windows account; nothing here says anything of a person or a case. */
export const preferences = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
  zoom: z.literal(zooms),
  letterKeys: z.enum(letterKeys),
  scoreKeys: z.enum(scoreKeys),
});

export type Preferences = z.infer<typeof preferences>;
export type Language = Preferences['language'];

/** Before anybody chose. */
export const firstPreferences: Preferences = {
  language: 'pl',
  theme: 'system',
  zoom: 100,
  letterKeys: 'off',
  scoreKeys: 'on',
};
