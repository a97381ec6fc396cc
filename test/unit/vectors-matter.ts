import type { Payload } from '../../shared/ledger/kinds.ts';
import { head, listener, secretary, seqOf, type VectorEntry } from './vectors-head.ts';
import { opening } from './vectors-session.ts';
import { uuidOf } from './vectors-secrets.ts';

type Facts = Omit<Payload<'matter'>, keyof ReturnType<typeof head> | 'matter' | 'text'>;

/** A question is answered, media have a custodian, and a sign-in is reported that was somebody else's. */
export function coordinating(): VectorEntry[] {
  const entry = (
    login: string,
    command: string,
    opened: string,
    words: string,
    facts: () => Facts,
  ): VectorEntry => ({
    words: { words },
    payload: (text) => {
      const { event, number, sort, letter, about, assignee, due } = facts();
      const standing = { event, number, sort, letter, about, assignee, due };
      return { ...head('matter', login, command), matter: uuidOf(opened), ...standing, text };
    },
  });
  const [asks, hands, reports, passes] = [
    'a question is asked',
    'media are handed over',
    'a sign-in is reported',
    'an irregularity is passed on',
  ] as const;
  const question = (event: Facts['event']) => (): Facts => ({
    ...{ event, number: 'SK/1/2026', sort: 'question', letter: null, about: seqOf('release') },
    ...{ assignee: uuidOf(listener), due: '2026-12-17' },
  });
  const media = (event: Facts['event']) => (): Facts => ({
    ...{ event, number: 'SK/2/2026', sort: 'task', letter: 'c', about: null },
    ...{ assignee: uuidOf(listener), due: '2026-12-18' },
  });
  return [
    entry(secretary, asks, asks, 'Dlaczego nagranie otwarto dwa razy?', question('open')),
    entry(secretary, hands, hands, 'Dysk nr 7 z kopią nagrań', media('open')),
    opening(listener, 'a session of the listener in December'),
    entry(listener, 'the question is answered', asks, 'Sprawdzano godzinę.', question('close')),
    entry(listener, 'media are looked at', hands, 'Dysk leży w sejfie.', media('note')),
    entry(listener, reports, reports, 'W tym czasie trwał urlop.', () => ({
      ...{ event: 'open', number: 'SK/3/2026', sort: 'report', letter: null },
      ...{ about: seqOf('a session of the listener'), assignee: null, due: null },
    })),
    entry(secretary, passes, passes, 'Nie wyjaśniono, czego dotyczy.', () => ({
      ...{ event: 'open', number: 'SK/4/2026', sort: 'irregularity', letter: null },
      ...{ about: seqOf('release'), assignee: null, due: null },
    })),
  ];
}
