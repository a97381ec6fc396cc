import { DarkTheme20Regular, ZoomIn20Regular } from '@fluentui/react-icons';
import { themes, zooms } from '../../shared/preferences.ts';
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
