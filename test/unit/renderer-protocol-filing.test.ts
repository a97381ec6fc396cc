import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetPerson } from '../../renderer/memory.ts';
import { draftOf } from '../../renderer/drafts.ts';
import { type Filing, fileProtocol, keepFiling } from '../../renderer/protocol/filing.ts';
import type { Result } from '../../shared/contract.ts';

/** What is filled in about filing: kept until it has served. */

const act = '00000000-0000-4000-8000-000000000001';
const filing: Filing = { way: 'ezd', day: '24.11.2026', unsigned: true, reason: 'strona odmówiła' };
const input = { act, day: '2026-11-24', way: 'ezd' as const, missingSignature: 'strona odmówiła' };
let answer: Result<unknown>;
const kept = () => draftOf('filing', act)?.words;

beforeEach(() => {
  vi.stubGlobal('window', { office: { call: () => Promise.resolve(answer) } });
  keepFiling(act, filing);
});
afterEach(() => {
  forgetPerson();
  vi.unstubAllGlobals();
});

it('a protocol that was filed, and is filed again after a correction, begins with an empty form', async () => {
  answer = { ok: true, value: {} };
  await fileProtocol(input);
  expect(kept()).toBeUndefined();
});

it('one that could not be filed keeps every word', async () => {
  answer = { ok: false, failure: { code: 'database-unreachable' } };
  await expect(fileProtocol(input)).rejects.toThrow();
  expect(kept()).toEqual(filing);
});
