import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { documentsOfFile } from './document-read.fixture.ts';
import { openingOf, protocolOf, recordingOf } from './document.fixture.ts';

const { read } = documentsOfFile();

describe('the printed protocol (D1) as a file', () => {
  it('is one protocol for five recordings of two days, each with its own days, its pages numbered', async () => {
    const days = ['24', '25'].map((day) =>
      openingOf({ openedAt: `2026-11-${day}T08:10:00.000Z`, closedAt: `2026-11-${day}T08:14:00.000Z` }),
    );
    const [first = openingOf(), second = openingOf()] = days;
    const recordings = [[first], [first], [second], [second], [first, second]].map((openings, index) =>
      recordingOf({ openings, startedAt: `2026-11-1${index}T09:04:00.000Z`, parts: 1 }),
    );
    const quotations = recordings.map(({ recording }, n) => ({
      recording,
      from: 48_000,
      to: null,
      text: `Cytat ${n + 1}`,
    }));
    const whole = protocolOf({
      recordings,
      quotations,
      findings: 'Dzwoniący opisał przebieg sprawy. '.repeat(60),
    });
    const { text, pages } = await read({ ...whole, act: { ...whole.act, openedAt: first.openedAt } });
    for (let n = 1; n <= 5; n += 1) {
      expect(text).toContain(`Nagranie ${n} · rozmowa z dnia 1${n - 1}.11.2026 r.`);
      expect(text).toContain(`Nagranie ${n}, 00:48: „Cytat ${n}”`);
    }
    expect(text).toContain('od 24.11.2026 09:10 do 25.11.2026 09:14');
    expect(text).toContain('Wydano klucz do odsłuchania: 24.11.2026 09:10, 25.11.2026 09:10.');
    expect(pages).toBe(2);
    for (const page of [1, 2]) expect(text).toContain(`strona ${page}/2`);
  });

  it('is one page while the texts have 1,500 characters, and numbered pages beyond', async () => {
    const sentence = 'Dzwoniący opisał przebieg sprawy i zażądał odpowiedzi. ';
    const short = await read(
      protocolOf({
        findings: sentence.repeat(27).slice(0, 1500),
        recordings: [1, 2, 3].map(() => recordingOf()),
      }),
    );
    expect(short.pages).toBe(1);
    const long = await read(protocolOf({ findings: sentence.repeat(200) }));
    expect(long.pages).toBeGreaterThan(1);
    expect(long.text).toContain(`strona ${long.pages}/${long.pages}`);
  });

  it('embeds its font, is whole, and claims no conformance that nobody has checked', async () => {
    const { file } = await read(protocolOf());
    expect(execFileSync('pdffonts', [file], { encoding: 'utf8' })).toMatch(/OpenSans.*yes/);
    expect(execFileSync('pdfinfo', ['-meta', file], { encoding: 'utf8' })).not.toContain('pdfaid');
    execFileSync('qpdf', ['--check', file]);
  });
});
