import { Link, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useState } from 'react';
import { spokenDuration } from '../../shared/duration.ts';
import { may } from '../../shared/permissions.ts';
import type { Criterion, Plans, ShownPlan } from '../../shared/quality.ts';
import type { Role } from '../../shared/values.ts';
import { type Translate, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, dayText } from '../ui/time.ts';
import { DecideFooter } from './DecideFooter.tsx';
import { PlanMark } from './plan-columns.tsx';
import { plansOver, isToDecide, periodText, sameCriteria, stateText, termsOf, usePreview } from './plans.ts';
import { usePlanPaper } from './plan-paper.tsx';
import { ToDraw } from './ToDraw.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', columnGap: '12px' },
  levels: { margin: 0, paddingLeft: '20px', listStyleType: 'decimal' },
});

type Props = {
  plan: ShownPlan;
  data: Pick<Plans, 'plans' | 'today'>;
  roles: readonly Role[];
  onAct: (act: string, state: ShownPlan['state']) => void;
  onClose: () => void;
};

/** A plan: what is to be heard, why, and what a draw would find; the desk decides on one of somebody else. */
export function PlanPanel({ plan, data, roles, onAct, onClose }: Props) {
  const t = useText();
  const [criteria, showCriteria] = useState(false);
  const { menu, said } = usePlanPaper(plan.plan);
  const { state, verdict, number } = plan;
  const proposed = state === 'proposed';
  const preview = usePreview(proposed ? termsOf(plan) : null, plan.plan);
  const decides = may('qualityVerdict', roles) && isToDecide(plan);
  if (criteria && plan.criteria !== null)
    return <CriteriaPanel criteria={plan.criteria} subtitle={plan.case} onBack={() => showCriteria(false)} />;
  return (
    <Panel
      title={
        number !== null
          ? t('quality.panel.plan', { number })
          : t(proposed ? 'quality.panel.proposed' : 'quality.panel.returned')
      }
      subtitle={t('quality.panel.by', {
        ...{ case: plan.case, person: plan.person, day: dateText(plan.proposedAt) },
      })}
      aside={menu}
      onClose={onClose}
      footer={decides && <DecideFooter plan={plan} />}
    >
      <Stack gap={12}>
        {said}
        {state === 'returned' && (
          <Notice intent="warning" title={t('quality.panel.returnedWhy')}>
            {verdict?.reason ?? t('quality.panel.erased')}
          </Notice>
        )}
        <PlanFacts {...{ plan, data, roles, onAct }} onCriteria={() => showCriteria(true)} />
        {proposed && <ToDraw terms={plan} preview={preview} />}
        {proposed && !decides && <Muted>{t('quality.panel.waitsOwn')}</Muted>}
        {state === 'returned' && plan.own && <Muted>{t('quality.panel.again')}</Muted>}
      </Stack>
    </Panel>
  );
}

type FactsProps = Pick<Props, 'plan' | 'data' | 'roles' | 'onAct'> & { onCriteria: () => void };

function PlanFacts({ plan, data: { plans, today }, roles, onAct, onCriteria }: FactsProps) {
  const t = useText();
  const { departments, size, perPerson, until, why, criteria, state, verdict, draw, act, protocol } = plan;
  const earlier = plansOver(plan, plans).filter(({ seq }) => seq < plan.seq);
  const same = sameCriteria(plan, plans);
  return (
    <Facts>
      <Fact label={t('quality.panel.departments')}>{departments.join(', ')}</Fact>
      <Fact label={t('quality.panel.calls')}>{callsText(t, plan)}</Fact>
      <Fact label={t('quality.panel.sample')}>
        {t('quality.panel.sampleText', { count: size, most: String(perPerson) })}
      </Fact>
      <Fact label={t('quality.panel.until')}>{dayText(until)}</Fact>
      <Fact label={t('quality.panel.why')}>{why ?? t('quality.panel.erased')}</Fact>
      <Fact label={t('quality.panel.criteria')}>
        {criteria === null ? (
          t('quality.panel.erased')
        ) : (
          <>
            {same === null
              ? String(criteria.length)
              : t('quality.panel.criteriaAs', { n: String(criteria.length), number: same })}
            {' · '}
            <Link as="button" inline aria-label={t('quality.panel.showCriteria')} onClick={onCriteria}>
              {t('quality.panel.show')}
            </Link>
          </>
        )}
      </Fact>
      {/* Whoever is evaluated knows of no plans but those about them. */}
      {roles.length > 0 && (
        <Fact label={t('quality.panel.earlier')}>
          {earlier.length === 0
            ? t('quality.panel.earlierNone')
            : earlier.map((one) => (
                <div key={one.plan}>
                  {t('quality.panel.earlierText', {
                    ...{ number: one.number ?? '', period: periodText(one) },
                    state: stateText(t, one, today),
                  })}
                </div>
              ))}
        </Fact>
      )}
      {state !== 'proposed' && (
        <Fact label={t('quality.panel.state')}>
          <PlanMark {...{ t, plan, today }} />
        </Fact>
      )}
      {verdict !== null && (
        <Fact label={t(state === 'returned' ? 'quality.panel.returnedBy' : 'quality.panel.approved')}>
          {t('quality.panel.verdict', {
            ...{ person: verdict.person, day: dayText(verdict.on), seq: String(verdict.seq) },
          })}
        </Fact>
      )}
      {draw !== null && (
        <Fact label={t('quality.panel.drawn')}>
          {t('quality.panel.drawnText', { count: draw.drawn, seq: String(draw.seq) })}
        </Fact>
      )}
      {act !== null && (
        <Fact label={t('quality.panel.protocol')}>
          {protocol}
          {plan.own && (
            <>
              {' '}
              <Link as="button" inline onClick={() => onAct(act, state)}>
                {t('quality.panel.showProtocol')}
              </Link>
            </>
          )}
        </Fact>
      )}
    </Facts>
  );
}

type CriteriaProps = { criteria: readonly Criterion[]; subtitle: string; onBack: () => void };

/** What a call is looked at for, and what each level from 0 to 3 means. */
function CriteriaPanel({ criteria, subtitle, onBack }: CriteriaProps) {
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

/** Of which days, and how long they may be: „02.11–20.11.2026, od 30 s do 30 min”. */
function callsText(t: Translate, plan: ShownPlan): string {
  return t('quality.panel.callsText', {
    period: periodText(plan),
    shortest: spokenDuration(plan.shortestS * 1000),
    longest: spokenDuration(plan.longestMin * 60_000),
  });
}
