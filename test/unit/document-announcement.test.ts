import { describe, expect, it } from 'vitest';
import { documentsOfFile } from './document-read.fixture.ts';
import { entryOf, protocolOf, recordingOf, versionOf } from './document.fixture.ts';

const { read } = documentsOfFile();

describe('the printed protocol (D1)', () => {
  it.each<[string, { lines?: string[]; from?: string; to?: string } | null, boolean | null, string]>([
    ['of which nobody says anything', null, null, 'brak danych o komunikacie'],
    ['on a line for which one was in force', { lines: ['227'] }, null, 'komunikat odtworzony'],
    ['on any line, when it was in force', {}, null, 'komunikat odtworzony'],
    ['on another line', { lines: ['228'] }, null, 'brak danych o komunikacie'],
    ['of before it was in force', { from: '2026-11-21' }, null, 'brak danych o komunikacie'],
    ['of after it ended', { to: '2026-11-19' }, null, 'brak danych o komunikacie'],
    ['that was admitted', null, true, 'bez komunikatu, dopuszczono do odsłuchu wpisem nr 14'],
    ['that was refused, once it had been heard', null, false, 'brak danych o komunikacie'],
  ])('§ 3 ust. 2 says whether the caller was told, of a call %s', async (_what, rule, admitted, said) => {
    const recording = recordingOf({ announcement: 'unknown' });
    const { lines = [], ...dates } = rule ?? {};
    const announced = versionOf(12, {
      ...{ number: 'WR/2/2026', of: 'announcement', from: '2026-11-01', to: null, ...dates },
      content: { lines, text: 'Rozmowa jest nagrywana.', sound: 'komunikat.wav' },
    });
    const decided = { recording: recording.recording, admitted: admitted === true, of: null, text: null };
    const more = [
      ...(rule === null ? [] : announced),
      ...(admitted === null ? [] : [entryOf(14, 'admitted', '2026-11-23T08:00:00.000Z', decided)]),
    ];
    expect((await read(protocolOf({ recordings: [recording], more }))).text).toContain(`· ${said} id`);
  });
});
