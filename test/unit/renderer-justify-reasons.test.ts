import { describe, expect, it } from 'vitest';
import { firstReasons, groundOf, problemsOf, type Reasons } from '../../renderer/justify/justification.ts';
import { ground as contract } from '../../shared/playback.ts';
import type { Basis } from '../../shared/recordings.ts';

const complaint: Basis = {
  code: 'KPA_SKARGA',
  label: 'Rozpatrzenie skargi',
  purpose: 'SERVICE_STANDARDS',
  statement: 'Oświadczam, że skarga mnie nie dotyczy.',
  fields: [{ code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' }],
  sentences: [{ code: 'S1', text: 'Przebieg rozmowy jest sporny, a innego dowodu nie ma.' }],
};
const proposal: Basis = { ...complaint, code: 'KPA_WNIOSEK', statement: null, fields: [] };
const bases = [complaint, proposal];
const access: Basis = {
  ...complaint,
  code: 'RODO_15',
  fields: [
    { code: 'deadline', label: 'Termin odpowiedzi', example: '25.12.2026', kind: 'day' },
    {
      code: 'reference',
      label: 'Sygnatura',
      example: 'II K 123/26',
      kind: 'reference',
      optional: true,
    },
  ],
};
const chosen: Reasons = {
  ...{ basis: 'KPA_SKARGA', choice: 'S1', own: '' },
  fields: { register: '14/2026' },
  present: [],
};

describe('the panel as it opens', () => {
  it('never chooses basis or reason, and fills what the case has already answered', () => {
    const reasons = firstReasons(bases, { register: '14/2026' });
    expect(reasons).toEqual({ ...chosen, basis: '', choice: '' });
    expect(groundOf('SEK.1510.7.2026', reasons, complaint)).toBeNull();
  });
});

describe('what is missing', () => {
  it('is each thing that was not given', () => {
    expect(problemsOf({ ...chosen, basis: '', choice: '', fields: {} }, undefined).basis).toBe(true);
    const empty = problemsOf({ ...chosen, choice: '', fields: { register: '  ' } }, complaint);
    expect(empty).toEqual({ basis: false, choice: true, own: null, fields: { register: 'missing' } });
  });

  it('is a reason of another basis', () => {
    expect(problemsOf({ ...chosen, choice: 'S9' }, complaint).choice).toBe(true);
  });

  it('is length in own words: 19 characters are too few, 20 are enough, spaces around do not count', () => {
    const own = (text: string) => problemsOf({ ...chosen, choice: 'own', own: text }, complaint).own;
    expect(own(`  ${'ab'.repeat(9)}c  `)).toBe(19);
    expect(own('ab'.repeat(10))).toBeNull();
    // What only fills the field is no reason.
    expect(own('x'.repeat(200))).toBe(3);
    expect(own('. '.repeat(200))).toBe(3);
    expect(own('😀👍🙏'.repeat(20))).toBe(0);
    expect(own('Przerwano rozmowę... Skarżący twierdzi inaczej.')).toBeNull();
  });
});

describe('a field that is more than words', () => {
  const wrong = (fields: Reasons['fields']) => problemsOf({ ...chosen, fields }, access).fields;
  const sent = (fields: Reasons['fields']) =>
    groundOf('ADK.0050.62.2019', { ...chosen, basis: 'RODO_15', fields }, access)?.fields;

  it('is a day as people write it, and is sent and kept as one', () => {
    expect(wrong({ deadline: '30.02.2026' })).toEqual({ deadline: 'day' });
    expect(wrong({ deadline: 'za miesiąc' })).toEqual({ deadline: 'day' });
    expect(sent({ deadline: ' 5.1.2027 ' })).toEqual({ deadline: '2027-01-05' });
    const again = firstReasons([access], { deadline: '2027-01-05' });
    expect(sent(again.fields)).toEqual({ deadline: '2027-01-05' });
  });

  it("is another body's number, named where it is none, and left out where it may be empty", () => {
    expect(wrong({ deadline: '5.1.2027', reference: 'brak' })).toEqual({
      reference: 'reference-empty',
    });
    expect(sent({ deadline: '5.1.2027', reference: ' II K 123/26 ' })).toEqual({
      ...{ deadline: '2027-01-05', reference: 'II K 123/26' },
    });
    expect(sent({ deadline: '5.1.2027', reference: '  ' })).toEqual({ deadline: '2027-01-05' });
  });
});

describe('the ground that is sent', () => {
  it('holds the picked sentence or the own words, never both, and only fields of the basis', () => {
    const picked = groundOf(
      'SEK.1510.7.2026',
      { ...chosen, own: 'Ustalenia są sporne.', fields: { register: ' 14/2026 ', stray: 'x' } },
      complaint,
    );
    expect(picked).toEqual({
      case: 'SEK.1510.7.2026',
      basis: 'KPA_SKARGA',
      sentence: { code: 'S1' },
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      fields: { register: '14/2026' },
      present: [],
    });
    const own = groundOf(
      'SEK.1510.7.2026',
      { ...chosen, choice: 'own', own: ' Spór o treść udzielonej informacji. ' },
      complaint,
    );
    expect(own?.sentence).toEqual({ own: 'Spór o treść udzielonej informacji.' });
    expect(contract.safeParse(own).success).toBe(true);
  });

  it('names whoever hears it from the first second by login alone', () => {
    const present = [{ login: 'piotr.zielinski', name: 'Piotr Zieliński' }];
    const sent = groundOf('SEK.1510.7.2026', { ...chosen, present }, complaint);
    expect(sent?.present).toEqual(['piotr.zielinski']);
    expect(contract.safeParse(sent).success).toBe(true);
  });
});
