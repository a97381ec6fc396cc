#!/usr/bin/env node
/**
 * Makes the stored utterances of the demo office from `dialogues.json`: one packed file per voice and
 * `index.json` (voice → line → [byte offset, bytes]). Needs espeak-ng and sox; the results are committed, so that
 * nobody else needs them. The same texts and tool versions give the same bytes.
 *
 *   node build/office/voices/make-voices.mjs
 *
 * Each utterance: telephone band 300–3400 Hz, 8 kHz, mono, levelled to −20 dBFS, then 4-bit IMA ADPCM without a
 * header (high nibble first, predictor and step index start at 0): half the size of A-law, so that everybody in the
 * demo can say more. The noise of the line is not stored: it goes on between utterances, so the composer adds it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const dialogues = JSON.parse(readFileSync(join(folder, 'dialogues.json'), 'utf8'));
const clerkById = new Map(dialogues.clerks.map((clerk) => [clerk.id, clerk]));
const speechLevel = -20;

/** Every [voice, line, text] that is to be spoken. */
function* utterances() {
  for (const [key, text] of Object.entries(dialogues.announcements)) yield ['announcer', `announcement.${key}`, text];
  for (const voice of Object.keys(dialogues.voices)) {
    const side = voice.split('-')[0];
    for (const [key, text] of Object.entries(dialogues.phrases[side] ?? {})) yield [voice, `phrase.${key}`, text];
  }
  for (const [voice, names] of Object.entries(dialogues.names)) {
    for (const [index, text] of names.entries()) yield [voice, `name.${index + 1}`, text];
  }
  for (const clerk of dialogues.clerks) yield [clerk.voice, `greeting.${clerk.id}`, clerk.greeting];
  for (const [to, text] of Object.entries(dialogues.transfers)) yield [clerkById.get('zych').voice, `transfer.${to}`, text];
  for (const matter of dialogues.matters) yield* linesOf(matter);
}

function* linesOf(matter) {
  if (matter.ask !== undefined) yield [matter.caller, `${matter.id}.ask`, matter.ask];
  for (const [index, line] of matter.lines.entries()) {
    const id = `${matter.id}.${index}`;
    if (line.caller !== undefined) yield [matter.caller, id, line.caller];
    if (line.office !== undefined) yield [clerkById.get(line.as ?? matter.clerk).voice, id, line.office];
  }
}

function sox(...args) {
  return execFileSync('sox', ['-D', ...args], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}

/** RMS level of a file in dBFS. */
function levelOf(file) {
  const amplitude = execFileSync('bash', ['-c', 'sox "$0" -n stat 2>&1', file], { encoding: 'utf8' });
  return 20 * Math.log10(Number(/RMS\s+amplitude:\s+([\d.]+)/.exec(amplitude)[1]));
}

function speak(work, voice, text) {
  const { variant, speed, pitch } = dialogues.voices[voice];
  const [spoken, band, stored] = ['spoken.wav', 'band.wav', 'stored.ima'].map((name) => join(work, name));
  execFileSync('espeak-ng', ['-D', '-v', `pl+${variant}`, '-s', `${speed}`, '-p', `${pitch}`, '-w', spoken, text]);
  const trim = ['silence', '1', '0.01', '0.4%', 'reverse', 'silence', '1', '0.01', '0.4%', 'reverse'];
  const telephone = ['highpass', '300', 'highpass', '300', 'lowpass', '3400', 'lowpass', '3400', 'rate', '-h', '8000'];
  const agc = ['compand', '0.01,0.15', '6:-70,-70,-50,-42,-30,-24,-12,-14,0,-9', '0', '-40', '0.01'];
  sox(spoken, '-b', '16', band, 'gain', '-3', ...trim, ...telephone, ...agc, 'pad', '0.02', '0.04');
  sox(band, '-t', 'ima', stored, 'gain', '-l', (speechLevel - levelOf(band)).toFixed(2));
  return readFileSync(stored);
}

const work = mkdtempSync(join(tmpdir(), 'voices-'));
const index = {};
const packed = {};
try {
  for (const [voice, line, text] of utterances()) {
    const sound = speak(work, voice, text);
    packed[voice] ??= [];
    index[voice] ??= {};
    index[voice][line] = [packed[voice].reduce((sum, part) => sum + part.length, 0), sound.length];
    packed[voice].push(sound);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
let total = 0;
for (const [voice, parts] of Object.entries(packed)) {
  const bytes = Buffer.concat(parts);
  total += bytes.length;
  writeFileSync(join(folder, `${voice}.ima`), bytes);
  console.log(`${voice}: ${parts.length} utterances, ${((bytes.length * 2) / 8000).toFixed(1)} s, ${bytes.length} B`);
}
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
console.log(`altogether ${total} B`);
