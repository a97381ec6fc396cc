import { Button } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';

/** The cross at the end of a panel's title. */
export function CloseButton({ onClick }: { onClick: () => void }) {
  const t = useText();
  return (
    <Button
      appearance="subtle"
      icon={<Dismiss24Regular />}
      aria-label={t('common.close')}
      onClick={onClick}
    />
  );
}
