import { Button, Text } from '@fluentui/react-components';
import type { ComponentProps } from 'react';
import { useText } from '../text.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { WhyNot } from '../WhyNot.tsx';

type MayNotProps = ComponentProps<typeof WhyNot> & { onBack: () => void; onAnyway: () => void };

/** In place of the form, for whoever would fill it in vain; who asks all the same is refused by an entry. */
export function MayNot({ onBack, onAnyway, ...why }: MayNotProps) {
  const t = useText();
  const back = { label: t('playback.justify.back'), onClick: onBack };
  return (
    <Panel
      title={t('playback.justify.title')}
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
        <Text as="p">{t('playback.mayNot.byItself')}</Text>
        <Text as="p">{t('playback.mayNot.recorded')}</Text>
      </Stack>
    </Panel>
  );
}
