import { Button, Text } from '@fluentui/react-components';
import type { ComponentProps } from 'react';
import { useText } from '../text.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { WhyNot } from '../WhyNot.tsx';

type MayNotProps = ComponentProps<typeof WhyNot> & {
  /** Which call. */
  subtitle: string;
  onBack: () => void;
  onAnyway: () => void;
};

/** In place of the form, for whoever would fill it in vain; who asks all the same is refused by an entry. */
export function MayNot({ subtitle, onBack, onAnyway, ...why }: MayNotProps) {
  const t = useText();
  const { state, from } = why.me.authorisation;
  const back = { label: t('playback.justify.back'), onClick: onBack };
  return (
    <Panel
      title={t('playback.justify.title')}
      subtitle={subtitle}
      back={back}
      footer={
        <Stack row gap={8}>
          <Button appearance="primary" autoFocus onClick={onBack}>
            {back.label}
          </Button>
          <Button onClick={onAnyway}>{t('playback.mayNot.anyway')}</Button>
        </Stack>
      }
    >
      <Stack gap={12}>
        <WhyNot {...why} />
        <Text as="p">
          {state === 'future' && from !== null
            ? t('playback.mayNot.fromDay', { day: dayText(from) })
            : t('playback.mayNot.byItself')}
        </Text>
        <Text as="p">{t('playback.mayNot.recorded')}</Text>
      </Stack>
    </Panel>
  );
}
