import type { Duties } from '../../shared/duties.ts';
import type { Translate } from '../text.ts';
import { type Dated, sinceText } from './row.ts';

/** Lists that a night stopped at: nothing of them goes before somebody has looked (§ 3 ust. 4). */
export function nightRows(t: Translate, { stopped, today }: Pick<Duties, 'stopped' | 'today'>): Dated[] {
  return stopped.map(({ seq, since, count, days }) => ({
    key: `stopped ${seq}`,
    kind: 'stopped',
    sign: 'red',
    day: since,
    title: t('duties.rows.stopped'),
    second: t('duties.rows.stoppedText', { count, days: String(days) }),
    term: sinceText(t, since, today),
    step: { label: t('duties.steps.show'), go: { to: 'nights' }, why: null },
  }));
}
