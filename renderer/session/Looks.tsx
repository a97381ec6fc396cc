import { DarkTheme20Regular, Keyboard20Regular, ZoomIn20Regular } from '@fluentui/react-icons';
import { letterKeys, themes, zooms } from '../../shared/preferences.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';

/** „Motyw” in the person's menu. */
export function ThemeMenu() {
  const t = useText();
  const theme = usePreferences((state) => state.theme);
  return (
    <ChoiceMenu
      label={t('session.person.theme')}
      icon={<DarkTheme20Regular />}
      value={theme}
      options={themes.map((value) => ({ value, text: t(`session.person.themes.${value}`) }))}
      onChoose={(chosen) => prefer({ theme: chosen })}
    />
  );
}

/** „Powiększenie” in the person's menu: the same as Ctrl with plus, minus and 0. */
export function SizeMenu() {
  const t = useText();
  const zoom = usePreferences((state) => state.zoom);
  return (
    <ChoiceMenu
      label={t('session.person.size')}
      icon={<ZoomIn20Regular />}
      value={String(zoom)}
      options={zooms.map((value) => ({
        value: String(value),
        text: t('session.person.percent', { percent: String(value) }),
      }))}
      onChoose={(chosen) => {
        const zoomed = zooms.find((value) => String(value) === chosen);
        if (zoomed !== undefined) prefer({ zoom: zoomed });
      }}
    />
  );
}

/** „Klawisze literowe” in the person's menu: whether the player takes single letters and signs. */
export function LetterKeysMenu() {
  const t = useText();
  const chosen = usePreferences((state) => state.letterKeys);
  return (
    <ChoiceMenu
      label={t('session.person.letterKeys')}
      icon={<Keyboard20Regular />}
      value={chosen}
      options={letterKeys.map((value) => ({ value, text: t(`session.person.switched.${value}`) }))}
      onChoose={(value) => prefer({ letterKeys: value })}
    />
  );
}
