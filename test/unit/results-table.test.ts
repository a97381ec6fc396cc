import { FluentProvider, SSRProvider, webLightTheme } from '@fluentui/react-components';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { resultsTable } from '../../electron/quality/results.ts';
import { Spread } from '../../renderer/quality/Spread.tsx';
import { startText } from '../../renderer/text.ts';
import type { ShownResults } from '../../shared/quality.ts';
import { comparedOf } from '../../shared/quality-results.ts';
import { uuidOf } from './vectors-secrets.ts';

/** „Wyniki”: reviews side by side, on the page and in the table for a spreadsheet. */

const criterion = (code: string, name: string, weight: number) => ({ code, name, weight });
const row = (code: string, counts: number[]) => ({ criterion: code, counts, nd: 1, departments: null });
const review = (n: number, change: Partial<ShownResults>): ShownResults => ({
  ...{ plan: uuidOf(`plan ${n}`), number: `PJ/${n}/2026`, from: '2026-05-04', to: '2026-05-29' },
  ...{ cards: 20, persons: 6, percent: null, rows: [], criteria: [] },
  ...{ limits: { fewCards: 5, fewPersons: 3 }, ...change },
});
const [need, speech, data] = [
  criterion('POTRZEBA', 'Ustalenie potrzeby', 2),
  criterion('JEZYK', 'Prosty język', 2),
  criterion('DANE', '=Ochrona danych', 3),
];
const newest = review(2, {
  percent: 81,
  criteria: [need, speech],
  rows: [row('POTRZEBA', [0, 1, 4, 14]), row('JEZYK', [1, 0, 1, 17])],
});
const older = review(1, { criteria: [speech, data], rows: [row('DANE', [0, 0, 19, 0])] });

beforeAll(startText);

describe('results of reviews', () => {
  it('stand criterion by criterion, the newest last; what was left out, and what was not looked at, are told apart', () => {
    const { plans, criteria } = comparedOf([newest, older]);
    expect(plans.map(({ number }) => number)).toEqual(['PJ/1/2026', 'PJ/2/2026']);
    expect(criteria.map(({ code, rows }) => [code, ...rows.map((one) => one && one.counts[3])])).toEqual([
      ['POTRZEBA', undefined, 14],
      ['JEZYK', null, 17],
      ['DANE', 0, undefined],
    ]);
  });

  it('are the same in the table, which a spreadsheet does not run', () => {
    expect(resultsTable([newest, older]).replaceAll('\u00a0', ' ').slice(1).split('\r\n')).toEqual([
      'Kryterium;Waga;PJ/1/2026;PJ/2/2026;PJ/2/2026: ocena 0;PJ/2/2026: ocena 1;PJ/2/2026: ocena 2;PJ/2/2026: ocena 3;PJ/2/2026: nie dotyczy',
      'Ustalenie potrzeby;2;;2,7;0;1;4;14;1',
      'Prosty język;2;–;2,8;1;0;1;17;1',
      "'=Ochrona danych;3;2,0;;;;;;",
      'Wynik ogólny;;–;81 %;;;;;',
      '',
    ]);
  });

  it('say in words what the bar shows', () => {
    const bar = createElement(Spread, { counts: [0, 1, 4, 14] });
    const page = renderToString(
      createElement(SSRProvider, null, createElement(FluentProvider, { theme: webLightTheme }, bar)),
    );
    expect(page).toContain('aria-label="ocena 1: 1, ocena 2: 4, ocena 3: 14"');
  });
});
