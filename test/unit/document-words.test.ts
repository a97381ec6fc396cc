import { describe, expect, it } from 'vitest';
import { documentsOfFile } from './document-read.fixture.ts';
import { attendedOf, protocolOf, recordingOf } from './document.fixture.ts';

const { read } = documentsOfFile();

describe('words in the printed protocol (D1)', () => {
  it('prints quotations by recording and time, and remarks; without any it says so', async () => {
    const [one, two] = [recordingOf(), recordingOf({ durationMs: 4_000_000 })];
    const quotations = [
      { recording: two.recording, from: 31_000, to: null, text: 'Wniosek rozpatrujemy w ciągu miesiąca.' },
      {
        ...{ recording: one.recording, from: 67_000, to: 71_500 },
        ...{ speaker: 'office' as const, text: 'Zaraz połączę.' },
      },
      {
        ...{ recording: one.recording, from: 48_000, to: null },
        ...{ speaker: 'caller' as const, text: 'Trzeci raz dzwonię.' },
      },
    ];
    const { text } = await read(protocolOf({ recordings: [one, two], quotations, remarks: 'Bez uwag.' }));
    expect(text).toContain(
      'Cytaty Nagranie 1, 00:48, Dzwoniący: „Trzeci raz dzwonię.” Nagranie 1, 01:07–01:11, Urząd: „Zaraz połączę.” ' +
        'Nagranie 2, 0:00:31: „Wniosek rozpatrujemy w ciągu miesiąca.” Uwagi osoby odsłuchującej Bez uwag. IX. Uwagi osób obecnych: nie zgłoszono',
    );
    const without = (await read(protocolOf())).text;
    expect(without).toContain('IX. Uwagi osób obecnych: nie zgłoszono');
    expect(without).not.toContain('Cytaty');
  });

  it('states what each person present remarked, under their name and in the order in which they came', async () => {
    const [maria, jan] = [
      { login: 'maria.wojcik', text: 'Wydział oddzwonił.' },
      { login: 'jan.lis', text: 'Urzędnik mówił\nspokojnie.' },
    ];
    const remarksIn = async (words: object): Promise<string> => {
      const { text } = await read(attendedOf(words));
      return /(Uwagi osoby ods.*?)?Uwagi osób.*? X\. Nagranie/.exec(text)?.[0] ?? '';
    };
    const word = '(według osoby odsłuchującej; potwierdza podpis)';
    const others = `Maria Wójcik – Wydział oddzwonił. Jan Lis – Urzędnik mówił spokojnie. ${word}`;
    expect(await remarksIn({ presentRemarks: [jan, maria] })).toBe(
      `Uwagi osób obecnych ${others} X. Nagranie`,
    );
    // Nobody's words in another's mouth: the listener's own stand apart, also where nobody else remarked anything.
    expect(await remarksIn({ remarks: 'Połączenie przerwano.', presentRemarks: [jan, maria] })).toBe(
      `Uwagi osoby odsłuchującej Połączenie przerwano. IX. Uwagi osób obecnych ${others} X. Nagranie`,
    );
    expect(await remarksIn({ remarks: 'Połączenie przerwano.' })).toBe(
      `Uwagi osoby odsłuchującej Połączenie przerwano. IX. Uwagi osób obecnych: nie zgłoszono ${word} X. Nagranie`,
    );
    expect(await remarksIn({ presentRemarks: [maria] })).toBe(
      `Uwagi osób obecnych Maria Wójcik – Wydział oddzwonił. ${word} X. Nagranie`,
    );
    // Who remarked nothing is among the present and nowhere else; that nobody did is the listener's word as well.
    expect(await remarksIn({})).toBe(`Uwagi osób obecnych: nie zgłoszono ${word} X. Nagranie`);
  });
});

it('a sign that the paper’s font does not draw stands there by its number, and leaves no gap', async () => {
  const { text } = await read(protocolOf({ findings: 'Powiedział „tak” – i 😀, potem 統; 5 € → 3 ½.' }));
  expect(text).toContain('Powiedział „tak” – i [U+1F600], potem [U+7D71]; 5 €');
  expect(text).not.toContain('[U+201E]');
});
