import { create } from 'zustand';
import type { AskedRows, PaperRow } from '../../shared/authorisation.ts';
import type { Office, Power } from '../../shared/ledger/instrument.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { personal } from '../memory.ts';
import { readDay, typedDay } from '../ui/time.ts';
import type { Chosen, DayProblem } from './authorisation-draft.ts';

type AskedOffice = Extract<AskedRows[number], { office: unknown }>;

/** An appointment as it is being filled in; days as typed. `number` = of one that is entered anew. */
export type AppointmentDraft = {
  number: string | null;
  office: Office | null;
  deputy: boolean;
  powers: readonly Power[];
  person: Chosen | null;
  /** A Mayor who does not use the program, by name; null: somebody with an account. */
  name: string | null;
  employee: boolean;
  from: string;
  /** null = until further notice. */
  to: string | null;
};

export function newAppointmentDraft(today: string): AppointmentDraft {
  return {
    ...{ number: null, office: null, deputy: false, powers: [], person: null, name: null, employee: true },
    ...{ from: typedDay(today), to: null },
  };
}

/** One that is to be put right. */
export function appointmentDraftOf(row: Extract<PaperRow, { what: 'appointment' }>): AppointmentDraft {
  const { number, guid, person, office, deputy, powers, employee, from, to } = row;
  return {
    ...{ number, office, deputy, powers, employee, from: typedDay(from) },
    to: to === null ? null : typedDay(to),
    person: guid === null ? null : { guid, ...person },
    name: guid === null ? person.displayName : null,
  };
}

/** What was typed into the form stays until it is entered, or the person signs out. */
export const useAppointmentDraft = personal(
  create<{ draft: AppointmentDraft | null }>()(() => ({ draft: null })),
);

/** Another office, or a deputy of it: powers are those of a deputy mayor, and nobody but the Mayor is without an account. */
export function withOffice(draft: AppointmentDraft, office: Office, deputy: boolean): AppointmentDraft {
  return {
    ...{ ...draft, office, deputy },
    powers: office === 'mayor' && deputy ? draft.powers : [],
    name: office === 'mayor' && !deputy ? draft.name : null,
  };
}

type OfficeProblems = {
  office: boolean;
  person: boolean;
  from: DayProblem | null;
  to: DayProblem | null;
};

/** What keeps it from being entered; the keeper checks the same again. */
export function officeProblems({ office, person, name, from, to }: AppointmentDraft): OfficeProblems {
  const [first, last] = [readDay(from), to === null ? null : readDay(to)];
  return {
    office: office === null,
    person: name === null ? person === null : visibleLength(name) === 0,
    from: first === null ? 'day' : null,
    to: to === null ? null : last === null ? 'day' : first !== null && last < first ? 'order' : null,
  };
}

/** The row that is asked for; null while something is wrong. */
export function officeRowOf(draft: AppointmentDraft): AskedOffice | null {
  const { number, office, deputy, powers, person, name, employee } = draft;
  const from = readDay(draft.from);
  if (office === null || from === null || Object.values(officeProblems(draft)).some(Boolean)) return null;
  return {
    ...{ number, office, deputy, powers: [...powers], employee, from },
    to: draft.to === null ? null : readDay(draft.to),
    subjectGuid: name === null ? (person?.guid ?? null) : null,
    name: name === null ? null : tidy(name).trim(),
  };
}
