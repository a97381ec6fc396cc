import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A printed paper as the reader of a case file gets it. */
type PaperFile = {
  file: string;
  pages: number;
  /** What pdfinfo says. */
  info: string;
  /** Its words, one space between two of them. */
  text: string;
};

type Papers = {
  /** The folder with the fonts that papers are printed in. */
  resources: () => string;
  read: (name: string, pdf: Uint8Array) => PaperFile;
};

/** Has the fonts ready before the tests of this file, and takes everything away after them. */
export function papersOfFile(): Papers {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-paper-'));
    for (const face of ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']) {
      const file = `OpenSans_${face}.ttf`;
      cpSync(join('node_modules/@expo-google-fonts/open-sans', face, file), join(folder, 'fonts', file));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    resources: () => folder,
    read: (name, pdf) => {
      const file = join(folder, name);
      writeFileSync(file, pdf);
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      return { file, pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), info, text: text.replace(/\s+/g, ' ') };
    },
  };
}
