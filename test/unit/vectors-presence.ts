import {
  anna,
  authorised,
  confirming,
  head,
  host,
  listener,
  madeOf,
  secretary,
  statement,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { agreementKeyOf, uuidOf } from './vectors-secrets.ts';

export const joanna = { displayName: 'Joanna Maj', post: 'kierownik', unit: 'Referat Organizacyjny' };
export const maj = { subject: 'j.maj', subjectGuid: uuidOf('j.maj') };

/** A second act, after the first listener was authorised anew: somebody joins it, and leaves. */
export function presence({ facts, recording, hashOf }: ChainParts): VectorEntry[] {
  const second = uuidOf('a second act');
  const opening = 'a listening with somebody present';
  return [
    {
      words: { names: [joanna] },
      payload: (text) => ({
        ...head('person', secretary, 'another person'),
        ...{ people: [{ login: maj.subject, guid: maj.subjectGuid, employee: true }], text },
      }),
    },
    authorised('a new one', 'UO/2/2026', listener, anna),
    authorised('one of another', 'UO/3/2026', maj.subject, joanna),
    confirming('both confirmed', ['a new one', 'one of another'], hashOf),
    {
      words: { justification: '', fields: { register: '15/2026' }, person: anna, present: [] },
      payload: (text) => ({
        ...head('release', listener, opening),
        ...{ act: second, protocol: 'PO/2/2026', recording, case: 'SEK.1510.8.2026', basis: 'KPA_SKARGA' },
        ...{
          sentence: 'DISPUTED',
          statement,
          purpose: 'SERVICE_STANDARDS',
          authorisation: 'UO/2/2026',
          present: [],
        },
        ...{ publicKey: agreementKeyOf('application key'), cipherSha256: facts.sealedSha256.toString('hex') },
        ...{ cipherBytes: facts.sealedLength, plainBytes: facts.sourceLength, ...host, text },
      }),
    },
    {
      words: joanna,
      payload: (text) => ({
        ...head('joined', listener, 'somebody joins'),
        ...{ act: second, ...maj, authorisation: 'UO/3/2026', text },
      }),
    },
    {
      words: null,
      payload: () => ({ ...head('left', listener, 'and leaves'), act: second, subject: maj.subject }),
    },
    {
      words: null,
      payload: () => ({
        ...head('closed', listener, 'the end of that listening'),
        ...{ act: second, opening: uuidOf(opening), how: 'listener', ranges: [[0, 2_100]], wrongCall: false },
      }),
    },
  ];
}

/** The protocol of that second act says who speaks in what is quoted, and what the person who was there remarked. */
export function remarked({ recording }: ChainParts): VectorEntry[] {
  const quotations = [
    { recording, from: 200, to: null, speaker: 'caller', text: 'Dzwonię trzeci raz.' },
    { recording, from: 1_200, to: 1_900, speaker: 'office', text: 'Zaraz połączę.' },
    { recording, from: 2_000, to: null, text: 'Dziękuję.' },
  ];
  const presentRemarks = [{ login: 'j.maj', text: 'Wydział oddzwonił tego samego dnia.' }];
  const attachments = 'spisany przebieg rozmowy';
  return [
    {
      words: { findings: 'Urzędnik połączył rozmowę z wydziałem.', quotations, presentRemarks, attachments },
      payload: (text) => ({
        ...head('completed', listener, 'the words of the second act'),
        act: uuidOf('a second act'),
        entries: madeOf(
          ...[
            'instrument 4',
            'confirmed',
            'a recording',
            'a new one',
            'both confirmed',
            'a listening with somebody present',
            'somebody joins',
          ],
          ...['and leaves', 'the end of that listening', 'evidence'],
        ),
        text,
      }),
    },
  ];
}

/** The recording of that second act is evidence. */
export function evidence({ recording }: ChainParts): VectorEntry[] {
  return [
    {
      words: {
        ...{ proceedings: 'postępowanie karne, Sąd Rejonowy w Piasecznie', reference: 'II K 123/26' },
        ...{ case: null, paper: null },
      },
      payload: (text) => ({
        ...head('hold', listener, 'evidence'),
        ...{ act: uuidOf('a second act'), recordings: [recording], basis: null, number: 'ZB/1/2026' },
        ...{ review: '2027-05-25', order: null, text },
      }),
    },
  ];
}
