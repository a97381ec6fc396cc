import { describe, expect, it } from 'vitest';
import { protocolPaper } from '../../electron/protocol/content.ts';
import { holdsOf } from '../../electron/protocol/protocol.ts';
import { makeDocument } from '../../electron/protocol/layout.ts';
import type { OpenedRecording } from '../../electron/paper/act.ts';
import { ofKind } from '../../electron/paper/entries.ts';
import type { InstrumentRow, VersionRow } from '../../shared/ledger/instrument.ts';
import { paper } from '../../shared/paper.ts';
import type { Basis } from '../../shared/recordings.ts';
import { around, documentsOfFile } from './document-read.fixture.ts';
import {
  attendedOf,
  confirmedOf,
  correctedOf,
  entriesOf,
  entryOf,
  filedOf,
  holdOf,
  openingOf,
  protocolOf,
  readFrom,
  recordingOf,
  reopenedOf,
  versionOf,
} from './document.fixture.ts';

const { read, resources } = documentsOfFile();

/** The version of a basis that asks for these fields. */
const asking =
  (fields: Basis['fields']) =>
  (row: InstrumentRow): InstrumentRow =>
    'of' in row && row.of === 'basis'
      ? { ...row, content: { ...row.content, basis: { ...row.content.basis, fields } } }
      : row;

describe('the printed protocol (D1)', () => {
  it('bears the name under which the EZD files it', async () => {
    expect((await read(protocolOf())).name).toBe('PO_12_2026_SEK.1510.7.2026.pdf');
  });

  it('states who, why, what was released and what was played, in Polish letters', async () => {
    const { text } = await read(protocolOf());
    for (const said of [
      'Urząd Gminy Próbnej',
      'Próbna, dnia 25.11.2026 r.',
      'sporządzony na podstawie § 4 ust. 3 Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr OR.0050.62.2026 z dnia 10.10.2026 r.)',
      'Znak sprawy: SEK.1510.7.2026',
      'Nr protokołu: PO/12/2026',
      'Anna Nowak, inspektor, Biuro Skarg i Wniosków (nazwa użytkownika: anna.nowak)',
      'nr UO/7/2026 (SEK.077.7.2026) z dnia 02.01.2026 r., ważne od 02.01.2026 do 31.12.2026',
      'brak innych osób (według osoby odsłuchującej)',
      'podnoszenie standardów obsługi',
      'Rozpatrzenie skargi',
      'Nr w rejestrze skarg: 14/2026',
      'Przebieg rozmowy jest sporny.',
      'Oświadczam, że skarga mnie nie dotyczy.',
      'rozmowa z dnia 20.11.2026 r., godz. 10:04, czas 03:12',
      'dzwoniący +48 *** *** 417 · wewn. 214, Barbara Zych, Kancelaria Ogólna · komunikat odtworzony',
      'Wydano klucz do odsłuchania: 25.11.2026 09:10.',
      'Odtworzono (według programu): 00:10–02:13, łącznie 2 min 3 s',
      'Dzwoniący prosił o raty; żądań nie spełniono.',
      'Wpis nr 41, skrót',
      'Stan na wpis nr 43, skrót',
      'Wydruk nr 1 z 26.11.2026 09:15, strona 1/1',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('names the paper that two people saw, or that the Mayor approved in the program', async () => {
    expect((await read(confirmedOf())).text).toContain(
      'nr UO/7/2026 (SEK.077.8.2026) z dnia 01.01.2026 r., ważne od 02.01.2026 do 31.12.2026',
    );
    expect((await read(confirmedOf(undefined, false))).text).toContain(
      'nr UO/7/2026 (UO/7/2026) z dnia 03.01.2026 r.',
    );
  });

  it('is not made where the paper is another than the one that was confirmed', () => {
    expect(() => confirmedOf('00'.repeat(32))).toThrow(/document-entry-missing/);
  });

  it('numbers its parts as the form of the office does, each once', async () => {
    const { text } = await read(protocolOf());
    const parts = [
      'I. Osoba odsłuchująca Anna Nowak',
      'ważne od 02.01.2026 do 31.12.2026 II. Osoby obecne',
      'III. Miejsce i czas stanowisko',
      'IV. Cel i podstawa podnoszenie standardów obsługi (§ 2); Rozpatrzenie skargi',
      'V. Wyjątkowość Przebieg rozmowy jest sporny.',
      'VI. Nagrania Nagranie 1',
      'VII. Wydanie klucza przez serwer i odtworzenie 1. Wydano klucz do odsłuchania',
      'VIII. Ustalenia Dzwoniący prosił o raty',
      'IX. Uwagi osób obecnych: nie zgłoszono',
      'X. Nagranie stanowi dowód w postępowaniu: nie',
      'XI. Załączniki: brak (według osoby odsłuchującej)',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('numbers its prints, and the one made after „Wróć do odsłuchania” says which it replaces', async () => {
    expect((await read(protocolOf())).text).not.toContain('Zastępuje');
    const { text } = await read(reopenedOf());
    expect(text).toContain(
      'Zastępuje wydruk nr 1 (wpis nr 41), unieważniony 25.11.2026 09:40 powrotem do odsłuchania (wpis nr 42)',
    );
    expect(text).toContain('Wydruk nr 2 z 26.11.2026 09:15');
    // A correction voids nothing.
    expect((await read(correctedOf())).text).not.toContain('Zastępuje');
  });

  it('says at its foot, still on one page, that Secretary and deputy were appointed in an emergency', async () => {
    const emergency = 'Sekretarza ustanowiono w trybie awaryjnym, wpis nr 31';
    const { text, pages } = await read(protocolOf(), { emergency });
    expect(text).toContain(emergency);
    expect(pages).toBe(1);
    expect((await read(protocolOf())).text).not.toContain('trybie awaryjnym');
  });

  it('is told in words as well, none of which is lost in laying them out', async () => {
    const protocol = correctedOf();
    const { paper: told } = await makeDocument(protocol, around, resources());
    expect(paper.parse(told)).toEqual(protocolPaper(protocol, around));
  });

  it('shows of a correction both what was and what is, and where the uncorrected one was filed', async () => {
    const { text, name } = await read(correctedOf());
    expect(name).toBe('PO_12_2026_SEK.1510.8.2026_sprostowanie_1.pdf');
    expect(text).toContain('Znak sprawy: SEK.1510.8.2026 Nr protokołu: PO/12/2026');
    expect(text).toContain(
      'SPROSTOWANIE nr 1 z dnia 26.11.2026 r., godz. 09:15 (wpis nr 43 prostuje wpis nr 41)',
    );
    expect(text).toContain('Znak sprawy było: SEK.1510.7.2026, jest: SEK.1510.8.2026');
    expect(text).toContain('Ustalenia było: Dzwoniący prosił o raty; żądań nie spełniono.');
    expect(text).toContain('protokół bez sprostowania dołączono 25.11.2026 r. do akt sprawy SEK.1510.7.2026');
    expect(text).toContain('Ustalenia Dzwoniący prosił o raty; jedno żądanie spełniono.');
    expect(text).toContain('Wpis nr 43, skrót');
    // KPA 68 § 2: also of the sheet that lies in the case file already.
    expect(text).toContain('Odmowa lub brak podpisu: Jan Lis odmówił podpisu. (wpis nr 42)');
    // What was not corrected is not told twice.
    expect(text).not.toContain('Uwagi było:');
  });

  it('KPA 68 § 2: leaves room for who did not sign and why, and says it once it was filed so', async () => {
    const room = 'Odmowa lub brak podpisu (kto, dlaczego)';
    const before = (await read(protocolOf())).text;
    expect(before).toContain(room);
    expect(before).not.toContain('Jan Lis');
    const { text } = await read(filedOf());
    expect(text).toContain('Odmowa lub brak podpisu: Jan Lis odmówił podpisu. (wpis nr 42)');
  });

  it('never prints the whole number of a caller', async () => {
    const { text } = await read(protocolOf());
    expect(text.replace(/\D/g, '')).not.toContain('601224417');
  });

  it('says of a wrong call when it was, of which extension and when its key was released, and of nobody', async () => {
    const wrong = recordingOf({ openings: [openingOf({ wrongCall: true })] });
    const { text } = await read(protocolOf({ recordings: [wrong] }));
    expect(text).toContain(
      'Nagranie 1 · rozmowa z dnia 20.11.2026 r., godz. 10:04, czas 03:12 wewn. 214 · nagranie nie dotyczy sprawy id ',
    );
    expect(text).toContain(
      '1. Wydano klucz do odsłuchania: 25.11.2026 09:10. Odtworzono (według programu): 00:10–02:13, łącznie 2 min 3 s',
    );
    for (const hidden of ['*** 417', 'Barbara Zych', 'Kancelaria', 'komunikat'])
      expect(text).not.toContain(hidden);
  });

  it('says of a wrong call that was opened again what it says of any other, and of evidence never both', async () => {
    const openings = [openingOf({ wrongCall: true }), openingOf({ openedAt: '2026-11-25T08:20:00.000Z' })];
    const again = recordingOf({ openings });
    const held = (recording: OpenedRecording) =>
      read(protocolOf({ recordings: [recording], more: [holdOf(recording.recording)] }));
    const { text } = await held(again);
    expect(text).toContain('wewn. 214, Barbara Zych, Kancelaria Ogólna');
    expect(text).toContain('25.11.2026 09:10, 25.11.2026 09:20. Odtworzono');
    expect(text).toContain('Nagranie stanowi dowód w postępowaniu: nagranie 1 –');
    expect(text).not.toContain('nie dotyczy sprawy');
    const wrong = (await held(recordingOf({ openings: openings.slice(0, 1) }))).text;
    expect(wrong).toContain('nagranie nie dotyczy sprawy');
    expect(wrong).toContain('Nagranie stanowi dowód w postępowaniu: nie');
    // Nor does the page, whose lock comes from the same holds.
    const shown = (one: OpenedRecording) =>
      holdsOf(protocolOf({ recordings: [one], more: [holdOf(one.recording)] }));
    expect(shown(again)).toMatchObject([{ recording: again.recording, number: 'ZB/3/2026' }]);
    expect(shown(recordingOf({ openings: openings.slice(0, 1) }))).toEqual([]);
  });

  it('names a recording that could not be played', async () => {
    const failed = recordingOf({ openings: [openingOf({ ranges: [], how: 'recording-failed' })] });
    expect((await read(protocolOf({ recordings: [failed] }))).text).toContain('Odtworzenie nieudane');
  });

  it('says of a key that nobody is proven to have used no more than the server knows', async () => {
    const untold = openingOf({ ranges: [], how: 'unconfirmed' });
    // That one more opening failed, or that its key never left, does not take back that this one's did.
    const failed = ['recording-failed', 'undelivered'].map((how) => openingOf({ ranges: [], how }));
    const { text } = await read(protocolOf({ recordings: [recordingOf({ openings: [untold, ...failed] })] }));
    expect(text).toContain('Odtwarzania nie zgłoszono');
    expect(text).not.toContain('nieudane');
    // A later opening that was heard is the whole truth of the recording.
    const heard = recordingOf({ openings: [untold, openingOf()] });
    expect((await read(protocolOf({ recordings: [heard] }))).text).not.toContain('Odtwarzania nie');
  });

  it('states each person present, from when to when, and has a line to sign for each', async () => {
    const { text, pages } = await read(attendedOf());
    const line = (name: string, number: number, from: string, to: string) =>
      `${name}, kierownik – jako osoba upoważniona (nr UO/${number}/2026); od 25.11.2026 ${from} do ${to}`;
    expect(text).toContain(line('Maria Wójcik', 32, '09:11', '09:13'));
    expect(text).toContain(line('Maria Wójcik', 35, '09:13', '09:14'));
    // Who did not leave heard all that was played, until it ended; not until the text was written.
    expect(text).toContain(line('Jan Lis', 33, '09:12', '09:14'));
    // §4.2: until they sign, that they were there is the listener's word.
    expect(text).toContain('09:14 (według osoby odsłuchującej; potwierdza podpis) III. Miejsce i czas');
    expect(text.match(/Obecny\(-a\): Maria Wójcik/g)).toHaveLength(1);
    expect(text.match(/Obecny\(-a\): Jan Lis/g)).toHaveLength(1);
    expect(text).not.toContain('brak innych osób');
    expect(pages).toBe(1);
  });

  it('says whether a recording is evidence, and in which proceedings', async () => {
    const whole = protocolOf();
    expect((await read(whole)).text).toContain('Nagranie stanowi dowód w postępowaniu: nie');
    const recording = recordingOf();
    const first = holdOf(recording.recording);
    const held = (...more: ReturnType<typeof holdOf>[]) =>
      read(protocolOf({ recordings: [recording], more }));
    const line = 'nagranie 1 – karne, Sąd Rejonowy w Piasecznie, II K 123/26 (karta zabezpieczenia nr';
    expect((await held(first)).text).toContain(`${line} ZB/3/2026, wpis nr 36)`);
    // Entered anew, after it had been the wrong call in between: the card that counts.
    const { text } = await held(first, { ...holdOf(recording.recording, { number: 'ZB/4/2026' }), seq: 37 });
    expect(text).toContain(`${line} ZB/4/2026, wpis nr 37)`);
    expect(text).not.toContain('ZB/3/2026');
  });

  it('names of a crime the proceedings, the body and its reference, or that there is none yet', async () => {
    const recording = recordingOf();
    const held = holdOf(recording.recording);
    const byBasis = { ...held, payload: { ...held.payload, basis: 'KPA_SKARGA' }, words: null };
    const fields = [
      { code: 'register', label: 'Organ ścigania', example: '' },
      {
        code: 'reference',
        label: 'Sygnatura',
        example: '',
        kind: 'reference' as const,
        optional: true as const,
      },
    ];
    const entries = entriesOf({ recordings: [recording], more: [byBasis] }).map((entry) =>
      entry.kind === 'instrument'
        ? { ...entry, payload: { ...entry.payload, rows: entry.payload.rows.map(asking(fields)) } }
        : entry,
    );
    expect((await read(readFrom(entries))).text).toContain(
      'nagranie 1 – Rozpatrzenie skargi – art. 227 i 237 KPA, 14/2026, sygnatury jeszcze nie nadano (karta zabezpieczenia nr ZB/3/2026',
    );
  });

  it('shows the offset of both 02:30 of October', async () => {
    const summer = recordingOf({ startedAt: '2026-10-25T00:30:00.000Z' });
    const winter = recordingOf({ startedAt: '2026-10-25T01:30:00.000Z' });
    const { text } = await read(protocolOf({ recordings: [summer, winter] }));
    expect(text).toContain('godz. 02:30 (UTC+2)');
    expect(text).toContain('godz. 02:30 (UTC+1)');
  });

  it.each([
    ['release', 'I. Osoba odsłuchująca treści nie ma już w bazie danych; wpis pozostaje'],
    [
      'ingest',
      'Kancelaria Ogólna · treści nie ma już w bazie danych; wpis pozostaje · komunikat odtworzony id',
    ],
    // Nobody found that the recording does not concern the case.
    ['completed', 'VIII. Ustalenia treści nie ma już w bazie danych; wpis pozostaje'],
  ])('says where words of a %s are gone, and makes up none', async (kind, said) => {
    const entries = entriesOf().map((entry) => (entry.kind === kind ? { ...entry, words: null } : entry));
    const { text } = await read(readFrom(entries));
    expect(text).toContain(said);
    expect(text).not.toContain('numer zastrzeżony');
    expect(text.includes('nie zgłoszono')).toBe(kind !== 'completed');
    expect(text).not.toContain('Nagranie nie dotyczy sprawy');
  });

  it('says of a recording that is destroyed by which protocol its words went, and what is known still', async () => {
    const entries = entriesOf().map((one) => (one.kind === 'ingest' ? { ...one, words: null } : one));
    const term = ofKind(entries, 'ingest').map(({ payload }) => payload.recording);
    const night = {
      protocol: 'PZ/11/2027',
      order: 'WR/6/2026',
      term,
      ended: [],
      erasure: [],
      durationMs: 192_000,
    };
    const destroyed = entryOf(900, 'destroyed', '2027-11-26T01:10:00.000Z', night, null, null);
    const { text } = await read(readFrom([...entries, destroyed]));
    expect(text).toContain(
      'Kancelaria Ogólna · dane rozmówcy i pracownika usunięto wraz z nagraniem (PZ/11/2027) · komunikat odtworzony id',
    );
    expect(text).not.toContain('treści nie ma już');
  });

  it('tells apart what the program reported from what its last, unsigned sign of life said', async () => {
    const one = openingOf();
    const silent = openingOf({ how: 'silent', ranges: [[140_000, 150_000]], reported: false });
    const { text } = await read(protocolOf({ recordings: [recordingOf({ openings: [one, silent] })] }));
    expect(text).toContain(
      'Odtworzono (według programu): 00:10–02:13, łącznie 2 min 3 s. ' +
        'Odtworzono (według ostatniego, niepodpisanego sygnału programu): 02:20–02:30, łącznie 10 s',
    );
  });

  it('counts the parts of a call in the order in which they were spoken, also one that was never released', async () => {
    const [first, second, third] = ['09:04', '09:07', '09:09'].map((time) =>
      recordingOf({ startedAt: `2026-11-20T${time}:00.000Z` }),
    ) as [OpenedRecording, OpenedRecording, OpenedRecording];
    const untold = { ...second, worded: false };
    const { text } = await read(protocolOf({ recordings: [third, first], unreleased: [untold] }));
    expect(text).toContain(
      'Nagranie 1 · rozmowa z dnia 20.11.2026 r., godz. 10:09, czas 03:12 · część 3 z 3',
    );
    expect(text).toContain('godz. 10:04, czas 03:12 · część 1 z 3');
    expect(text).not.toContain('10:07');
    expect((await read(protocolOf({ recordings: [third, first] }))).text).not.toContain('część');
  });

  it('is not made where an entry that the sealed text names is missing, or one stands beside those', () => {
    const entries = entriesOf({ more: [holdOf('c7b1a0a4-7e6f-4a36-9a0b-2f1f6f0e7a11')] });
    for (const { seq } of entries.slice(0, -1))
      expect(() => readFrom(entries.filter((one) => one.seq !== seq))).toThrow(
        expect.objectContaining({ failure: { code: 'document-entry-missing', params: { seq } } }),
      );
    const beside = { ...holdOf('c7b1a0a4-7e6f-4a36-9a0b-2f1f6f0e7a11'), seq: 38 };
    expect(() => readFrom([...entries, beside])).toThrow(
      expect.objectContaining({ failure: { code: 'document-entry-false', params: { seq: 38 } } }),
    );
  });

  it('lists what is attached as the listener does, and says of none in whose word', async () => {
    const { text } = await read(
      protocolOf({ attachments: 'spisany przebieg rozmowy\n\n kopia pisma z 18.11 ' }),
    );
    expect(text).toContain('XI. Załączniki: spisany przebieg rozmowy; kopia pisma z 18.11 Protokół');
    const erased = entriesOf().map((one) => (one.kind === 'completed' ? { ...one, words: null } : one));
    expect((await read(readFrom(erased))).text).toContain('XI. Załączniki: treści nie ma już');
  });

  it('cites the regulation of its day as it was known when it was sealed; one that is entered later changes nothing', async () => {
    const regulation: VersionRow = {
      ...{ number: 'WR/2/2026', of: 'regulation', from: '2026-11-01', to: null },
      content: { number: '120/2026', day: '2026-10-28', title: 'Regulaminu nagrań' },
    };
    const cited = 'Regulaminu nagrań (załącznik nr 1 do zarządzenia Nr 120/2026 z dnia 28.10.2026 r.)';
    const recordings = [recordingOf()];
    const before = await read(protocolOf({ recordings }));
    expect((await read(protocolOf({ more: versionOf(37, regulation) }))).text).toContain(cited);
    const [paper, confirmed] = versionOf(37, regulation);
    // Of what was entered in its place meanwhile nobody confirmed anything.
    const another = { ...paper, hash: '00'.repeat(32) };
    expect((await read(protocolOf({ more: [another, confirmed] }))).text).not.toContain(cited);
    const entered = versionOf(42, regulation, '2026-12-01T08:00:00.000Z');
    expect((await read(readFrom([...entriesOf({ recordings }), ...entered]))).text).toBe(before.text);
  });

  it('states the declaration that was signed, whatever the basis asks for', async () => {
    const entries = entriesOf().map((one) =>
      one.kind === 'release'
        ? { ...one, payload: { ...one.payload, statement: 'Oświadczam, że nie brałam w tym udziału.' } }
        : one,
    );
    const { text } = await read(readFrom(entries));
    expect(text).toContain('Przebieg rozmowy jest sporny. Oświadczam, że nie brałam w tym udziału. VI.');
    expect(text).not.toContain('skarga mnie nie dotyczy');
  });

  it('INV-43 prints markup of a call as the characters that it is', async () => {
    const hostile = recordingOf({ answeredBy: '<img src=x onerror=alert(1)>' });
    expect((await read(protocolOf({ recordings: [hostile] }))).text).toContain(
      '<img src=x onerror=alert(1)>',
    );
  });
});
