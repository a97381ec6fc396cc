import i18next, { type TFunction } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Failure } from '../shared/failure.ts';
import { pl } from '../shared/text/pl.ts';

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
    resources: { pl: { translation: pl } },
    // React escapes; a second escaping would show „&amp;” to people.
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
}

export type Translate = TFunction;

/** `t` with keys known to the compiler: `const t = useText(); t('recordings.title')`. */
export function useText(): Translate {
  return useTranslation().t;
}

/** The sentence of a failure: what happened and what to do. */
export function failureText(t: Translate, failure: Failure): string {
  return t(`failures.${failure.code}`, failure.params ?? {});
}

/** Words failures for people: `const word = useFailureText(); word(error.failure)`. */
export function useFailureText(): (failure: Failure) => string {
  const t = useText();
  return useCallback((failure: Failure) => failureText(t, failure), [t]);
}

type Reason = keyof typeof pl.reasons;

function isReason(text: string): text is Reason {
  return Object.hasOwn(pl.reasons, text);
}

/** The short reason of a refusal („upoważnienie wygasło”), the same words in the panel, the register and the protocol. */
export function reasonText(t: Translate, reason: string): string {
  return t(`reasons.${isReason(reason) ? reason : 'unexpected'}`);
}
