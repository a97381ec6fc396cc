import { z } from 'zod';

// SECURITY: zod compiles its parsers with `new Function` where it can; the page's policy forbids that, and the
// attempt alone is a violation in the console. Said before any schema exists, therefore this file is imported first.
z.config({ jitless: true });

/** Markup that wavesurfer writes into its shadow root: one style without imports or addresses, then plain boxes. */
const waveformShell =
  /^\s*<style(?: nonce="[\w+/=-]+")?>[^<@\\()]*<\/style>(?:\s*<div class="[a-z]+" part="[a-z]+">|\s*<\/div>)+\s*$/;

/**
 * The only texts that may become HTML in this page: nothing at all (how wavesurfer empties a box) and its own
 * shell. Everything else, whatever it came from, is refused with null, which makes the browser throw.
 */
export function allowedHtml(text: string): string | null {
  return text === '' || waveformShell.test(text) ? text : null;
}

type PolicyFactory = {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
};
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };

// SECURITY: `default` catches every string that reaches an HTML sink. It makes no scripts and no script addresses,
// so text from a call's metadata can never run, whatever a library does with it.
trustedTypes?.createPolicy('default', { createHTML: allowedHtml });
