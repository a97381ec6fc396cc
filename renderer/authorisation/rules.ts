import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { linesIn } from '../../shared/announcement.ts';
import type { Input, Output } from '../../shared/contract.ts';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { ruleOf, type VersionRow } from '../../shared/ledger/instrument.ts';
import { quality } from '../../shared/limits.ts';
import type { Basis } from '../../shared/recordings.ts';
import { firstReview, reviewRule, type ShownRule } from '../../shared/rules.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import type { Appointed } from '../confirmers.ts';
import type { Translate } from '../text.ts';
import { dayText, readDay, typedDay } from '../ui/time.ts';
import { signatoriesOf } from './papers.ts';
import {
  type DayProblem,
  pastDay,
  scanProblem,
  type ScanFile,
  type ScanProblem,
} from './authorisation-draft.ts';

/** Every version of every rule, asked anew each time that the tab is opened. */
export function useRules(): UseQueryResult<Output<'rules.list'>> {
  return useQuery({ queryKey: ['rules.list'], queryFn: () => call('rules.list', {}), staleTime: 0 });
}

/** So many days after employees were told calls are drawn for reviews of quality: the keeper's word, and until it is there the least that there may be. */
export function useNoticeDays(): number {
  const { data } = useQuery({ queryKey: ['quality.plans'], queryFn: () => call('quality.plans', {}) });
  return data?.limits.noticeDays ?? quality.parse({}).noticeDays;
}

/** What a version is of, and in which words: „Regulamin”, „Podstawa prawna”. */
export function ruleName(t: Translate, row: VersionRow): string {
  if (row.of === 'basis') return row.content.basis.label;
  const name = t(`rules.names.${row.of}`);
  return row.of === 'announcement' && row.content.lines.length > 0
    ? `${name}: ${row.content.lines.join(', ')}`
    : name;
}

/** What stands below its name in a list. */
export function ruleSecond(t: Translate, { row, signed }: Pick<ShownRule, 'row' | 'signed'>): string {
  if (row.of === 'basis') return t('rules.names.basis');
  const { number, day } =
    row.of === 'regulation'
      ? row.content
      : { number: signed?.paper ?? '', day: signed?.signedOn ?? row.from };
  return t('rules.order', { number, day: dayText(day) });
}

/** A version as it is being filled in; days as typed. `number` = of one that is entered anew. */
export type RuleDraft = {
  number: string | null;
  /** What it is a version of, as `ruleOf` has it; of an announcement its lines, and of what basis of recording, the form says by itself. */
  rule: string;
  paper: string;
  day: string;
  title: string;
  text: string;
  label: string;
  sentences: readonly { code: string; text: string }[];
  verifiedOn: string;
  from: string;
  /** Of a basis; empty: until another version begins. */
  to: string;
  scan: ScanFile | null;
  order: OrderDraft;
  review: ReviewDraft;
  /** Of an announcement, as typed. */
  lines: string;
  sound: string;
  /** Of a basis of recording. */
  code: string;
  article: string;
};

/** An order to destroy: its case, its ground of the archives' law (`symbol`, or `reference` and `day`), and where the keys lie. */
export type OrderDraft = {
  case: string;
  of: 'bc' | 'general' | null;
  symbol: string;
  reference: string;
  day: string;
  ownDisk: boolean;
};

/** What allows reviews of quality: work regulations or a notice, of which day, and when employees were told. */
export type ReviewDraft = { act: string; actDay: string; informedOn: string };

/** The newest version of a rule that was ever confirmed; of one that has none yet, nothing. */
export function newestOf(rules: readonly ShownRule[], rule: string): VersionRow | null {
  // One that was taken back before it began stands in no other's way.
  const standing = rules.find(
    ({ row, state, confirmed }) =>
      ruleOf(row) === rule && confirmed !== null && (state !== 'withdrawn' || row.from <= legalDay()),
  );
  return standing?.row ?? null;
}

/** Of which rule a draft is a version, as `ruleOf` has it. */
export function ruleIn({ rule, lines, code }: Pick<RuleDraft, 'rule' | 'lines' | 'code'>): string {
  if (rule === 'announcement') return ['announcement', ...linesIn(lines)].join(' ');
  return rule === 'recordingBasis' ? `recordingBasis ${code.trim()}` : rule;
}

/** The newest version that a new one of this choice is worded after. */
function modelOf(rules: readonly ShownRule[], rule: string): VersionRow | null {
  return (
    newestOf(rules, rule) ??
    rules.find(({ row, confirmed }) => row.of === rule && confirmed !== null)?.row ??
    null
  );
}

/** What versions may be of: each rule, each basis that there is, and the one that an office gives itself. */
export function everyRule(rules: readonly ShownRule[]): string[] {
  const bases = rules.flatMap(({ row }) => (row.of === 'basis' ? [ruleOf(row)] : []));
  return [
    ...(['regulation', 'recordingBasis', 'announcement', 'declaration', 'destruction'] as const),
    ...new Set([...bases, reviewRule]),
  ];
}

/** What a version of a basis keeps of the one before; that of reviews of quality begins after those that there are. */
export function basisBefore(
  rules: readonly ShownRule[],
  rule: string,
): Pick<Extract<VersionRow, { of: 'basis' }>['content'], 'position' | 'basis'> | null {
  const before = newestOf(rules, rule);
  if (before?.of === 'basis') return before.content;
  if (rule !== reviewRule) return null;
  const others = rules.flatMap(({ row }) =>
    row.of === 'basis' && ruleOf(row) !== reviewRule ? [row.content.position] : [],
  );
  return { position: Math.max(0, ...others) + 1, basis: firstReview };
}

/** The number of the version of a rule that stands, will, or waits for a step: who is led to the rule sees that one. */
export function standingNumber(rules: readonly ShownRule[], rule: string): string | null {
  const standing = rules.find(
    ({ row, state }) => ruleOf(row) === rule && state !== 'withdrawn' && state !== 'ended',
  );
  return standing?.row.number ?? null;
}

/** A new version, worded as the one before. */
export function newDraft(rules: readonly ShownRule[], rule: string, today: string): RuleDraft {
  const before = modelOf(rules, rule);
  const day = typedDay(today);
  return {
    ...{ number: null, rule, paper: '', day, verifiedOn: day, from: day, to: '', scan: null },
    ...wordsOf(before),
    ...(before === null && rule === reviewRule ? { label: firstReview.label } : {}),
  };
}

/** One that was entered, to be put right. */
export function draftOf({ row, signed }: ShownRule): RuleDraft {
  const day = signed?.signedOn ?? row.from;
  const verifiedOn = row.of === 'basis' ? row.content.verifiedOn : day;
  return {
    ...{ number: row.number, rule: row.of === 'basis' ? ruleOf(row) : row.of, paper: signed?.paper ?? '' },
    day: typedDay(day),
    ...{ verifiedOn: typedDay(verifiedOn), from: typedDay(row.from), scan: null },
    to: row.to === null ? '' : typedDay(row.to),
    ...wordsOf(row),
  };
}

/** Whether it is as it was begun: nothing would be lost. */
export function isUntouched(draft: RuleDraft, rules: readonly ShownRule[], today: string): boolean {
  const entered = rules.find(({ row }) => row.number === draft.number);
  const first = entered === undefined ? newDraft(rules, draft.rule, today) : draftOf(entered);
  return draft.scan === null && JSON.stringify(draft) === JSON.stringify(first);
}

function wordsOf(
  row: VersionRow | null,
): Omit<RuleDraft, 'number' | 'rule' | 'paper' | 'day' | 'verifiedOn' | 'from' | 'to' | 'scan'> {
  const order = row?.of === 'destruction' ? row.content : null;
  const archive = order?.archive ?? null;
  const plan = row?.of === 'basis' ? row.content.basis.plan : undefined;
  return {
    order: {
      case: order?.case ?? '',
      of: archive?.of ?? null,
      symbol: archive?.of === 'bc' ? archive.symbol : '',
      reference: archive?.of === 'general' ? archive.reference : '',
      day: archive?.of === 'general' ? typedDay(archive.day) : '',
      // Said anew each time.
      ownDisk: false,
    },
    review: {
      act: plan?.act ?? '',
      actDay: plan === undefined ? '' : typedDay(plan.actDay),
      informedOn: plan === undefined ? '' : typedDay(plan.informedOn),
    },
    title: row?.of === 'regulation' ? row.content.title : '',
    text: row !== null && 'text' in row.content ? row.content.text : '',
    lines: row?.of === 'announcement' ? row.content.lines.join(', ') : '',
    sound: row?.of === 'announcement' ? row.content.sound : '',
    code: row?.of === 'recordingBasis' ? row.content.code : '',
    article: row?.of === 'recordingBasis' ? row.content.article : '',
    label: row?.of === 'basis' ? row.content.basis.label : '',
    sentences: row?.of === 'basis' ? row.content.basis.sentences : [],
  };
}

export type RuleProblems = {
  paper: boolean;
  day: DayProblem | null;
  title: boolean;
  text: boolean;
  label: boolean;
  verifiedOn: DayProblem | null;
  from: 'day' | 'early' | null;
  to: DayProblem | null;
  scan: ScanProblem | null;
  act: boolean;
  actDay: DayProblem | null;
  informedOn: DayProblem | 'sooner' | null;
  case: boolean;
  archive: boolean;
  ownDisk: boolean;
  sound: boolean;
  code: boolean;
  article: boolean;
};

/** The case of an order in its one spelling; null where it is none. */
function caseOf({ case: typed }: OrderDraft, today: string): string | null {
  const parsed = parseCaseNumber(typed, { year: Number(today.slice(0, 4)) });
  return parsed.ok ? parsed.value : null;
}

function archiveOf({ of, symbol, reference, day: typed }: OrderDraft) {
  const day = readDay(typed);
  if (of === 'bc') return isEmpty(symbol) ? null : { of, symbol: symbol.trim() };
  return of === null || isEmpty(reference) || day === null ? null : { of, reference: reference.trim(), day };
}

const isEmpty = (text: string): boolean => visibleLength(text) === 0;

/** Nobody is told of what does not hold yet. */
function informedProblem({ actDay, informedOn }: ReviewDraft, today: string): RuleProblems['informedOn'] {
  const [act, informed] = [readDay(actDay), readDay(informedOn)];
  return (
    pastDay(informedOn, today) ?? (act !== null && informed !== null && informed < act ? 'sooner' : null)
  );
}

/** A last day, where one is given. */
function endProblem(typed: string, from: string | null): DayProblem | null {
  if (typed.trim() === '') return null;
  const to = readDay(typed);
  return to === null ? 'day' : from !== null && to < from ? 'order' : null;
}

/** What keeps it from being entered; the keeper checks the same again. */
export function problemsOf(draft: RuleDraft, rules: readonly ShownRule[], today: string): RuleProblems {
  const { rule, paper, title, text, label, scan, review } = draft;
  const from = readDay(draft.from);
  const before = newestOf(rules, ruleIn(draft));
  const isRecording = rule === 'recordingBasis';
  const isBasis = rule.startsWith('basis');
  const isReview = rule === reviewRule;
  return {
    ...{ paper: isEmpty(paper), day: pastDay(draft.day, today) },
    title: rule === 'regulation' && isEmpty(title),
    text: (rule === 'declaration' || rule === 'announcement' || isRecording) && isEmpty(text),
    label: isBasis && isEmpty(label),
    verifiedOn: isBasis ? pastDay(draft.verifiedOn, today) : null,
    from: from === null ? 'day' : before !== null && from <= before.from ? 'early' : null,
    to: isBasis ? endProblem(draft.to, from) : null,
    scan: scan === null ? 'scanMissing' : scanProblem(scan),
    act: isReview && isEmpty(review.act),
    actDay: isReview ? pastDay(review.actDay, today) : null,
    informedOn: isReview ? informedProblem(review, today) : null,
    case: rule === 'destruction' && caseOf(draft.order, today) === null,
    archive: rule === 'destruction' && archiveOf(draft.order) === null,
    ownDisk: rule === 'destruction' && !draft.order.ownDisk,
    sound: rule === 'announcement' && isEmpty(draft.sound),
    code: isRecording && isEmpty(draft.code),
    article: isRecording && isEmpty(draft.article),
  };
}

/** What is sent beside the password; null while something is wrong. */
export function inputOf(
  draft: RuleDraft,
  rules: readonly ShownRule[],
  appointments: readonly Appointed[],
  today: string,
): Omit<Input<'rules.register'>, 'password'> | null {
  const [day, from, verifiedOn] = [readDay(draft.day), readDay(draft.from), readDay(draft.verifiedOn)];
  if (day === null || from === null || draft.scan === null) return null;
  if (Object.values(problemsOf(draft, rules, today)).some(Boolean)) return null;
  const days = { day, from, verifiedOn: verifiedOn ?? day, today };
  const row = rowOf(draft, basisBefore(rules, draft.rule), days);
  if (row === null) return null;
  const [mayor] = signatoriesOf(appointments, day, []);
  return {
    row,
    // The order of a Mayor whom the program does not know is named by the office.
    signed: {
      ...{ paper: draft.paper.trim(), signedOn: day, signatory: mayor?.number ?? null },
      signatoryName: mayor === undefined ? 'Burmistrz' : null,
    },
    file: draft.scan.bytes,
  };
}

type RuleDays = { day: string; from: string; verifiedOn: string; today: string };

function rowOf(
  draft: RuleDraft,
  before: ReturnType<typeof basisBefore>,
  { day, from, verifiedOn, today }: RuleDays,
): Input<'rules.register'>['row'] | null {
  const common = { number: draft.number, from, to: null };
  const paper = draft.paper.trim();
  if (draft.rule === 'regulation')
    return { ...common, of: 'regulation', content: { number: paper, day, title: draft.title.trim() } };
  if (draft.rule === 'declaration')
    return { ...common, of: 'declaration', content: { text: draft.text.trim() } };
  const text = draft.text.trim();
  if (draft.rule === 'announcement')
    return {
      ...{ ...common, of: 'announcement' },
      content: { lines: linesIn(draft.lines), text, sound: draft.sound.trim() },
    };
  if (draft.rule === 'recordingBasis')
    return {
      ...{ ...common, of: 'recordingBasis' },
      content: { code: draft.code.trim(), text, article: draft.article.trim() },
    };
  if (draft.rule === 'destruction') {
    const content = { case: caseOf(draft.order, today) ?? '', archive: archiveOf(draft.order) };
    return { ...common, of: 'destruction', content: { ...content, ownDisk: true } };
  }
  if (before === null) return null;
  const sentences = draft.sentences
    .filter(({ text }) => !isEmpty(text))
    .map(({ code, text }) => ({ code, text: text.trim() }));
  const basis = { ...before.basis, label: draft.label.trim(), sentences, ...planOf(draft) };
  return {
    ...{ ...common, to: readDay(draft.to), of: 'basis' },
    content: { position: before.position, basis, approval: paper, verifiedOn },
  };
}

function planOf({ rule, review }: RuleDraft): Pick<Basis, 'plan'> {
  const [actDay, informedOn] = [readDay(review.actDay), readDay(review.informedOn)];
  if (rule !== reviewRule || actDay === null || informedOn === null) return {};
  return { plan: { act: tidy(review.act).trim(), actDay, informedOn } };
}
