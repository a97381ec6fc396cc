import { createRequire } from 'node:module';
import type { AuthorisationRow } from '../../shared/ledger/instrument.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { authorisationPaper as words } from '../../shared/text/pl/authorisation-paper.ts';
import { officeName, regulation } from './settings-files.ts';

/** Whose authorisation it is, as the letter has it. */
type Person = { displayName: string; title: string; department: string };
type Signed = { row: AuthorisationRow; paper: string; signedOn: string; mayor: string };

const dayText = (day: string): string => day.split('-').reverse().join('.');
/** Fills `{{name}}`. */
const fill = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');

/** What an office would scan: the letter by which the demo's Mayor authorises somebody, with both names below it. A PDF. */
export async function signedLetter(person: Person, { row, paper, signedOn, mayor }: Signed): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  const { resolve } = createRequire(import.meta.url);
  const face = (name: string) => resolve(`@expo-google-fonts/open-sans/${name}/OpenSans_${name}.ttf`);
  pdfmake.setFonts({
    letter: {
      normal: face('400Regular'),
      bold: face('600SemiBold'),
      italics: face('400Regular_Italic'),
      bolditalics: face('700Bold'),
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.endsWith('.ttf'));
  const day = dayText(signedOn);
  const signature = (name: string, below: string) => [
    { text: name, italics: true, fontSize: 13, alignment: 'right', margin: [0, 28, 24, 0] },
    { text: below, fontSize: 8, alignment: 'right' },
  ];
  const facts: readonly (readonly [string, string])[] = [
    [words.parts.person, `${person.displayName}, ${person.title}, ${person.department}`],
    [words.parts.term, fill(words.term, { from: dayText(row.from), to: dayText(row.to) })],
    [words.parts.purposes, row.purposes.map((one) => purposeWords[one]).join('; ')],
    [words.parts.departments, row.departments?.join(', ') ?? words.everyDepartment],
    [words.parts.quality, words.quality[row.quality]],
  ];
  const ground = fill(words.ground, { regulation: regulation.title, whom: words.one });
  const content = [
    {
      columns: [
        { text: officeName, bold: true },
        { text: `${regulation.place}, dnia ${day} r.`, alignment: 'right' },
      ],
    },
    {
      columns: [
        { text: `Znak pisma: ${paper}` },
        { text: fill(words.number, { number: row.number }), alignment: 'right' },
      ],
      margin: [0, 10, 0, 0],
    },
    { text: words.title, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, 28, 0, 16] },
    { text: ground, margin: [0, 0, 0, 12] },
    {
      layout: 'noBorders',
      table: {
        widths: [120, 335],
        body: facts.map(([heading, text]) => [{ text: heading, bold: true }, { text }]),
      },
    },
    { text: words.limits, margin: [0, 14, 0, 0] },
    ...signature(mayor, words.mayor),
    { text: words.declarationTitle, bold: true, margin: [0, 26, 0, 4] },
    { text: words.declaration },
    ...signature(`${day}  ${person.displayName}`, words.declared),
  ];
  return pdfmake
    .createPdf({
      ...{ content, pageSize: 'A4', pageMargins: [62, 48, 62, 72] },
      defaultStyle: { font: 'letter', fontSize: 9, lineHeight: 1.1 },
    })
    .getBuffer();
}
