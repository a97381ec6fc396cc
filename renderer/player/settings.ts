import type { PlayerSettings } from '../../shared/playback.ts';
import { call } from '../api.ts';
import { useStage } from './stage.ts';

/** A slider that is drawn along changes many times a second; what counts is where it rests. */
const restMs = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes up how the person who has just signed in likes to listen; what they changed meanwhile stays. */
export async function loadSettings(): Promise<void> {
  const before = useStage.getState().settings;
  // Nothing depends on it: without an answer the program plays as on the first day.
  const { settings } = await call('playback.settings', {}).catch(() => ({ settings: null }));
  if (settings !== null && useStage.getState().settings === before) useStage.setState({ settings });
}

/** Changes how this recording and the next ones sound, and keeps it for the person. */
export function changeSettings(change: Partial<PlayerSettings>): void {
  const settings = { ...useStage.getState().settings, ...change };
  useStage.setState({ settings });
  const { stage } = useStage.getState();
  if (stage.kind === 'open') stage.player.set(settings);
  clearTimeout(timer);
  // A profile that cannot be written keeps nothing; this session goes on as it was set.
  timer = setTimeout(() => void call('playback.keepSettings', settings).catch(() => undefined), restMs);
}

/** The person signs out: what is not yet kept would be kept for the next one. */
export function forgetPending(): void {
  clearTimeout(timer);
}
