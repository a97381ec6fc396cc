import {
  createDOMRenderer,
  type GriffelRenderer,
  type Theme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { contrastColours } from './contrast.ts';
import { usePreferences } from './preferences.ts';
import { useMedia } from './ui/media.ts';

const fontFamilyBase = "'Segoe UI', 'Open Sans', sans-serif";
const light: Theme = { ...webLightTheme, fontFamilyBase };
const dark: Theme = { ...webDarkTheme, fontFamilyBase };
const contrast: Theme = { ...dark, ...contrastColours };

/**
 * The colours that were chosen, or those that Windows is set to. Where Windows itself asks for high contrast, Fluent's
 * styles step back to the system colours under forced-colors, whatever was chosen here.
 */
export function useTheme(): Theme {
  const chosen = usePreferences((state) => state.theme);
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  switch (chosen) {
    case 'system':
      return systemIsDark ? dark : light;
    case 'light':
      return light;
    case 'dark':
      return dark;
    case 'contrast':
      return contrast;
  }
}

/** The nonce of this load; empty where no policy asks for one. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Fluent's style writer. SECURITY: its style elements carry the nonce, so that the policy needs no `unsafe-inline`. */
export function styleRenderer(): GriffelRenderer {
  return createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce() } });
}
