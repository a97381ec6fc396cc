import type { Basis } from '../shared/recordings.ts';

/** A dated legal basis as it may be loaded once the office has approved it. */
export type BasisProposal = {
  /** Place in the list that a listener chooses from. */
  position: number;
  content: Basis;
  /** First and last day on which it may be invoked (`YYYY-MM-DD`, Europe/Warsaw); null = until further notice. */
  from: string;
  to: string | null;
  /** Day on which somebody last compared the articles with the law in force. */
  verifiedOn: string;
};

/**
 * The bases of this version: handling a complaint and handling a petition, for the purpose of raising the standard of
 * service; securing the evidence of a crime that is prosecuted ex officio (art. 304 § 2 KPK), for the safety of those who spoke; a person's access to data of their own,
 * for keeping to the GDPR (§ 2). They are proposals: `init` loads them under the number of the office's own approval, as
 * versions of rules in one paper; from then on the ledger counts, not this file. Each sentence says why THIS case is exceptional
 * (§ 4 ust. 1), which the basis alone does not.
 */
export const legalBases: readonly BasisProposal[] = [
  {
    position: 1,
    content: {
      code: 'KPA_SKARGA',
      label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
      purpose: 'SERVICE_STANDARDS',
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      fields: [
        { code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' },
        // Not demanded: the register tells it by the number, and a daily request takes no input more than it must.
        {
          code: 'received',
          label: 'Data wpływu skargi',
          example: '20.11.2026',
          kind: 'day',
          optional: true,
        },
      ],
      sentences: [
        {
          code: 'DISPUTED',
          text: 'Skarżący i urząd sprzecznie opisują rozmowę, a innego dowodu niż nagranie nie ma.',
        },
        {
          code: 'NO_NOTE',
          text: 'Po rozmowie nie ma notatki ani pisma.',
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
  {
    position: 3,
    content: {
      code: 'KPK_304',
      label: 'Zabezpieczenie dowodu przestępstwa i zawiadomienie – art. 304 § 2 KPK',
      purpose: 'SAFETY',
      statement: null,
      fields: [
        { code: 'qualification', label: 'Kwalifikacja prawna czynu', example: 'art. 226 § 1 KK' },
        { code: 'body', label: 'Organ ścigania', example: 'Komisariat Policji w Piasecznie' },
        {
          code: 'reference',
          label: 'Sygnatura organu ścigania',
          example: '4098-0.Ds.1254.2026',
          kind: 'reference',
          optional: true,
        },
      ],
      sentences: [
        {
          code: 'THREAT',
          text: 'W rozmowie miała paść groźba, by wymusić czynność urzędową (art. 224 § 2 KK); jej słowa i ton są tylko w nagraniu.',
        },
        {
          code: 'INSULT',
          text: 'W rozmowie miało dojść do znieważenia urzędnika (art. 226 § 1 KK), czego nie potwierdza inny dowód.',
        },
        {
          code: 'FALSE_ALARM',
          text: 'Rozmówca miał zgłosić zagrożenie, którego nie było (art. 224a KK); bez treści rozmowy nie można zawiadomić organu.',
        },
      ],
      hold: true,
    },
    from: '2026-01-01',
    to: null,
    verifiedOn: '2026-11-20',
  },
  {
    position: 4,
    content: {
      code: 'RODO_15',
      label: 'Wniosek osoby o dostęp do danych lub ich kopię – art. 15 RODO',
      purpose: 'GDPR_COMPLIANCE',
      statement: null,
      fields: [
        { code: 'request', label: 'Nr wniosku', example: '6/2026' },
        {
          code: 'identity',
          label: 'Sposób potwierdzenia tożsamości',
          example: 'dowód osobisty okazany w urzędzie',
        },
        { code: 'deadline', label: 'Termin odpowiedzi', example: '25.12.2026', kind: 'day' },
      ],
      sentences: [
        {
          code: 'OWN_CALL',
          text: 'Osoba wnosi o treść własnej rozmowy; bez odsłuchania nie da się ustalić, czy to jej rozmowa.',
        },
        {
          code: 'THIRD_PERSONS',
          text: 'Przed wydaniem kopii trzeba sprawdzić, czy nagranie zawiera dane innych osób.',
        },
      ],
    },
    from: '2026-01-01',
    to: null,
    verifiedOn: '2026-11-20',
  },
];
