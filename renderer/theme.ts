import {
  createDOMRenderer,
  type GriffelRenderer,
  type Theme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { usePreferences } from './preferences.ts';
import { useMedia } from './ui/media.ts';

const fontFamilyBase = "'Segoe UI', 'Open Sans', sans-serif";
const light: Theme = { ...webLightTheme, fontFamilyBase };
// Fluent's own red has 3.9:1 on the row under the pointer (WCAG 2.2, 1.4.3 asks for 4.5).
const dark: Theme = { ...webDarkTheme, fontFamilyBase, colorPaletteRedForeground1: '#ee9b9d' };
const [black, white, cyan, yellow, row] = ['#000000', '#ffffff', '#1aebff', '#ffff00', '#00343b'];

/**
 * High contrast for those who need it in this program and not in all of Windows: the dark theme with text, lines and
 * marks against black at 7:1 and more (WCAG 2.2, 1.4.6). Under the system's own high contrast none of this applies.
 */
const contrastColours: Partial<Theme> = {
  colorNeutralBackground1: black,
  colorNeutralBackground2: black,
  colorNeutralBackground3: black,
  colorNeutralBackground4: black,
  colorNeutralBackground6: black,
  colorNeutralForeground2: white,
  colorNeutralForeground3: white,
  colorNeutralForeground4: white,
  colorNeutralForegroundDisabled: '#a6a6a6',
  colorNeutralStroke1: white,
  colorNeutralStroke2: white,
  colorNeutralStroke3: white,
  colorNeutralStrokeAccessible: white,
  colorNeutralStrokeDisabled: '#a6a6a6',
  colorTransparentStroke: white,
  colorBrandForeground1: cyan,
  colorBrandForeground2: cyan,
  colorBrandForegroundLink: yellow,
  colorBrandForegroundLinkHover: yellow,
  colorBrandForegroundLinkPressed: yellow,
  colorCompoundBrandForeground1: cyan,
  colorCompoundBrandForeground1Hover: cyan,
  colorCompoundBrandStroke: cyan,
  colorCompoundBrandStrokeHover: cyan,
  colorCompoundBrandBackground: cyan,
  colorCompoundBrandBackgroundHover: cyan,
  colorBrandBackground: cyan,
  colorBrandBackgroundHover: white,
  colorBrandBackgroundPressed: white,
  colorBrandBackground2: row,
  colorBrandBackground2Hover: row,
  colorBrandStroke1: cyan,
  colorBrandStroke2: cyan,
  colorNeutralForegroundOnBrand: black,
  colorNeutralForegroundInverted: black,
  colorStrokeFocus1: black,
  colorStrokeFocus2: yellow,
  colorPaletteRedForeground1: '#ff9ea3',
  colorPaletteRedForeground3: '#ff9ea3',
  colorStatusDangerForeground1: '#ff9ea3',
  colorStatusDangerBackground1: black,
  colorStatusDangerBorder1: '#ff9ea3',
  colorStatusWarningForeground1: '#ffd28a',
  colorStatusWarningForeground3: '#ffd28a',
  colorStatusWarningBackground1: black,
  colorStatusWarningBorder1: '#ffd28a',
};
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
