import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundled } from './bundled.ts';

/** A package's licence: what it calls it, as an SPDX expression, and its words. */
export type Licence = { name: string; version: string; expression: string; text: string };

const licenceFile = /^(licen[cs]e|copying|notice|third.?party)/i;

/** What a package does not say about itself in its package.json, looked up by a person. */
const declaredElsewhere: Readonly<Record<string, string>> = {
  // Its LICENSE file is the MIT licence.
  'png-js': 'MIT',
};

/** Whose the copyright is where neither a licence file nor an author says so. */
const copyrightElsewhere: Readonly<Record<string, string>> = {
  '@fluentui/react-icons': 'Microsoft Corporation',
};

const mit = (holder: string): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/**
 * Finds a package's licence in its folder: its licence files; else the section of its README that has the words; else, for the
 * MIT licence alone, the standard words with the author's name. Throws where a person has to look.
 */
export function licenceOf(root: string, { name, version, licence, path }: Bundled): Licence {
  const expression = licence ?? declaredElsewhere[name];
  if (expression === undefined) throw new Error(`${name} ${version} declares no licence: look it up`);
  const folder = join(root, path);
  const text = filesIn(folder) ?? sectionOfReadme(folder) ?? standardText(folder, name, expression);
  return { name, version, expression, text: trimmed(text) };
}

function filesIn(folder: string): string | null {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8'));
  return files.length === 0 ? null : files.sort().join('\n\n');
}

/** A heading alone ("License: MIT") is not the licence; its words are. */
function sectionOfReadme(folder: string): string | null {
  const readme = readdirSync(folder).find((name) => /^readme/i.test(name));
  if (readme === undefined) return null;
  const text = readFileSync(join(folder, readme), 'utf8');
  const section = /^#+\s*licen[cs]e\s*$([\s\S]*)/im.exec(text)?.[1]?.trim();
  return section !== undefined && /copyright/i.test(section) ? section : null;
}

function standardText(folder: string, name: string, expression: string): string {
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    author?: string | { name: string };
  };
  const holder = copyrightElsewhere[name] ?? (typeof author === 'string' ? author : author?.name);
  if (expression === 'MIT' && holder !== undefined) return mit(holder);
  throw new Error(`${name} has no licence file (${expression}): find its words`);
}

const trimmed = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();

const rule = '-'.repeat(80);

/**
 * The notices of third parties as one text: every package in the program with the words of its licence (equal words once), then the
 * runtime's. `electronFolder` holds the runtime with its own licence files.
 */
export function noticesText(licences: readonly Licence[], electronFolder: string, electronVersion: string) {
  const byText = new Map<string, Licence[]>();
  for (const licence of licences) byText.set(licence.text, [...(byText.get(licence.text) ?? []), licence]);
  const sections = [...byText].map(([text, packages]) => section(packages.map(title).join('\n'), text));
  return [
    'Program Odsłuch zawiera składniki innych autorów. Poniżej ich nazwy, wersje i treść licencji.',
    ...sections,
    section(
      `Electron ${electronVersion} (MIT)`,
      `${electronLicence(electronFolder)}\n\nLicencje Chromium i Node.js: plik LICENSES.chromium.html obok programu.`,
    ),
    '',
  ].join('\n');
}

const title = ({ name, version, expression }: Licence): string => `${name} ${version} (${expression})`;
const section = (heading: string, text: string): string => `${rule}\n${heading}\n${rule}\n${text}\n`;

/** Electron's archives call it LICENSE, builders rename it. */
function electronLicence(folder: string): string {
  const file = ['LICENSE', 'LICENSE.electron.txt'].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) throw new Error(`the runtime in ${folder} came without its licence`);
  return readFileSync(file, 'utf8').trim();
}
