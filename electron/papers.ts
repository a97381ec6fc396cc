import type { Handlers } from '../shared/contract.ts';
import type { AskedFile } from '../shared/papers.ts';
import { paperDocument } from './authorisation/document.ts';
import { permissionsPaper, recordsPaper } from './authorisation/lists.ts';
import { cardOf } from './keeping/card.ts';
import { destructionPaper } from './keeping/destruction.ts';
import { completenessPaper } from './keeping/statement.ts';
import { mediaPaper } from './matter/media.ts';
import type { Printable } from './paper/pdf.ts';
import { printDocument, saveDocument } from './paper/print.ts';
import { documentToSign } from './protocol/document.ts';
import { cardPaper } from './quality/card-paper.ts';
import { planPaper } from './quality/plan-paper.ts';
import { resultsFile } from './quality/results.ts';
import { registerPaper } from './register/document.ts';
import { listToCheck, reportDocument, statementPaper } from './review/document.ts';
import { type Session, session } from './session/current.ts';
import { statePaper } from './state-paper.ts';

type Name = AskedFile['paper'];
type Made<N extends Name> = (
  current: Session,
  of: Extract<AskedFile, { paper: N }>['of'],
) => Promise<Printable>;

/**
 * How each paper is made: in the name of the signed-in person, whose own connection is told what the office lets this person read, and out of
 * entries that were checked.
 */
const papers: { [N in Name]: Made<N> } = {
  protocol: documentToSign,
  register: (current, { filter }) => registerPaper(current, filter),
  instrument: (current, { number }) => paperDocument(current, number),
  permissions: permissionsPaper,
  records: recordsPaper,
  report: (current, { review }) => reportDocument(current, review),
  toCheck: (current, { review }) => listToCheck(current, review),
  statement: statementPaper,
  hold: (current, { seq }) => cardOf(current, seq),
  destruction: (current, { month }) => destructionPaper(current, month),
  completeness: (current, { month }) => completenessPaper(current, month),
  plan: (current, { plan }) => planPaper(current, plan),
  card: cardPaper,
  media: mediaPaper,
  state: statePaper,
  results: resultsFile,
};

export const paperHandlers = {
  'paper.print': async (asked) => ({ done: await printDocument(await made(asked)) }),
  'paper.save': async (asked) => {
    // Of a sealed protocol the failure says that it is not lost.
    const failed = asked.paper === 'protocol' ? 'document-not-saved' : 'file-not-saved';
    return { done: (await saveDocument(await made(asked), failed)) ? 'saved' : 'cancelled' };
  },
} satisfies Partial<Handlers>;

/** SECURITY: without a session there is no paper. Fails with 'not-signed-in' before anything is read. */
async function made({ paper, of }: AskedFile): Promise<Printable> {
  const make = papers[paper] as (current: Session, of: unknown) => Promise<Printable>;
  return make(session(), of);
}
