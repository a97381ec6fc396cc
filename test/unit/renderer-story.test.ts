import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { detailsOf, titleOf } from '../../renderer/story/story-text.ts';
import { startText } from '../../renderer/text.ts';
import type { Told } from '../../shared/register.ts';

beforeAll(startText);
const { t } = i18next;

const told = (kind: string, facts: Told['facts'] = {}): Told => ({
  ...{ seq: 17, kind, at: '2026-11-25T09:12:00.000Z', login: 'anowak', person: 'Anna Nowak', facts },
});

describe('the story of an act or a recording', () => {
  it.each([
    ['joined', { present: 'Krystyna Dyrektor' }, 'Dodano osobę obecną: Krystyna Dyrektor'],
    ['left', { present: 'Krystyna Dyrektor' }, 'Osoba obecna wyszła: Krystyna Dyrektor'],
    ['hold', {}, 'Nagranie zabezpieczono jako dowód'],
    ['corrected', { case: 'SEK.1510.8.2026' }, 'Sprostowano protokół'],
    ['closed', { wrongCall: true }, 'Zamknięto: „To nie ta rozmowa”'],
    ['refusal', { request: 'listen', reason: 'act-over' }, 'Odmowa – minęło 7 dni czynności'],
    [
      'refusal',
      { request: 'resume', reason: 'listening-not-suspended' },
      'Odmowa wznowienia – odsłuchiwanie nie było wstrzymane',
    ],
  ])('says of „%s” what happened', (kind, facts, sentence) => {
    expect(titleOf(t, told(kind, facts))).toMatch(sentence);
  });

  it('has a sentence of its own for every kind of entry that belongs to an act', () => {
    const other = titleOf(t, told('something that a later server writes'));
    const kinds = ['release', 'refusal', 'joined', 'left', 'undelivered', 'closed', 'hold', 'completed'];
    const sentences = [...kinds, 'corrected', 'reopened', 'filed', 'ingest'].map((kind) =>
      titleOf(t, told(kind)),
    );
    expect(sentences).not.toContain(other);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('says under which case number a corrected protocol stood and stands', () => {
    const corrected = { case: 'SEK.1510.8.2026', caseBefore: 'SEK.1510.7.2026' };
    expect(detailsOf(t, 'act', told('corrected', corrected))).toBe(
      'znak sprawy SEK.1510.7.2026 zmieniono na SEK.1510.8.2026, wpis 17',
    );
    expect(
      detailsOf(t, 'act', told('corrected', { case: 'SEK.1510.8.2026', caseBefore: 'SEK.1510.8.2026' })),
    ).toBe('wpis 17');
    expect(detailsOf(t, 'recording', told('release', { protocol: 'PO/1/2026', host: 'ST-14' }))).toBe(
      'Anna Nowak, PO/1/2026, stanowisko ST-14, wpis 17',
    );
  });

  it('says why a recording was closed where nobody closed it, and names the server room by no account', () => {
    const silent = {
      ...told('closed', { how: 'silent' }),
      login: 'odsluch_keeper',
      person: 'odsluch_keeper',
    };
    expect(detailsOf(t, 'recording', silent)).toBe(
      'serwer odsłuchu, stanowisko przestało odpowiadać, wpis 17',
    );
    expect(detailsOf(t, 'act', told('closed', { how: 'listener' }))).toBe('wpis 17');
  });
});
