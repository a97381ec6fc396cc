import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import type { Criterion } from '../../shared/quality.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', columnGap: '12px' },
  levels: { margin: 0, paddingLeft: '20px', listStyleType: 'decimal' },
});

type Props = { criteria: readonly Criterion[]; subtitle: string; onBack: () => void };

/** What a call is looked at for, and what each level from 0 to 3 means. */
export function CriteriaPanel({ criteria, subtitle, onBack }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <Panel
      title={t('quality.criteria.title')}
      subtitle={subtitle}
      back={{ label: t('common.back'), onClick: onBack }}
    >
      <Stack gap={16}>
        {criteria.map(({ code, name, weight, levels }) => (
          <Stack key={code} gap={4}>
            <div className={styles.head}>
              <Subtitle2 as="h3">{name}</Subtitle2>
              <Muted size={200}>{t('quality.criteria.weight', { n: String(weight) })}</Muted>
            </div>
            <ol start={0} className={styles.levels}>
              {levels.map((level) => (
                <li key={level}>{level}</li>
              ))}
            </ol>
          </Stack>
        ))}
      </Stack>
    </Panel>
  );
}
