import { describe, expect, it } from 'vitest';
import { functionKey, helpKey, type KeyPress, plainKey, playerKey } from '../../renderer/player/keys.ts';

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return { key, shift: false, control: false, alt: false, meta: false, target: 'none', ...change };
}
const targets = ['text', 'control', 'arrows', 'none'] as const;

describe('keys of the player', () => {
  it.each(targets)('F4, F7, F8, F9 and F1 work wherever the focus is (%s)', (target) => {
    expect(functionKey(press('F8', { target }))).toBe('toggle');
    expect(functionKey(press('F7', { target }))).toBe('back5');
    expect(functionKey(press('F9', { target }))).toBe('forward5');
    expect(functionKey(press('F4', { target }))).toBe('mark');
    expect(helpKey(press('F1', { target }))).toBe('keys');
  });

  it('writing is never taken for a command', () => {
    for (const key of [' ', 'k', 'K', 'm', 'M', 'ArrowLeft', 'ArrowRight', '<', '>', '+', '-']) {
      expect(playerKey(press(key, { target: 'text' }))).toBeNull();
    }
  });

  it('AltGr writes Polish letters: nothing is bound to Control, Alt or the Windows key', () => {
    for (const key of ['F4', 'F7', 'F8', 'F9', 'F1', ' ', 'k', 'm', 'ArrowLeft', '<', '>', '+', '-']) {
      for (const change of [{ control: true, alt: true }, { control: true }, { alt: true }, { meta: true }]) {
        expect(functionKey(press(key, change))).toBeNull();
        expect(playerKey(press(key, change))).toBeNull();
        expect(helpKey(press(key, change))).toBeNull();
      }
    }
  });

  it('outside of fields Space and K play, arrows step 5 s and with Shift 15 s', () => {
    expect(playerKey(press(' '))).toBe('toggle');
    expect(playerKey(press('k'))).toBe('toggle');
    expect(playerKey(press('ArrowLeft'))).toBe('back5');
    expect(playerKey(press('ArrowRight'))).toBe('forward5');
    expect(playerKey(press('ArrowLeft', { shift: true }))).toBe('back15');
    expect(playerKey(press('ArrowRight', { shift: true }))).toBe('forward15');
  });

  it('outside of fields < and > change the speed; they are typed with Shift', () => {
    expect(playerKey(press('<', { shift: true }))).toBe('slower');
    expect(playerKey(press('>', { shift: true }))).toBe('faster');
  });

  it('outside of fields M marks, + and - draw less and more of a long call', () => {
    expect(playerKey(press('m'))).toBe('mark');
    expect(playerKey(press('+', { shift: true }))).toBe('closer');
    expect(playerKey(press('='))).toBe('closer');
    expect(playerKey(press('-'))).toBe('wider');
  });

  it('outside of fields letters choose a stretch, repeat it and go by ear', () => {
    const keys = { a: 'from', b: 'to', l: 'repeat', n: 'nextTurn', s: 'nextSound' };
    for (const [key, action] of Object.entries(keys)) {
      expect(playerKey(press(key))).toBe(action);
      expect(playerKey(press(key, { target: 'text' }))).toBeNull();
      expect(playerKey(press(key, { control: true, alt: true }))).toBeNull();
    }
  });

  it('whoever did not switch letters, signs and Space on has the arrows, and what a pedal sends', () => {
    for (const key of ['k', 'm', 'a', 'b', 'l', 'n', 's', '<', '>', '+', '=', '-', ' ']) {
      expect(playerKey(press(key)), key).not.toBeNull();
      expect(plainKey(press(key)), key).toBeNull();
      expect(plainKey(press(key.toUpperCase(), { shift: true })), key).toBeNull();
    }
    for (const key of ['ArrowLeft', 'ArrowRight']) {
      expect(plainKey(press(key)), key).toBe(playerKey(press(key)));
      expect(plainKey(press(key)), key).not.toBeNull();
      expect(plainKey(press(key, { target: 'text' })), key).toBeNull();
    }
  });

  it('a button keeps its Space, a slider and a list keep their arrows', () => {
    expect(playerKey(press(' ', { target: 'control' }))).toBeNull();
    expect(playerKey(press('ArrowRight', { target: 'control' }))).toBe('forward5');
    expect(playerKey(press('ArrowRight', { target: 'arrows' }))).toBeNull();
  });
});
