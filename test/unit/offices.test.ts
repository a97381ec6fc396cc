import { describe, expect, it } from 'vitest';
import {
  hasPower,
  heldBy,
  inForce,
  isConfirmer,
  isDesk,
  officesOf,
  type Appointment,
} from '../../shared/offices.ts';
import { clash, type Held } from '../../shared/incompatible.ts';
import { endsEmergency } from '../../server/entries/emergency.ts';
import { sessionLength } from '../../server/entries/session.ts';
import { emptyState, type Person } from '../../server/entries/state.ts';
import { findAuthorisation, rolesOn } from '../../server/entries/rights.ts';
import { authorisationOf } from '../../server/verify/scene.ts';

let numbers = 0;
/** An appointment without an end, to which somebody is called by one letter. */
const appointed = (
  guid: string | null,
  office: Appointment['office'],
  change: Partial<Appointment> = {},
): Appointment => ({
  ...{ number: `PF/${(numbers += 1)}/2026`, office, guid, deputy: false, powers: [] },
  ...{ from: '2026-01-01', to: null },
  ...change,
});
const day = '2026-11-20';

describe('an emergency', () => {
  const before = [appointed('former', 'secretary'), appointed('officer', 'protection_officer')];
  const given = [
    appointed('new', 'secretary', { from: day }),
    appointed('deputy', 'secretary', { deputy: true }),
  ];
  const since = [
    ...[appointed('mayor', 'mayor'), appointed('admin', 'administrator')],
    appointed('friend', 'protection_officer'),
  ];
  const now = Date.parse(`${day}T10:00:00.000Z`);
  const ends = (guid: string, seen: number | null, who = 'officer') => {
    const state = emptyState();
    // Whom the keeper appointed ended the officer's office, and gave it to somebody else.
    const over = before.map((one) => (one.guid === 'officer' ? { ...one, to: '2026-11-19' } : one));
    state.appointments.push(...over, ...given, ...since);
    state.emergency = { entries: [7, 8], before };
    const account = { guid: who, pwdLastSet: '1' };
    const session = { id: 's', login: 'o', account, publicKey: '', text: null, seq: 5, ended: true };
    if (seen !== null)
      state.sessions.set('s', { ...session, until: now - seen * 86_400_000 + sessionLength });
    return endsEmergency(state, guid, now);
  };

  it('is ended by whoever was in office before, the former Secretary too, and by nobody whom it appointed', () => {
    expect(['former', 'officer', 'new', 'deputy', 'admin', 'stranger'].map((guid) => ends(guid, 1))).toEqual([
      ...[true, true, false, false, false, false],
    ]);
  });

  it('INV-61 is not ended by a friend of theirs because they ended the office of whoever was there before', () => {
    expect(['friend', 'mayor', 'officer'].map((guid) => ends(guid, 1))).toEqual([false, false, true]);
  });

  it('is ended by a Mayor of later only where none of those has been there for thirty days', () => {
    expect([29, 31, null].map((seen) => ends('mayor', seen))).toEqual([false, true, true]);
    expect(ends('new', null)).toBe(false);
  });

  it('is kept open by nobody who is in office no more, as the former Secretary, however often that person signs in', () => {
    expect(['former', 'officer'].map((who) => ends('mayor', 1, who))).toEqual([true, false]);
  });
});

describe('an office', () => {
  it('is held until the next begins, and not longer than it was given', () => {
    const [first, second] = [
      appointed('a', 'secretary'),
      appointed('b', 'secretary', { from: '2026-06-01' }),
    ];
    const third = appointed('c', 'secretary', { from: '2026-07-01', to: '2026-07-31' });
    const all = [second, third, first];
    const heldOn = (when: string) => all.filter((one) => inForce(all, one, when)).map(({ guid }) => guid);
    expect(heldOn('2025-12-31')).toEqual([]);
    expect(heldOn('2026-05-31')).toEqual(['a']);
    expect(heldOn('2026-06-01')).toEqual(['b']);
    expect(heldOn('2026-07-31')).toEqual(['c']);
    // Nobody comes back by himself.
    expect(heldOn('2026-08-01')).toEqual([]);
  });

  it.each(['2026-05-01', '2026-05-31', '2026-06-01'])(
    'INV-80 does not come back to who was followed in it, where the next appointment was ended with %s',
    (to) => {
      const next = appointed('b', 'secretary', { from: '2026-06-01', to });
      const all = [appointed('a', 'secretary'), next];
      const heldOn = ['2026-05-31', '2026-06-01', day].map((when) => isDesk(all, 'a', when));
      expect(heldOn).toEqual([true, false, false]);
    },
  );

  it('has of two who begin on one day the one who was confirmed later', () => {
    const all = [appointed('a', 'mayor'), appointed('b', 'mayor')];
    expect(all.filter((one) => inForce(all, one, day)).map(({ guid }) => guid)).toEqual(['b']);
  });

  it('has deputies beside its holder, and stays with them when the holder changes', () => {
    const deputy = appointed('d', 'secretary', { deputy: true });
    const all = [appointed('a', 'secretary'), deputy, appointed('b', 'secretary', { from: '2026-06-01' })];
    expect(officesOf(all, 'd', day)).toEqual([deputy]);
  });

  it('of an administrator is held by several', () => {
    const all = [appointed('a', 'administrator'), appointed('b', 'administrator', { from: '2026-06-01' })];
    expect(['a', 'b'].map((guid) => officesOf(all, guid, day).length)).toEqual([1, 1]);
  });

  it('is nobody’s who has no account', () => {
    const all = [appointed(null, 'mayor')];
    expect(officesOf(all, null, day)).toEqual([]);
    expect(isConfirmer(all, null, day)).toBe(false);
  });
});

describe('who does what', () => {
  const all = [
    ...[appointed('secretary', 'secretary'), appointed('deputy', 'secretary', { deputy: true })],
    ...[appointed('mayor', 'mayor'), appointed('officer', 'protection_officer')],
    ...[appointed('administrator', 'administrator')],
    appointed('former', 'secretary', { deputy: true, to: '2026-11-19' }),
  ];

  it.each([
    ['secretary', true, true],
    ['deputy', true, true],
    ['mayor', false, true],
    ['officer', false, true],
    ['administrator', false, false],
    ['former', false, false],
    ['nobody', false, false],
  ])('the %s: desk %s, confirms %s', (guid, desk, confirms) => {
    expect([isDesk(all, guid, day), isConfirmer(all, guid, day)]).toEqual([desk, confirms]);
  });
});

describe('what the regulation leaves to the Mayor', () => {
  it.each<[string, Appointment, boolean]>([
    ['the Mayor does', appointed('a', 'mayor'), true],
    ['a deputy with the power does', appointed('a', 'mayor', { deputy: true, powers: [4] }), true],
    ['a deputy with another power does not', appointed('a', 'mayor', { deputy: true, powers: [5] }), false],
    ['a deputy without power does not', appointed('a', 'mayor', { deputy: true }), false],
    ['a Mayor who begins tomorrow does not', appointed('a', 'mayor', { from: '2026-11-21' }), false],
    ['the Secretary does not', appointed('a', 'secretary', { powers: [4, 5] }), false],
  ])('%s', (_what, one, does) => {
    expect(hasPower([one], one, 4, day)).toBe(does);
  });
});

describe('INV-80 nobody listens in an office that excludes it, although an authorisation was confirmed', () => {
  const state = emptyState();
  const offices = ['protection_officer', 'administrator', 'secretary'] as const;
  state.appointments.push(...offices.map((office) => appointed(office, office, { deputy: true })));
  const personOf = (guid: string) => ({ guid, employee: true }) as Person;
  for (const guid of offices)
    state.authorisations.set(guid, {
      ...{ number: guid, login: guid, guid, from: '2026-01-01', to: '2026-12-31', revokedAt: null },
      ...{ seq: 1, confirmed: 2, paper: '', signedOn: '2026-01-01' },
      scope: { purposes: ['SAFETY'], departments: null, quality: 'no' },
    });
  const now = Date.parse(`${day}T10:00:00.000Z`);

  it('by the keeper, and by verify', () => {
    const found = offices.map((guid) => findAuthorisation(state, personOf(guid), now));
    expect(found).toEqual([
      'office-incompatible',
      'office-incompatible',
      state.authorisations.get('secretary'),
    ]);
    expect(offices.map((guid) => rolesOn(state, personOf(guid), day))).toEqual([
      ['protection_officer'],
      ['administrator'],
      ['listener', 'secretary'],
    ]);
    const judged = offices.map((guid) => authorisationOf(state, personOf(guid), day)?.number);
    expect(judged).toEqual([undefined, undefined, 'secretary']);
  });
});

describe('on one day nobody is', () => {
  const held = (role: Held['role'], change: Partial<Held> = {}): Held => ({
    ...{ guid: 'a', role, from: '2026-01-01', to: null },
    ...change,
  });

  it.each<[Held['role'], Held['role']]>([
    ['protection_officer', 'mayor'],
    ['protection_officer', 'secretary'],
    ['protection_officer', 'administrator'],
    ['protection_officer', 'authorisation'],
    ['administrator', 'secretary'],
    ['administrator', 'mayor'],
    ['administrator', 'authorisation'],
    ['mayor', 'secretary'],
  ])('%s and %s, in either order', (one, other) => {
    expect(clash(held(one), held(other))).toBe(true);
    expect(clash(held(other), held(one))).toBe(true);
  });

  it.each<[string, Held, Held]>([
    ['one after the other', held('mayor', { to: '2026-05-31' }), held('secretary', { from: '2026-06-01' })],
    [
      'one of an office that ended before it began',
      held('mayor', { from: '2026-06-01', to: '2026-05-20' }),
      held('secretary'),
    ],
    ['two people', held('mayor'), held('secretary', { guid: 'b' })],
    ['Secretary and authorised', held('secretary'), held('authorisation')],
    ['people without an account', held('mayor', { guid: null }), held('secretary', { guid: null })],
  ])('but %s may be', (_what, one, other) => {
    expect([clash(one, other), clash(other, one)]).toEqual([false, false]);
  });

  it('who was followed in an office holds it no more', () => {
    const all = [appointed('a', 'secretary'), appointed('b', 'secretary', { from: '2026-06-01' })];
    expect(heldBy(all).some((one) => clash(one, held('mayor', { from: '2026-06-01' })))).toBe(false);
    expect(heldBy(all).some((one) => clash(one, held('mayor', { from: '2026-05-31' })))).toBe(true);
  });
});
