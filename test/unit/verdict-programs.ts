const hex = '0'.repeat(64);

const hour = (n: number): string => `2026-12-04T0${n}:00:00.000Z`;
const uuid = (digit: string): string => `00000000-0000-4000-8000-00000000000${digit}`;
const gone = { of: 4, files: 2, again: false };
const backedUp = { startedAt: '2026-01-02T03:00:00.000Z', oldestOn: '2026-01-01', keys: 3 };

const planned = {
  ...{ departments: ['Kancelaria'], from: '2026-11-02', to: '2026-11-13', until: '2026-12-01' },
  ...{ size: 5, perPerson: 2, shortestS: 30, longestMin: 30 },
};

const drawn = { plan: uuid('1'), nr: 1 };

const weights = ['POTRZEBA', 'INFORMACJA', 'JEZYK'].map((code) => ({ code, weight: 1 }));

const freed = {
  ...{ recordings: ['6f1c2a3e-5b7d-4c8e-9f01-23456789abcd'], right: 'restriction' as const },
  ...{ receivedOn: '2026-11-20', effect: 'free' as const, of: 7, told: '2026-11-24' },
};

/** What programs of the server room ask for, and what people say of it; and what follows when somebody wants a recording restricted. */
export const ofPrograms = {
  backup: {
    body: backedUp,
    kind: 'backup' as const,
    facts: backedUp,
    others: { oldestOn: '2026-01-02', keys: 4 },
  },
  removed: { body: gone, kind: 'removed' as const, facts: gone, others: { of: 5, files: 3, again: true } },
  reconcile: {
    body: { day: '2026-11-24', sha256: hex },
    kind: 'reconciled' as const,
    facts: {
      ...{ day: '2026-11-24', sha256: hex, answered: 1, hungUp: 0, recorded: 1, list: [], more: 0 },
      due: '2026-11-26',
    },
    others: { day: '2026-11-23', sha256: '1'.repeat(64) },
  },
  silent: {
    body: { lines: ['228'], from: hour(7), to: hour(8), note: 'x' },
    kind: 'silent' as const,
    facts: { lines: ['228'], from: hour(7), to: hour(8), text: hex },
    others: { lines: [], from: hour(6), to: hour(9) },
  },
  admit: {
    body: { recording: uuid('1'), admitted: true, of: null, opinion: 'x', reason: 'x' },
    kind: 'admitted' as const,
    facts: { recording: uuid('1'), admitted: true, of: null, text: hex },
    others: { recording: uuid('2'), admitted: false, of: 7 },
  },
  explain: {
    body: { day: '2026-11-24', calls: ['1.2'], cause: 'exchange' as const, note: 'x' },
    kind: 'explained' as const,
    facts: { day: '2026-11-24', calls: ['1.2'], cause: 'exchange' as const, text: hex },
    others: { day: '2026-11-23', calls: ['1.3'], cause: 'disk' as const },
  },
  qualityPlan: {
    body: { case: 'SEK.0643.4.2026', ...planned, why: 'x', criteria: [] },
    kind: 'qualityPlan' as const,
    facts: { case: 'SEK.0643.4.2026', ...planned, weights, text: hex },
    others: { case: 'SEK.0643.5.2026', until: '2026-12-02', size: 6, departments: ['Sekretariat'] },
  },
  qualityVerdict: {
    body: { plan: uuid('1'), approved: false, reason: 'x' },
    kind: 'qualityVerdict' as const,
    facts: { plan: uuid('1'), approved: false, number: null, limits: null, text: hex },
    others: { plan: uuid('2') },
  },
  qualityScore: {
    body: {
      ...{ position: drawn, corrects: 7, levels: [3, 2, null], comments: {}, summary: '' },
      ...{ annotations: [], reply: null },
    },
    kind: 'qualityScore' as const,
    facts: {
      ...{ position: drawn, corrects: 7, recording: uuid('3'), heardMs: 900 },
      ...{ remarksUntil: '2026-12-01', text: hex },
    },
    others: { position: { ...drawn, nr: 2 }, corrects: 8 },
  },
  qualityOmission: {
    body: { position: drawn, why: 'unintelligible' as const, words: null },
    kind: 'qualityOmission' as const,
    facts: { position: drawn, why: 'unintelligible' as const, recording: uuid('3'), text: null },
    others: { position: { ...drawn, nr: 2 }, why: 'not-service' as const },
  },
  qualityRemark: {
    body: { position: drawn, score: 7, words: 'x' },
    kind: 'qualityRemark' as const,
    facts: { position: drawn, score: 7, recording: uuid('3'), remarked: true, text: hex },
    others: { position: { ...drawn, plan: uuid('2') }, score: 8 },
  },
  restrict: {
    body: { ...freed, request: '6/2026', decision: 'x' },
    kind: 'restricted' as const,
    facts: { ...freed, review: null, text: hex },
    others: {
      recordings: ['6f1c2a3e-5b7d-4c8e-9f01-23456789abce'],
      ...{ right: 'objection' as const, receivedOn: '2026-11-21', of: 8, told: '2026-11-23' },
    },
  },
};
