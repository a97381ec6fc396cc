import type { PurposeCode } from '../shared/purposes.ts';
import type { Basis } from '../shared/recordings.ts';

/** A dated legal basis as it may be loaded once the office has approved it. */
export type BasisProposal = {
  /** Place in the list that a listener chooses from. */
  position: number;
  content: Basis & { purpose: PurposeCode };
  /** First and last day on which it may be invoked (`YYYY-MM-DD`, Europe/Warsaw); null = until further notice. */
  from: string;
  to: string | null;
  /** Day on which somebody last compared the articles with the law in force. */
  verifiedOn: string;
};

/**
 * The bases of this version: handling a complaint and handling a petition, both for the purpose of raising the
 * standard of service (§ 2). They are proposals: `init` loads them under the number of the office's own approval, as
 * `basis` entries; from then on the ledger counts, not this file. Each sentence says why THIS case is exceptional
 * (§ 4 ust. 1), which the basis alone does not.
 */
export const legalBases: readonly BasisProposal[] = [
  {
    position: 1,
    content: {
      code: 'KPA_SKARGA',
      label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
      shortLabel: 'Skarga – art. 227 KPA',
      purpose: 'SERVICE_STANDARDS',
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      fields: [{ code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' }],
      sentences: [
        {
          code: 'DISPUTED',
          text: 'Skarżący i urząd sprzecznie opisują rozmowę, a innego dowodu niż nagranie nie ma.',
        },
        {
          code: 'NO_NOTE',
          text: 'Po rozmowie nie powstała notatka ani pismo, z których wynikałby sposób obsługi.',
        },
        {
          code: 'WRONG_INFORMATION',
          text: 'Zarzucono podanie błędnej informacji, a jej treść zachowała się tylko w nagraniu.',
        },
      ],
    },
    from: '2026-01-01',
    to: null,
    verifiedOn: '2026-11-20',
  },
  {
    position: 2,
    content: {
      code: 'KPA_WNIOSEK',
      label: 'Rozpatrzenie wniosku – art. 241 KPA',
      shortLabel: 'Wniosek – art. 241 KPA',
      purpose: 'SERVICE_STANDARDS',
      statement: null,
      fields: [{ code: 'register', label: 'Nr w rejestrze skarg i wniosków', example: '9/2026' }],
      sentences: [
        {
          code: 'CALL_QUOTED',
          text: 'Wniosek powołuje się na ustalenia z rozmowy, których nie da się sprawdzić inaczej.',
        },
        {
          code: 'REPEATED_FAULT',
          text: 'Wniosek wskazuje wadę obsługi, którą pokazuje dopiero przebieg rozmowy.',
        },
      ],
    },
    from: '2026-01-01',
    to: null,
    verifiedOn: '2026-11-20',
  },
];
