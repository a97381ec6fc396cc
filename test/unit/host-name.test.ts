import { expect, it } from 'vitest';
import { hostName, reportedHost } from '../../shared/host-name.ts';

/** Every workstation may listen, whatever somebody called it: a name that the keeper does not take would be a refusal each time. */
it.each([
  ['ST-14', 'ST-14'],
  ['kancelaria_1.ad.gmina.example', 'kancelaria_1.ad.gmina.example'],
  ['ŁAZIENKI', 'ŁAZIENKI'],
  ["PC'KASA (2)", 'PCKASA2'],
  ['x'.repeat(64), 'x'.repeat(63)],
  [`${'x'.repeat(62)}𐐷𐐷`, `${'x'.repeat(62)}𐐷`],
])('%s is reported as one that the keeper takes', (name, reported) => {
  expect(reportedHost(name)).toBe(reported);
  expect(reported).toMatch(hostName);
});
