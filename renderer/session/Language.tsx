import { Button } from '@fluentui/react-components';
import { LocalLanguage20Regular } from '@fluentui/react-icons';
import { languages } from '../../shared/preferences.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';

/** „Język” in the person's menu. Each language calls itself by its own name, whichever the screen speaks. */
export function LanguageMenu() {
  const t = useText();
  const language = usePreferences((state) => state.language);
  return (
    <ChoiceMenu
      label={t('session.person.language')}
      icon={<LocalLanguage20Regular />}
      value={language}
      options={languages.map((value) => ({ value, text: t(`common.languages.${value}`), lang: value }))}
      onChoose={(chosen) => prefer({ language: chosen })}
    />
  );
}

/** The same before anybody signed in: a button with the name of the other language, in that language. */
export function LanguageButton() {
  const t = useText();
  const language = usePreferences((state) => state.language);
  const other = language === 'pl' ? 'en' : 'pl';
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<LocalLanguage20Regular />}
      lang={other}
      onClick={() => prefer({ language: other })}
    >
      {t(`common.languages.${other}`)}
    </Button>
  );
}
