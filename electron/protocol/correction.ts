import type { CorrectionBlock, PaperRow } from '../../shared/paper.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { paperDay, legalDayText, paperTime } from '../paper/show.ts';
import { quotationLines, remarkLines } from './quotations-remarks.ts';
import { sealedWords } from './entry-facts.ts';
import type { Protocol, ProtocolEntry } from './verified-protocol.ts';

/** The corrections of a protocol, oldest first; what reads now stands in its proper place on the page. */
export function correctionsOf(protocol: Protocol): CorrectionBlock[] {
  const { entries } = protocol;
  const corrections = entries.filter(({ kind }) => kind === 'corrected');
  return corrections.map((entry, index) => {
    const before = entries.find(({ seq }) => seq === entry.payload['corrects']);
    const at = String(entry.payload['at']);
    const when = { day: paperDay(at), time: paperTime(at), seq: entry.seq, before: before?.seq ?? 0 };
    return {
      title: fill(words.correction, { n: index + 1, ...when }),
      rows: [...caseRow(entry), ...wordRows(protocol, entry, before), ...filedRow(entries, entry, before)],
    };
  });
}

function caseRow({ payload }: ProtocolEntry): PaperRow[] {
  const [before, now] = [String(payload['caseBefore']), String(payload['case'])];
  if (before === now) return [];
  return [{ heading: words.case, lines: [fill(words.wasAndIs, { before, now })] }];
}

function wordRows(protocol: Protocol, entry: ProtocolEntry, before: ProtocolEntry | undefined): PaperRow[] {
  if (before === undefined || before.text === null || entry.text === null)
    return [{ heading: words.findings, lines: [words.erased] }];
  const [was, is] = [sealedWords(before.text), sealedWords(entry.text)];
  const rows: [string, string[], string[]][] = [
    [words.findings, [was.findings || words.noFindings], [is.findings || words.noFindings]],
    [words.quotations, quotationLines(protocol, was), quotationLines(protocol, is)],
    [words.remarks, remarkLines(protocol, was), remarkLines(protocol, is)],
  ];
  return rows
    .filter(([, one, other]) => one.join('\n') !== other.join('\n'))
    .map(([heading, lines]) => ({
      heading,
      lines: lines.length === 0 ? [words.was, words.none] : [words.was, ...lines],
    }));
}

/** The uncorrected protocol lies in a case file already: which, so that it is found there. */
function filedRow(
  entries: ProtocolEntry[],
  entry: ProtocolEntry,
  before: ProtocolEntry | undefined,
): PaperRow[] {
  const filed = entries.find(
    ({ kind, seq }) => kind === 'filed' && seq > (before?.seq ?? 0) && seq < entry.seq,
  );
  if (filed === undefined) return [];
  const day = legalDayText(String(filed.payload['day']));
  const line = fill(words.wasFiled, { case: String(entry.payload['caseBefore']), day });
  return [{ heading: words.filing, lines: [line] }];
}
