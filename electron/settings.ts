import type { OfficeSettings } from '../shared/settings.ts';

let current: OfficeSettings | null = null;

/** The office settings, read once before anything else; paths in them are absolute. */
export function settings(): OfficeSettings {
  if (current === null) throw new Error('settings were asked for before they were read');
  return current;
}

/** Only main.ts calls this, before the window exists. */
export function setSettings(next: OfficeSettings): void {
  current = next;
}
