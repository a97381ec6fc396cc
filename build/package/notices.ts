import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Licence } from './licences.ts';

const rule = '-'.repeat(80);

/** What is said of files that came with a package and have a notice of their own. */
const withinPackages = `Pliki metryk czcionek Adobe Core 14 (pdfkit, out/main/data/*.afm):
Copyright (c) 1985, 1987, 1989, 1990, 1991, 1992, 1993, 1997 Adobe Systems Incorporated. All Rights Reserved.
Profil barw sRGB (pdfkit, out/main/data/sRGB_IEC61966_2_1.icc): prawa autorskie wskazane w samym pliku.`;

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
    section('Pliki z własną informacją o prawach', withinPackages),
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
