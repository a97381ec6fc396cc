import { FluentProvider, SSRProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { queryClient } from '../../renderer/api.ts';
import { DrawnPanel } from '../../renderer/quality/DrawnPanel.tsx';
import type { Hearing } from '../../renderer/quality/hearing.ts';
import {
  firstToDecide,
  heardPlans,
  isOff,
  periodText,
  plansOver,
  phaseOf,
  sameCriteria,
  shownPositions,
  stateText,
  waitingPlans,
  wantedOf,
  workingDays,
} from '../../renderer/quality/plans.ts';
import { queueColumns } from '../../renderer/quality/queue-columns.tsx';
import { startText } from '../../renderer/text.ts';
import type { Queued } from '../../shared/quality.ts';
import { approvedOf, planOf, plansOf, queuedOf, today } from './renderer-quality.fixture.ts';

beforeAll(startText);

/** The words that are drawn. */
const drawn = (element: ReactNode): string =>
  renderToString(
    createElement(
      SSRProvider,
      null,
      createElement(
        QueryClientProvider,
        { client: queryClient },
        createElement(FluentProvider, { theme: webLightTheme }, element),
      ),
    ),
  )
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ');
const idle: Hearing = { busy: null, refused: null, hear: async () => undefined };

describe('whose call was drawn', () => {
  const name = 'Renata Kos';
  const panel = (row: Queued): string =>
    drawn(
      createElement(DrawnPanel, {
        ...{ row, hearing: idle, isOpen: true, isNext: false },
        position: { plan: planOf(1).plan, nr: row.nr },
        ...{ onCard: () => undefined, onClose: () => undefined },
      }),
    );

  it('is shown in its panel once it was opened, and not before, whatever the page was told', () => {
    expect(panel(queuedOf(3, { opened: true, person: name }))).toContain(name);
    expect(panel(queuedOf(3, { person: name }))).not.toContain(name);
    expect(panel(queuedOf(3))).toContain('widoczna po otwarciu rozmowy');
  });

  it('stands in no row of the queue, of an opened call either', () => {
    const row = queuedOf(3, { opened: true, person: name, part: 2, parts: 3 });
    const cells = queueColumns(i18next.t, null, false).map(({ cell }) => drawn(cell(row)));
    expect(cells.join(' ')).toContain('Wydział Oświaty · część 2 z 3');
    expect(cells.join(' ')).not.toContain(name);
  });
});

describe('a call of the queue', () => {
  const stateOf = (row: Queued, refused: Hearing['refused'] = null): string =>
    drawn(
      queueColumns(i18next.t, refused, false)
        .find(({ id }) => id === 'state')
        ?.cell(row),
    );

  it('is drawn, in progress once it was opened, or gone', () => {
    expect(stateOf(queuedOf(8))).toContain('wylosowana');
    expect(stateOf(queuedOf(8, { opened: true }))).toContain('w toku');
    expect(stateOf(queuedOf(8, { there: false }))).toContain('niedostępna');
  });

  it('says in its own row why it was refused, and no other row does', () => {
    const refused = { nr: 8, failure: { code: 'call-unavailable' } } as const;
    expect(stateOf(queuedOf(8), refused)).toContain('rozmowa niedostępna dla przeglądu');
    expect(stateOf(queuedOf(9), refused)).toContain('wylosowana');
  });

  it('that was drawn beyond what is wanted is listed only where it was opened all the same', () => {
    const positions = [1, 2, 3, 4].map((nr) => queuedOf(nr, { opened: nr === 4 }));
    expect(shownPositions({ positions, next: 1, spare: { left: 3, of: 3 } }, 2).map(({ nr }) => nr)).toEqual([
      1, 2, 4,
    ]);
    expect(wantedOf(approvedOf(1, '2026-11-20'))).toBe(12);
    const short = { seq: 9, eligible: 7, drawn: 7 };
    expect(wantedOf(approvedOf(1, '2026-11-20', { draw: short }))).toBe(7);
  });
});

describe('the queue', () => {
  it('is of own approved plans, open ones first', () => {
    const [open, tomorrow] = [approvedOf(3, '2026-11-20'), approvedOf(5, today)];
    const others = [planOf(6, { own: true }), approvedOf(7, '2026-11-20', { own: false })];
    const filed = approvedOf(1, '2026-05-01', { state: 'filed', open: false });
    expect(heardPlans([...others, tomorrow, open, filed])).toEqual([open, tomorrow]);
  });

  it('is heard from the day after the approval to its end', () => {
    expect(phaseOf(approvedOf(3, '2026-11-20'), today)).toBe('open');
    expect(phaseOf(approvedOf(3, today), today)).toBe('tomorrow');
    expect(phaseOf(approvedOf(3, '2026-10-01', { open: false }), today)).toBe('over');
  });

  it('counts working days, today among them', () => {
    expect(workingDays(today, '2026-12-11')).toBe(12);
  });
});

describe('the number at „Jakość”', () => {
  const count = (...plans: Parameters<typeof plansOf>) => plansOf(...plans);

  it('is for the desk how many plans of others it has to decide on', () => {
    const told = count(planOf(9), planOf(8, { own: true }), approvedOf(3, '2026-11-20'));
    expect(waitingPlans(told, ['secretary'])).toEqual({ plans: 1, returned: 0, remarked: 0 });
    expect(waitingPlans(told, ['quality'])).toEqual({ plans: 0, returned: 0, remarked: 0 });
  });

  it('is for whoever proposed one how many came back, until another is proposed in its case or its time is over', () => {
    const back = planOf(4, { own: true, state: 'returned' });
    expect(waitingPlans(count(back), ['quality'])).toEqual({ plans: 0, returned: 1, remarked: 0 });
    const again = planOf(6, { own: true, case: back.case });
    expect(waitingPlans(count(again, back), ['quality'])).toEqual({ plans: 0, returned: 0, remarked: 0 });
    const over = { ...back, until: '2026-11-25' };
    expect(waitingPlans(count(over), ['quality'])).toEqual({ plans: 0, returned: 0, remarked: 0 });
  });

  it('leads the desk to the plan that waits longest', () => {
    expect(firstToDecide([planOf(9), planOf(7), planOf(5, { own: true })])).toBe(planOf(7).plan);
    expect(firstToDecide([])).toBeNull();
  });
});

describe('reviews', () => {
  it('are off without a basis, and until employees have known of them for long enough', () => {
    const { basis } = plansOf();
    expect(isOff({ basis: null, today })).toBe(true);
    expect(isOff({ basis: basis && { ...basis, firstDay: '2026-12-22' }, today })).toBe(true);
    expect(isOff({ basis, today })).toBe(false);
  });
});

describe('a plan', () => {
  it('says in words how it stands', () => {
    const said = (plan: Parameters<typeof stateText>[1]) => stateText(i18next.t, plan, today);
    expect(said(planOf(4))).toBe('do zatwierdzenia');
    expect(said(approvedOf(3, '2026-11-20'))).toBe('w toku, do 11.12.2026');
    expect(said(approvedOf(3, today))).toBe('zatwierdzony, od jutra');
    expect(said(approvedOf(3, '2026-10-01', { open: false }))).toBe('do zakończenia');
    expect(said(planOf(2, { state: 'filed', protocol: 'PO/29/2026' }))).toBe('w aktach, PO/29/2026');
    expect(said(planOf(2, { state: 'lapsed' }))).toBe('niewykonany');
  });

  it('is told with others over its days and departments, lapsed ones too', () => {
    const lapsed = approvedOf(4, '2026-09-01', { own: false, state: 'lapsed', to: '2026-11-06' });
    const elsewhere = approvedOf(3, '2026-09-01', { departments: ['Kancelaria Ogólna'] });
    const before = approvedOf(2, '2026-09-01', { from: '2026-10-01', to: '2026-11-01' });
    const plan = planOf(9);
    expect(plansOver(plan, [plan, planOf(8), lapsed, elsewhere, before])).toEqual([lapsed]);
  });

  it('says by which plan’s criteria it goes', () => {
    const plan = planOf(9);
    expect(sameCriteria(plan, [plan, planOf(8), approvedOf(3, '2026-11-20')])).toBe('PJ/3/2026');
    expect(sameCriteria(plan, [approvedOf(12, '2026-11-25'), plan])).toBeNull();
    const others = approvedOf(3, '2026-11-20', { criteria: plan.criteria?.slice(0, 3) ?? null });
    expect(sameCriteria(plan, [plan, others])).toBeNull();
  });

  it('has its period in one line, with both years where they differ', () => {
    expect(periodText({ from: '2026-11-02', to: '2026-11-20' })).toBe('02.11–\u206020.11.2026');
    expect(periodText({ from: '2025-12-15', to: '2026-01-16' })).toBe('15.12.2025–\u206016.01.2026');
  });
});
