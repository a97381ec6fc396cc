import { Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { purposeWords } from '../../shared/purposes.ts';
import type { Basis } from '../../shared/recordings.ts';
import type { ShownRule } from '../../shared/rules.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { termText } from './words.ts';

/** What a version says, in the order of its form; `children` = what is told of its paper besides. */
export function RuleFacts({ rule, children }: { rule: ShownRule; children?: ReactNode }) {
  const { row, to, numbers, signed } = rule;
  const t = useText();
  const others = numbers.filter((number) => number !== row.number);
  return (
    <Facts>
      {row.of === 'regulation' && <Fact label={t('rules.facts.title')}>{row.content.title}</Fact>}
      {row.of === 'declaration' && <Fact label={t('rules.facts.text')}>{row.content.text}</Fact>}
      {row.of === 'basis' && (
        <>
          <Fact label={t('rules.facts.label')}>{row.content.basis.label}</Fact>
          <Fact label={t('rules.facts.purpose')}>{purposeWords[row.content.basis.purpose]}</Fact>
          {row.content.basis.plan === undefined ? (
            <Fact label={t('rules.facts.sentences')}>
              <Stack gap={8}>
                {row.content.basis.sentences.map(({ code, text }) => (
                  <Text key={code}>{text}</Text>
                ))}
              </Stack>
            </Fact>
          ) : (
            <ReviewFacts plan={row.content.basis.plan} />
          )}
          <Fact label={t('rules.facts.verified')}>{dayText(row.content.verifiedOn)}</Fact>
        </>
      )}
      {row.of === 'destruction' && (
        <>
          <Fact label={t('rules.facts.case')}>{row.content.case}</Fact>
          <Fact label={t('rules.facts.archive')}>
            {row.content.archive === null
              ? t('common.none')
              : row.content.archive.of === 'bc'
                ? t('keeping.nights.bc', { symbol: row.content.archive.symbol })
                : `${t('keeping.nights.general', { reference: row.content.archive.reference })}, ${dayText(row.content.archive.day)}`}
          </Fact>
          <Fact label={t('rules.facts.keys')}>{t('rules.form.ownDisk')}</Fact>
        </>
      )}
      {row.of === 'announcement' && (
        <>
          <Fact label={t('rules.facts.lines')}>
            {row.content.lines.join(', ') || t('rules.facts.allLines')}
          </Fact>
          <Fact label={t('rules.facts.text')}>{row.content.text}</Fact>
          <Fact label={t('rules.facts.sound')}>{row.content.sound}</Fact>
        </>
      )}
      {row.of === 'recordingBasis' && (
        <>
          <Fact label={t('rules.facts.label')} second={row.content.article}>
            {row.content.code}
          </Fact>
          <Fact label={t('rules.facts.text')}>{row.content.text}</Fact>
        </>
      )}
      <Fact label={t('rules.facts.term')}>{termText(t, { from: row.from, to })}</Fact>
      {row.of === 'basis' ? (
        <Fact label={t('rules.facts.approval')}>{row.content.approval}</Fact>
      ) : (
        // Where its paper is told of besides, the order is that paper.
        children === undefined &&
        signed !== null && (
          <Fact label={t('rules.facts.order')} second={dayText(signed.signedOn)}>
            {signed.paper}
          </Fact>
        )
      )}
      {others.length > 0 && <Fact label={t('rules.facts.withOthers')}>{others.join(', ')}</Fact>}
      {children}
    </Facts>
  );
}

/** What allows reviews of quality, and since when employees know of them. */
function ReviewFacts({ plan: { act, actDay, informedOn } }: { plan: NonNullable<Basis['plan']> }) {
  const t = useText();
  return (
    <>
      <Fact label={t('rules.facts.act')} second={dayText(actDay)}>
        {act}
      </Fact>
      <Fact label={t('rules.facts.informedOn')}>{dayText(informedOn)}</Fact>
    </>
  );
}
