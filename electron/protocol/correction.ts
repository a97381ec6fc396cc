import type { CorrectionBlock, PaperRow } from '../../shared/paper.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { paperDay, legalDayText, paperTime } from '../paper/show.ts';
import { attachmentLines, ownRemarkLines, quotationLines, remarkLines } from './quotations-remarks.ts';
import { isSeal, type Seal } from '../paper/act.ts';
import { ofKind, type Entry } from '../paper/entries.ts';
import { sealedWords, type Protocol } from './protocol.ts';

/** The corrections of a protocol, oldest first; what reads now stands in its proper place on the page. */
export function correctionsOf(protocol: Protocol): CorrectionBlock[] {
  const { entries } = protocol;
  return ofKind(entries, 'corrected').map((entry, index) => {
    const { at, corrects } = entry.payload;
    const before = entries.filter(isSeal).find(({ seq }) => seq === corrects);
    const when = { day: paperDay(at), time: paperTime(at), seq: entry.seq, before: before?.seq ?? 0 };
    return {
      title: fill(words.correction, { n: index + 1, ...when }),
      rows: [...caseRow(entry), ...wordRows(protocol, entry, before), ...filedRow(entries, entry, before)],
    };
  });
}

function caseRow({ payload: { caseBefore: before, case: now } }: Entry<'corrected'>): PaperRow[] {
  if (before === now) return [];
  return [{ heading: words.case, lines: [fill(words.wasAndIs, { before, now })] }];
}

function wordRows(protocol: Protocol, entry: Seal, before: Seal | undefined): PaperRow[] {
  const findings = protocol.act.plan === null ? words.findings : words.conclusions;
  if (before === undefined || before.words === null || entry.words === null)
    return [{ heading: findings, lines: [words.erased] }];
  const [was, is] = [sealedWords(before.words), sealedWords(entry.words)];
  const rows: [string, string[], string[]][] = [
    [findings, [was.findings || words.noFindings], [is.findings || words.noFindings]],
    [words.quotations, quotationLines(protocol, was), quotationLines(protocol, is)],
    [words.ownRemarks, ownRemarkLines(was), ownRemarkLines(is)],
    [words.remarks, remarkLines(protocol, was), remarkLines(protocol, is)],
    [words.attachments, attachmentLines(was), attachmentLines(is)],
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
  entries: readonly Entry[],
  entry: Entry<'corrected'>,
  before: Seal | undefined,
): PaperRow[] {
  const filed = ofKind(entries, 'filed').find(({ seq }) => seq > (before?.seq ?? 0) && seq < entry.seq);
  if (filed === undefined) return [];
  const day = legalDayText(filed.payload.day);
  const line = fill(words.wasFiled, { case: entry.payload.caseBefore, day });
  return [{ heading: words.filing, lines: [line, ...(filed.payload.signed ? [] : [unsignedLine(filed)])] }];
}

/** Of a protocol that was filed without all signatures. */
export function unsignedLine({ seq, words: said }: Entry<'filed'>): string {
  return fill(words.unsigned, { seq, reason: said?.missingSignature ?? words.erased });
}
