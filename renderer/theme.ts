import {
  createDOMRenderer,
  type GriffelRenderer,
  type Theme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { useMedia } from './ui/media.ts';

const fontFamilyBase = "'Segoe UI', 'Open Sans', sans-serif";
const light: Theme = { ...webLightTheme, fontFamilyBase };
const dark: Theme = { ...webDarkTheme, fontFamilyBase };

/**
 * The colours that Windows is set to. High contrast needs no theme of ours: Fluent's styles step back to the
 * system colours under forced-colors.
 */
export function useTheme(): Theme {
  return useMedia('(prefers-color-scheme: dark)') ? dark : light;
}

/** The nonce of this load; empty where no policy asks for one. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Fluent's style writer. SECURITY: its style elements carry the nonce, so that the policy needs no `unsafe-inline`. */
export function styleRenderer(): GriffelRenderer {
  return createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce() } });
}
