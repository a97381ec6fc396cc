import { describe, expect, it } from 'vitest';
import { marksOf, type Now, placeOf } from '../../renderer/pages.tsx';
import type { Translate } from '../../renderer/text.ts';
import type { Act, ListedAct } from '../../shared/protocol.ts';
import { type Right, rightsOf } from '../../shared/permissions.ts';
import { type Role, roles } from '../../shared/values.ts';

const nothing = async (): Promise<void> => undefined;
const open = (act: Pick<Act, 'act' | 'state'> | null): Now => ({
  open: {
    id: act?.act ?? null,
    act: act as Act | null,
    addRecording: nothing,
    continueAct: () => undefined,
  },
  unfinished: [],
  matters: 0,
  reviews: 0,
  holds: 0,
  restrictions: 0,
  erasures: 0,
  nights: 0,
  gaps: 0,
  undecided: 0,
  plans: 0,
  returned: 0,
  evaluated: false,
  cards: 0,
  remarked: 0,
});
const none = open(null);
const started = open({ act: 'one', state: 'started' });

const keyOnly = ((key: string) => key) as Translate;
const marks = (rights: readonly Right[], now: Now): string[] => {
  const place = placeOf(null, rights, now);
  return place === null ? [] : marksOf(keyOnly, place, rights, now).map(({ name }) => name);
};

it('a mark says what each thing is that its number counts', () => {
  const rights = ['listener'] as const;
  const told = (matters: number) => {
    const now = { ...none, unfinished: [{} as ListedAct], matters };
    const place = placeOf(null, rights, now);
    return place && marksOf(keyOnly, place, rights, now).map(({ count, counted }) => [count, counted]);
  };
  expect(told(0)?.at(-1)).toEqual([1, 'common.rail.unfinished']);
  expect(told(2)?.at(-1)).toEqual([3, 'common.rail.unfinished, common.rail.matters']);
});

describe('what each office sees', () => {
  const expected: Readonly<Record<Role, { atRest: string[]; inAct: string[] }>> = {
    listener: { atRest: ['find', 'protocols'], inAct: ['find', 'listen', 'protocols'] },
    secretary: {
      atRest: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
      inAct: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
    },
    quality: { atRest: ['protocols', 'quality'], inAct: ['listen', 'protocols', 'quality'] },
    mayor: {
      atRest: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
      inAct: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
    },
    administrator: { atRest: ['duties', 'matters', 'keeping'], inAct: ['duties', 'matters', 'keeping'] },
    protection_officer: {
      atRest: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
      inAct: ['duties', 'register', 'authorisation', 'review', 'keeping', 'quality'],
    },
  };

  it.each(roles)('%s', (role) => {
    expect(marks([role], none)).toEqual(expected[role].atRest);
    expect(marks([role], started)).toEqual(expected[role].inAct);
  });

  it('with an authorisation that ended the pages on which what was begun is finished', () => {
    expect(marks(['authorised'], started)).toEqual(['find', 'listen', 'protocols']);
  });

  it('without anything, where it says so', () => {
    const authorisation = { state: 'none', number: null, from: null, to: null, scope: null } as const;
    expect(marks(rightsOf({ roles: [], authorisation }), none)).toEqual(['find', 'protocols']);
  });

  it('whoever is evaluated has the page of their cards, and begins there where they hold no office', () => {
    const evaluated: Now = { ...none, evaluated: true };
    const authorisation = { state: 'none', number: null, from: null, to: null, scope: null } as const;
    const clerk = rightsOf({ roles: [], authorisation });
    expect(marks(clerk, evaluated)).toEqual(['find', 'protocols', 'ownCards']);
    expect(placeOf(null, clerk, evaluated)?.page.name).toBe('ownCards');
    expect(placeOf(null, clerk, none)?.page.name).toBe('find');
    for (const [role, first] of [
      ['mayor', 'duties'],
      ['listener', 'find'],
    ] as const) {
      const rights = rightsOf({ roles: [role], authorisation });
      expect(marks(rights, evaluated)).toContain('ownCards');
      expect(placeOf(null, rights, evaluated)?.page.name).toBe(first);
    }
  });

  it('who only reviews quality begins with what was drawn, and has no search; who listens as well begins with that', () => {
    const reviewing = (quality: 'only' | 'also') => ({
      ...({ state: 'valid', number: 'UO/9/2026', from: '2026-01-02', to: '2026-12-31' } as const),
      scope: { purposes: ['SERVICE_STANDARDS' as const], departments: null, quality },
    });
    const only = rightsOf({ roles: ['quality'], authorisation: reviewing('only') });
    expect(marks(only, none)).toEqual(['protocols', 'quality']);
    expect(placeOf(null, only, none)?.page.name).toBe('quality');
    const also = rightsOf({ roles: ['listener', 'quality'], authorisation: reviewing('also') });
    expect(marks(also, none)).toEqual(['find', 'protocols', 'quality']);
    expect(placeOf(null, also, none)?.page.name).toBe('find');
  });

  it('who reviewed quality and may no more finishes the protocols of it', () => {
    const authorisation = {
      ...({ state: 'expired', number: 'UO/9/2026', from: '2026-01-02', to: '2026-11-30' } as const),
      scope: { purposes: ['SERVICE_STANDARDS' as const], departments: null, quality: 'only' as const },
    };
    expect(marks(rightsOf({ roles: [], authorisation }), started)).toEqual(['find', 'listen', 'protocols']);
  });

  it('both offices of one person, beginning with what waits', () => {
    expect(marks(['listener', 'secretary'], started)).toEqual([
      ...['duties', 'find', 'listen', 'protocols', 'register', 'authorisation', 'review', 'keeping'],
      'quality',
    ]);
    expect(placeOf(null, ['listener', 'secretary'], none)?.page.name).toBe('duties');
    expect(placeOf(null, ['listener'], none)?.page.name).toBe('find');
    expect(placeOf(null, ['administrator'], none)?.page.name).toBe('matters');
  });
});

describe('where a person is', () => {
  it('not at a page of another office, whatever was chosen', () => {
    expect(placeOf({ name: 'register' }, ['listener'], none)?.page.name).toBe('find');
    expect(placeOf({ name: 'finish', act: 'one' }, ['secretary'], none)?.page.name).toBe('duties');
    expect(placeOf({ name: 'find' }, ['quality'], none)?.page.name).toBe('quality');
    expect(placeOf({ name: 'quality' }, ['administrator'], none)?.page.name).toBe('matters');
    expect(placeOf({ name: 'quality' }, [], none)).toBeNull();
  });

  it('at the listening only while an act is open', () => {
    expect(placeOf({ name: 'listen' }, ['listener'], started)?.page.name).toBe('listen');
    expect(placeOf({ name: 'listen' }, ['listener'], none)?.page.name).toBe('find');
  });

  it('counts what waits for the person, each page its own', () => {
    const now: Now = { ...none, reviews: 1 };
    const place = placeOf(null, ['secretary'], now);
    const badges = place === null ? [] : marksOf(keyOnly, place, ['secretary'], now);
    expect(badges.flatMap(({ name, count }) => (count > 0 ? [[name, count]] : []))).toEqual([['review', 1]]);
  });

  it('at the end of an act below the mark of the listening if it is the open one', () => {
    const below = (act: string): string[] => {
      const place = placeOf({ name: 'finish', act }, ['listener'], started);
      if (place === null) return [];
      return marksOf(keyOnly, place, ['listener'], started)
        .filter(({ current }) => current)
        .map(({ name }) => name);
    };
    expect(below('one')).toEqual(['listen']);
    expect(below('another')).toEqual(['protocols']);
  });
});
