import { describe, expect, it } from 'vitest';
import { allowedHtml } from '../../renderer/trusted-types.ts';

const shell = `
      <style nonce="aB3+/_-w==">
        :host { user-select: none; }
        :host .canvases > div { position: relative; }
      </style>

      <div class="scroll" part="scroll">
        <div class="wrapper" part="wrapper"></div>
      </div>
    `;

describe('the Trusted Types policy', () => {
  it('lets through emptiness and the shell of the waveform, unchanged', () => {
    expect(allowedHtml('')).toBe('');
    expect(allowedHtml(shell)).toBe(shell);
    expect(allowedHtml(shell.replace(' nonce="aB3+/_-w=="', ''))).not.toBeNull();
  });

  it.each([
    ['plain text', 'Barbara Zych'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    ['a script after the shell', `${shell}<script>alert(1)</script>`],
    ['a handler in a box of the shell', shell.replace('part="scroll"', 'part="scroll" onclick="alert(1)"')],
    ['an address in the style', shell.replace('none;', 'none; background: url(https://example.org);')],
    ['an import in the style', shell.replace(':host {', '@import "https://example.org"; :host {')],
    ['an escape in the style', shell.replace('none;', 'none; content: "\\75";')],
    ['a second style', shell + shell],
    ['an element that is no box', shell.replace('<div class="wrapper"', '<svg class="wrapper"')],
  ])('refuses %s', (_what, text) => {
    expect(allowedHtml(text)).toBeNull();
  });
});
