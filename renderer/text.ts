import i18next, { type TFunction } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Failure } from '../shared/failure.ts';
import type { Language } from '../shared/preferences.ts';
import { en } from '../shared/text/en.ts';
import { pl } from '../shared/text/pl.ts';
import { isRefusalCode } from '../shared/text/pl/failures.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof pl };
  }
}

/** Loads the sentences; must have happened before the first component is drawn. */
export async function startText(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'pl',
    resources: { pl: { translation: pl }, en: { translation: en } },
    // React escapes; a second escaping would show „&amp;” to people.
    interpolation: { escapeValue: false },
    // All sentences are here from the start: nothing is waited for, and a change of language takes no page away.
    react: { useSuspense: false },
    returnNull: false,
    showSupportNotice: false,
  });
}

/** Changes the language of everything on the screen; what was typed stays. Readers of the screen pronounce it accordingly. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

const locales: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB' };

/** How the language of the screen writes numbers and names of days: a tag for `Intl`. */
export function locale(): string {
  return i18next.language === 'en' ? locales.en : locales.pl;
}

export type Translate = TFunction;

/** `t` with keys known to the compiler: `const t = useText(); t('recordings.title')`. */
export function useText(): Translate {
  return useTranslation().t;
}

/** The sentence of a failure: what happened and what to do; of an unexpected one also the number under which the log has it. */
export function failureText(t: Translate, failure: Failure): string {
  const { reference, seq = '', name = '', time = '', asked } = failure.params ?? {};
  if (failure.code === 'answer-late' && isLate(asked)) return t(`common.late.${asked}`);
  const sentence = t(`failures.${failure.code}.sentence`, {
    seq: String(seq),
    name: String(name),
    time: String(time),
  });
  return reference === undefined
    ? sentence
    : `${sentence} ${t('common.reference', { reference: String(reference) })}`;
}

type Late = keyof typeof pl.common.late;

function isLate(asked: string | number | undefined): asked is Late {
  return typeof asked === 'string' && Object.hasOwn(pl.common.late, asked);
}

/** Words failures for people: `const word = useFailureText(); word(error.failure)`. */
export function useFailureText(): (failure: Failure) => string {
  const t = useText();
  return useCallback((failure: Failure) => failureText(t, failure), [t]);
}

/** The short reason of a refusal („upoważnienie wygasło”), the same words in the panel, the register and the protocol. */
export function reasonText(t: Translate, reason: string): string {
  return isRefusalCode(reason) ? t(`failures.${reason}.short`) : t('common.otherReason');
}

/** The article alone of a legal basis („what is done – article”): where there is no room for the whole, which the panel has. */
export function shortBasis(label: string): string {
  return bound(label.split(' – ').at(-1) ?? label);
}

/** Hard spaces within „art. 227”, „304 § 2” and „i 237 KPA”: no line begins with the number, and none with the act alone. */
export function bound(label: string): string {
  return label
    .replace(/(?<=^|\s)(art\.|ust\.|pkt|lit\.|§|\p{L}) /gu, '$1\u00a0')
    .replace(/(?<=\d) (?=\p{Lu}{2,}|§|ust\.|pkt|lit\.)/gu, '\u00a0');
}

/** Hard spaces all through: no line ends within „II K 123/26”. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Why somebody was not admitted beside the listener, by name; of any other failure its sentence. */
export function notAdmittedText(t: Translate, failure: Failure, person: string): string {
  const because = failure.params?.['because'];
  if (because === undefined) return failureText(t, failure);
  return t('playback.present.refused', { person, reason: reasonText(t, String(because)) });
}

/** What a refusal adds to its reason where it is about somebody else: „Natalia Wróbel: brak upoważnienia”; null otherwise. */
export function presentRefusedText(
  t: Translate,
  { subject, because }: { subject: string | null; because: string | null },
): string | null {
  if (because === null) return null;
  return t('playback.present.because', {
    person: subject ?? t('common.otherPerson'),
    reason: reasonText(t, because),
  });
}

const programs: Readonly<Record<string, 'keeper' | 'ingest' | 'backup'>> = {
  odsluch_keeper: 'keeper',
  odsluch_ingest: 'ingest',
  odsluch_backup: 'backup',
};

/** Who made an entry: a person by name, a program of the server room by what it is called on the screen. */
export function authorText(t: Translate, { login, person }: { login: string; person: string }): string {
  const program = Object.hasOwn(programs, login) ? programs[login] : undefined;
  return program === undefined ? person : t(`common.programs.${program}`);
}

type Request = keyof typeof pl.requests;

function isRequest(text: string): text is Request {
  return Object.hasOwn(pl.requests, text);
}

/** What was asked for („wznowienie odsłuchiwania”), in words; what this program does not know is just a request. */
export function requestText(t: Translate, request: string): string {
  return isRequest(request) ? t(`requests.${request}.asked`) : t('common.otherRequest');
}

/** The short name of a refusal: „odmowa” of listening, of anything else „odmowa wznowienia”. */
export function refusalText(t: Translate, request: string): string {
  return isRequest(request) ? t(`requests.${request}.refused`) : t('requests.listen.refused');
}
