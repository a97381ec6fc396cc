import type { Basis } from '../../shared/recordings.ts';
import {
  anna,
  head,
  host,
  keeperLogin,
  listener,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { agreementKeyOf, uuidOf } from './vectors-secrets.ts';

/** A basis that keeps what is heard under it; it asks for a number of another body. */
const crime: Basis = {
  code: 'KPK_304',
  label: 'Zabezpieczenie dowodu przestępstwa i zawiadomienie – art. 304 § 2 KPK',
  purpose: 'SAFETY',
  statement: null,
  fields: [
    { code: 'qualification', label: 'Kwalifikacja prawna czynu', example: 'art. 226 § 1 KK' },
    { code: 'body', label: 'Organ ścigania', example: 'Komisariat Policji w Piasecznie' },
    {
      ...{ code: 'reference', label: 'Sygnatura organu ścigania', example: '4098-0.Ds.1254.2026' },
      ...{ kind: 'reference', optional: true },
    },
  ],
  sentences: [
    { code: 'THREAT', text: 'W rozmowie miała paść groźba, a jej słowa zachowały się w nagraniu.' },
  ],
  hold: true,
};

/** Under that basis the recording is heard in a third act, and kept by the keeper: with a card, which the first holds had not. */
export function card({ facts, recording }: ChainParts): VectorEntry[] {
  const third = { act: uuidOf('a third act'), recording };
  const fields = {
    qualification: 'art. 226 § 1 KK',
    body: 'Komisariat Policji w Piasecznie',
    reference: '4098-0.Ds.1254.2026',
  };
  const dates = { from: '2026-01-01', to: null, approval: 'OR.0143.2.2026', verifiedOn: '2026-11-20' };
  return [
    {
      words: null,
      payload: () => ({ ...head('basis', keeperLogin, null), position: 3, content: crime, ...dates }),
    },
    {
      words: { justification: '', fields, person: anna, present: [] },
      payload: (text) => ({
        ...head('release', listener, 'a listening to a crime'),
        ...{ act: third.act, protocol: 'PO/3/2026', recording, case: 'SO.5553.4.2026', basis: 'KPK_304' },
        ...{
          sentence: 'THREAT',
          statement: null,
          purpose: 'SAFETY',
          authorisation: 'UO/2/2026',
          present: [],
        },
        ...{ publicKey: agreementKeyOf('application key'), cipherSha256: facts.sealedSha256.toString('hex') },
        ...{ cipherBytes: facts.sealedLength, plainBytes: facts.sourceLength, ...host, text },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('hold', keeperLogin, null), ...third, basis: 'KPK_304' },
        ...{ number: 'ZB/1/2026', review: '2027-05-25', text: null },
      }),
    },
  ];
}
