import type { VersionRow } from '../../shared/ledger/instrument.ts';
import type { Basis } from '../../shared/recordings.ts';
import {
  confirming,
  head,
  keeperLogin,
  secretary,
  seqOf,
  statement,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';

const complaint: Basis = {
  code: 'KPA_SKARGA',
  label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
  purpose: 'SERVICE_STANDARDS',
  statement,
  fields: [{ code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' }],
  sentences: [{ code: 'DISPUTED', text: 'Przebieg rozmowy jest sporny, a innego dowodu nie ma.' }],
};

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

const term = { from: '2026-01-01', to: null };
const approved = { approval: 'OR.0143.1.2026', verifiedOn: '2026-11-20' };

/** The legal bases with which an office begins, in one paper. */
export function basing(): VectorEntry {
  const rows: VersionRow[] = [
    {
      ...{ number: 'WR/1/2026', of: 'basis', ...term },
      content: { position: 1, basis: complaint, ...approved },
    },
    { ...{ number: 'WR/2/2026', of: 'basis', ...term }, content: { position: 3, basis: crime, ...approved } },
  ];
  return {
    words: { names: [], signatory: null },
    payload: (text) => ({
      ...{ ...head('instrument', keeperLogin, null), what: 'version', rows },
      signed: {
        ...{ paper: approved.approval, signatory: null, signedOn: '2026-11-25', way: 'paper', scan: null },
      },
      text,
    }),
  };
}

/** Rules begin: a regulation, a declaration, other words of a basis, an announcement and why calls are recorded. Then the desk says what else still holds. */
export function rules({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const from = '2026-12-01';
  const label = 'Rozpatrzenie skargi – art. 227, 229 i 237 KPA';
  const rows: VersionRow[] = [
    {
      ...{ number: 'WR/3/2026', of: 'regulation', from, to: null },
      content: {
        ...{ number: '120/2026', day: '2026-11-25', title: 'Regulaminu rejestracji rozmów telefonicznych' },
      },
    },
    {
      ...{ number: 'WR/4/2026', of: 'declaration', from, to: null },
      content: { text: 'Oświadczam, że znam Regulamin.\nZachowam treść rozmów w tajemnicy.' },
    },
    {
      ...{ number: 'WR/5/2026', of: 'basis', from, to: null },
      content: { position: 1, basis: { ...complaint, label }, ...approved, verifiedOn: '2026-11-25' },
    },
    {
      ...{ number: 'WR/6/2026', of: 'announcement', from, to: null },
      content: { lines: ['227', '228'], text: 'Rozmowa jest nagrywana.', sound: 'komunikat-2026-12.wav' },
    },
    {
      ...{ number: 'WR/7/2026', of: 'recordingBasis', from, to: null },
      content: {
        ...{
          code: 'ZADANIE',
          text: 'Ochrona dowodów i jakość obsługi.',
          article: 'art. 6 ust. 1 lit. e RODO',
        },
      },
    },
  ];
  const lasting = ['instrument 1', 'instrument 4'];
  return [
    {
      words: { names: [], signatory: null },
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'new rules'), what: 'version', rows },
        signed: {
          ...{ paper: '120/2026', signatory: 'PF/3/2026', signedOn: '2026-11-25', way: 'ezd', scan: null },
        },
        text,
      }),
    },
    confirming('rules confirmed', ['new rules'], hashOf),
    {
      words: null,
      payload: () => ({
        ...{ ...head('confirmed', secretary, 'a year later'), entries: lasting.map(seqOf) },
        hashes: lasting.map(hashOf),
      }),
    },
  ];
}
