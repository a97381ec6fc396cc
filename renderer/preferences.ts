import { create } from 'zustand';
import { firstPreferences, type Preferences } from '../shared/preferences.ts';
import { call, listen } from './api.ts';
import { speak } from './text.ts';

/** How the screen looks to whoever uses this workstation; it belongs to the Windows account and outlives a session. */
export const usePreferences = create<Preferences>()(() => firstPreferences);

/** Takes over what was chosen before; must have happened before the first component is drawn. */
export async function startPreferences(): Promise<void> {
  const chosen = await call('preferences.read', {}).catch(() => firstPreferences);
  usePreferences.setState(chosen);
  await speak(chosen.language);
}

/** Follows the keys that enlarge everything, which the main process hears; returns the function that stops it. */
export function watchPreferences(): () => void {
  return listen('preferences.zoomed', ({ zoom }) => usePreferences.setState({ zoom }));
}

/** Takes effect at once and is remembered; a choice that could not be remembered still holds until the program ends. */
export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  if (change.language !== undefined) void speak(change.language);
  void call('preferences.change', usePreferences.getState()).catch(() => undefined);
}
