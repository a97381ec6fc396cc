import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { detailsOf, titleOf } from '../../renderer/story/story-text.ts';
import { startText } from '../../renderer/text.ts';
import { entries, entryKinds } from '../../shared/ledger/kinds.ts';
import type { Told } from '../../shared/register.ts';
import { pl } from '../../shared/text/pl.ts';

beforeAll(startText);
const { t } = i18next;

const at = '2026-11-25T09:12:00.000Z';
const uuid = '3f0c1e52-8a57-4a5e-9a2b-0d7f1c9e6b11';
const [hash, key] = ['ab'.repeat(32), `${'A'.repeat(43)}=`];

/** An entry of each kind that a story has, as the keeper signs it. */
const heads = {
  release: {
    ...{ act: uuid, protocol: 'PO/1/2026', recording: uuid, case: 'SEK.1510.7.2026', basis: 'KPA_SKARGA' },
    ...{
      sentence: null,
      statement: null,
      purpose: 'SERVICE_STANDARDS',
      authorisation: 'UO/7/2026',
      present: [],
      publicKey: key,
    },
    ...{ cipherSha256: hash, cipherBytes: 1, plainBytes: 1, host: 'ST-14', address: null, text: hash },
  },
  refusal: {
    ...{
      request: 'listen',
      reason: 'act-over',
      act: null,
      recording: null,
      case: null,
      basis: null,
      count: 1,
    },
    ...{ subject: null, subjectGuid: null, because: null },
    ...{ host: null, address: null, text: null },
  },
  joined: { act: uuid, subject: 'kdyrektor', subjectGuid: uuid, authorisation: 'UO/8/2026', text: hash },
  left: { act: uuid, subject: 'kdyrektor' },
  undelivered: { act: uuid, opening: uuid, release: 16 },
  closed: { act: uuid, opening: uuid, how: 'listener', ranges: [], wrongCall: false },
  hold: {
    ...{ act: uuid, recordings: [uuid], basis: null, number: 'ZB/1/2026', review: '2027-11-25' },
    ...{ order: null, text: hash },
  },
  completed: { act: uuid, entries: [15], text: hash },
  corrected: {
    ...{
      act: uuid,
      corrects: 16,
      caseBefore: 'SEK.1510.7.2026',
      case: 'SEK.1510.8.2026',
      entries: [15, 16],
      text: hash,
    },
  },
  reopened: { act: uuid, completed: 16 },
  filed: { act: uuid, day: '2026-11-26', way: 'ezd', signed: true, instead: false, text: null },
};
type Kind = keyof typeof heads;

const told = (kind: Kind, change: object = {}, beside: Partial<Told> = {}): Told => ({
  ...{ seq: 17, person: 'Anna Nowak', subject: null, protocol: null, call: null },
  payload: {
    ...{ v: 1, kind, at, command: uuid, login: 'anowak', guid: uuid, asked: null },
    ...{ ...heads[kind], ...change },
  },
  ...beside,
});

describe('the story of an act or a recording', () => {
  it.each<[Kind, object, string]>([
    ['joined', {}, 'Dodano osobę obecną: Krystyna Dyrektor'],
    ['left', {}, 'Osoba obecna wyszła: Krystyna Dyrektor'],
    ['hold', {}, 'Nagranie zabezpieczono jako dowód'],
    ['corrected', {}, 'Sprostowano protokół'],
    ['closed', { wrongCall: true }, 'Zamknięto: „To nie ta rozmowa”'],
    ['refusal', { request: 'listen', reason: 'act-over' }, 'Odmowa – minęło 7 dni czynności'],
    [
      'refusal',
      { request: 'resume', reason: 'listening-not-suspended' },
      'Odmowa wznowienia – odsłuchiwanie nie było wstrzymane',
    ],
  ])('says of „%s” what happened', (kind, change, sentence) => {
    expect(titleOf(t, told(kind, change, { subject: 'Krystyna Dyrektor' }))).toMatch(sentence);
  });

  it('says of a recording that is opened again that it had been the wrong call of that act, once', () => {
    const of = (recording: string, protocol: string) => ({ protocol, call: { recording, startedAt: at } });
    const here = of(uuid, 'PO/1/2026');
    const before = [told('release', {}, here), told('closed', { wrongCall: true }, here)];
    const release = told('release', {}, here);
    expect(titleOf(t, release, before)).toBe('Wydano klucz do odsłuchania – cofnięto „To nie ta rozmowa”');
    const plain = 'Wydano klucz do odsłuchania';
    expect(titleOf(t, release, [...before, release])).toBe(plain);
    expect(titleOf(t, told('release', {}, of(uuid, 'PO/2/2026')), before)).toBe(plain);
    expect(titleOf(t, told('release', {}, of(hash, 'PO/1/2026')), before)).toBe(plain);
  });

  it('has a sentence of its own for every kind of entry that belongs to an act', () => {
    const other = titleOf(t, told('release', { kind: 'something that a later server writes' }));
    const sentences = (Object.keys(heads) as Kind[]).map((kind) => titleOf(t, told(kind)));
    expect(sentences).not.toContain(other);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('has one for every kind that belongs to an act or a recording at all', () => {
    const worded = [...Object.keys(pl.register.story.kinds), 'refusal'];
    const ofAct = entryKinds.filter((kind) => {
      const { shape } = entries[kind] as z.ZodObject;
      return 'act' in shape || 'opening' in shape || 'recording' in shape;
    });
    expect(ofAct.filter((kind) => !worded.includes(kind))).toEqual([]);
  });

  it('says under which case number a corrected protocol stood and stands', () => {
    expect(detailsOf(t, 'act', told('corrected'))).toBe(
      'znak sprawy SEK.1510.7.2026 zmieniono na SEK.1510.8.2026, wpis\u00a017',
    );
    expect(detailsOf(t, 'act', told('corrected', { case: 'SEK.1510.7.2026' }))).toBe('wpis\u00a017');
    expect(detailsOf(t, 'recording', told('release', {}, { protocol: 'PO/1/2026' }))).toBe(
      'Anna Nowak, PO/1/2026, stanowisko ST-14, wpis\u00a017',
    );
    expect(detailsOf(t, 'act', told('filed'))).toBe('26.11.2026, EZD, wpis\u00a017');
  });

  it('says why a recording was closed where nobody closed it, and names the server room by no account', () => {
    const login = 'odsluch_keeper';
    const silent = told('closed', { how: 'silent', login, ranges: [[0, 90_000]] }, { person: login });
    expect(detailsOf(t, 'recording', silent)).toBe(
      'serwer odsłuchu, odtworzono 1:30, stanowisko przestało odpowiadać, wpis\u00a017',
    );
  });

  it('tells an entry that it does not know by its author and number alone', () => {
    const later = told('release', { kind: 'something that a later server writes' });
    expect(detailsOf(t, 'recording', later)).toBe('Anna Nowak, wpis\u00a017');
  });
});
