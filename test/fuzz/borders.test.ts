import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../electron/settings.ts';
import { readFileName } from '../../server/ingest/file-name.ts';
import { SourceRefusal } from '../../server/ingest/refusal.ts';
import { sidecar } from '../../server/ingest/sidecar.ts';
import { checkWavTrailer, parseWavHeader } from '../../server/ingest/wav.ts';
import { readServerSettings, serverSettings, UsageError } from '../../server/settings.ts';
import { parseCaseNumber, parseExternalReference } from '../../shared/case-number.ts';
import { isFailureCode } from '../../shared/failure.ts';
import { encodeHeader, parseHeader } from '../../shared/node/record-format.ts';
import { decodePeaks, encodePeaks, PeaksError } from '../../shared/node/peaks.ts';
import { officeSettings } from '../../shared/settings.ts';
import { isClean } from '../../shared/words.ts';
import { wav } from '../unit/wav-sample.ts';
import { hostileText, nearly, runs } from './hostile.ts';

/** Whatever comes in from outside is read or refused by name. Anything else that is thrown is a hole. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-fuzz-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A file with some of its bytes changed, cut off somewhere. */
const damaged = (whole: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(Math.min(whole.length, 96) - 1), fc.nat(255)), { maxLength: 6 }),
      fc.oneof({ arbitrary: fc.constant(whole.length), weight: 3 }, fc.nat(whole.length)),
    )
    .map(([changes, length]) => {
      const copy = Buffer.from(whole);
      for (const [at, value] of changes) copy[at] = value;
      return copy.subarray(0, length);
    });
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe('files from the exchange', () => {
  it('a WAV header is read, or refused by name; what was read lies within the file', () => {
    const samples = [
      wav(),
      wav({ tag: 6, bits: 8, channels: 2 }),
      wav({ before: Buffer.from('LIST\x04\0\0\0abcd') }),
    ];
    fc.assert(
      fc.property(fc.oneof(...samples.map(damaged), anyBytes), fc.nat(2 ** 32), (file, claimed) => {
        for (const length of [file.length, file.length + claimed]) {
          try {
            const header = parseWavHeader(file, length);
            expect(header.dataStart + header.dataLength).toBeLessThanOrEqual(length);
            expect(header.frames * header.frameBytes).toBe(header.dataLength);
            checkWavTrailer(file.subarray(header.dataStart + header.dataLength), header);
          } catch (error) {
            expect(error).toBeInstanceOf(SourceRefusal);
          }
        }
      }),
      runs(),
    );
  });

  it('a sidecar is read clean, or refused', () => {
    fc.assert(
      fc.property(nearly(sidecar), (value) => {
        const read = sidecar.safeParse(value);
        if (!read.success) return;
        for (const text of [read.data.callGroup, read.data.line, read.data.department, read.data.answeredBy])
          expect(isClean(text)).toBe(true);
      }),
      runs(),
    );
  });

  it('a file name is read, or refused by name', () => {
    const right = 'in-227-601234567-20261025-023000-1792895400.17.wav';
    const slipped = fc
      .tuple(fc.nat(right.length), fc.nat(3), hostileText)
      .map(([at, cut, text]) => right.slice(0, at) + text + right.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(slipped, hostileText), (name) => {
        const reading = readFileName(name);
        if (reading.ok) expect(Number.isNaN(reading.facts.startedAt.getTime())).toBe(false);
        else
          expect(['name-unknown', 'not-incoming', 'direction-unknown', 'name-time', 'name-caller']).toContain(
            reading.reason,
          );
      }),
      runs(),
    );
  });
});

describe('sealed files', () => {
  it('the header of a sealed file is read, or is none', () => {
    const whole = encodeHeader({ salt: Buffer.alloc(16), recordSize: 65_536, keyId: Buffer.alloc(36) });
    fc.assert(
      fc.property(fc.oneof(damaged(whole), anyBytes), (bytes) => {
        const header = parseHeader(bytes);
        if (header !== undefined) expect(header.keyId.length).toBe(bytes[20]);
      }),
      runs(),
    );
  });

  it('peaks are read, or refused by name', () => {
    const whole = encodePeaks({
      millisecondsPerValue: 20,
      channels: [new Uint8Array(40), new Uint8Array(40)],
    });
    fc.assert(
      fc.property(fc.oneof(damaged(whole), anyBytes), (bytes) => {
        try {
          for (const track of decodePeaks(bytes).channels)
            expect(Math.max(0, ...track)).toBeLessThanOrEqual(127);
        } catch (error) {
          expect(error).toBeInstanceOf(PeaksError);
        }
      }),
      runs(),
    );
  });
});

describe('settings', () => {
  /** The text of a settings file: nearly right, or JSON that is broken somewhere. */
  const texts = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
    fc
      .tuple(value, fc.nat(400), fc.option(hostileText.filter((text) => text.length < 100)))
      .map(([content, at, slip]) => {
        const text = JSON.stringify(content);
        return slip === null ? text : text.slice(0, at) + slip + text.slice(at);
      });

  it('of a workstation are read, or refused in one sentence with the place', () => {
    const file = join(folder, 'app.json');
    fc.assert(
      fc.property(texts(nearly(officeSettings)), (text) => {
        writeFileSync(file, text);
        const read = readSettings(file);
        expect(read.ok ? '' : read.sentence).toMatch(/^$|wiersz \d+, kolumna \d+/);
      }),
      runs(),
    );
  });

  it('of the server room are read, or refused in one sentence with the place', () => {
    const file = join(folder, 'server.json');
    fc.assert(
      fc.property(texts(nearly(serverSettings)), (text) => {
        writeFileSync(file, text);
        try {
          readServerSettings(file);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect(String(error)).toMatch(/wiersz \d+, kolumna \d+/);
        }
      }),
      runs(),
    );
  });
});

describe('case numbers', () => {
  it('are understood, or refused by a code that has a sentence', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1990, max: 2100 }), (text, year) => {
        for (const reading of [parseCaseNumber(text, { year }), parseExternalReference(text)])
          if (!reading.ok) expect(isFailureCode(reading.reason)).toBe(true);
      }),
      runs(),
    );
  });
});
