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

/** Under the basis that keeps what is heard the recording is heard in a third act, and kept by the keeper. */
export function card({ facts, recording }: ChainParts): VectorEntry[] {
  const third = uuidOf('a third act');
  const fields = {
    qualification: 'art. 226 § 1 KK',
    body: 'Komisariat Policji w Piasecznie',
    reference: '4098-0.Ds.1254.2026',
  };
  return [
    {
      words: { justification: '', fields, person: anna, present: [] },
      payload: (text) => ({
        ...head('release', listener, 'a listening to a crime'),
        ...{ act: third, protocol: 'PO/3/2026', recording, case: 'SO.5553.4.2026', basis: 'KPK_304' },
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
        ...{ ...head('hold', keeperLogin, null), act: third, recordings: [recording], basis: 'KPK_304' },
        ...{ number: 'ZB/2/2026', review: '2027-05-25', order: null, text: null },
      }),
    },
  ];
}
