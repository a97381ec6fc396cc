import type { StoryOf, Told } from '../../shared/register.ts';
import { durationText } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import { entries, type EntryKind, type Payload } from '../../shared/ledger/kinds.ts';
import { pl } from '../../shared/text/pl.ts';
import { authorText, presentRefusedText, reasonText, refusalText, type Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';

/** What was signed; null where this program does not know such an entry, because a later server wrote it. */
function signedOf({ payload }: Told): Payload | null {
  const known = Object.hasOwn(entries, payload.kind) ? entries[payload.kind as EntryKind] : undefined;
  return known?.safeParse(payload).data ?? null;
}

/** A kind of entry has one sentence here, and needs nothing else to be told. */
const kinds = Object.keys(pl.register.story.kinds) as (keyof typeof pl.register.story.kinds)[];

/** Whether what is opened here had been called the wrong call of its act before, by the entries told before it, oldest first. */
function lifts({ protocol, call }: Told, before: readonly Told[]): boolean {
  const same = before.filter((one) => one.protocol === protocol && one.call?.recording === call?.recording);
  const counting = same
    .map(signedOf)
    .filter((one) => one?.kind === 'release' || (one?.kind === 'closed' && one.wrongCall));
  return counting.at(-1)?.kind === 'closed';
}

/** What an entry says happened, after those `before` it; of one that this program does not know, only that there is one. */
export function titleOf(t: Translate, told: Told, before: readonly Told[] = []): string {
  const signed = signedOf(told);
  if (signed?.kind === 'refusal') {
    const refusal = refusalText(t, signed.request);
    const { subject } = told;
    const reason = presentRefusedText(t, { ...signed, subject }) ?? reasonText(t, signed.reason);
    return `${refusal.charAt(0).toUpperCase()}${refusal.slice(1)} – ${reason}`;
  }
  if (signed?.kind === 'closed' && signed.wrongCall) return t('register.story.wrongCall');
  if (signed?.kind === 'release' && lifts(told, before)) return t('register.story.lifted');
  if (signed?.kind === 'filed' && signed.instead) return t('register.story.filedInstead');
  if (signed?.kind === 'admitted' && !signed.admitted) return t('register.story.notAdmitted');
  if (signed?.kind === 'restricted' && signed.effect === 'free') return t('register.story.freed');
  if (signed?.kind === 'restricted' && signed.effect === 'erase') return t('register.story.toErase');
  const known = kinds.find((one) => one === signed?.kind);
  if (known === undefined) return t('register.story.other');
  return t(`register.story.kinds.${known}`, { person: told.subject ?? t('common.none') });
}

const endings = Object.keys(pl.register.story.ended) as (keyof typeof pl.register.story.ended)[];

/** Why an opening ended, where it was not by the listener's own hand. */
function endingOf(t: Translate, how: string): string[] {
  const known = endings.find((one) => one === how);
  return known === undefined ? [] : [t(`register.story.ended.${known}`)];
}

/** Whether somebody else than the one whose act it is did it. */
const isAnothers = (signed: Payload | null): boolean =>
  signed?.kind === 'read' || (signed?.kind === 'filed' && signed.instead);

/** The facts of an entry in one line: of a recording's story also whose act it was. */
export function detailsOf(t: Translate, of: StoryOf['of'], told: Told): string {
  const { seq, payload, person, protocol } = told;
  const takenIn = payload.kind === 'ingest' || payload.kind === 'stubs';
  const signed = signedOf(told);
  const details = [
    ...((of === 'recording' && !takenIn) || isAnothers(signedOf(told))
      ? [authorText(t, { login: payload.login, person })]
      : []),
    ...(of === 'recording' && protocol !== null ? [protocol] : []),
    ...(signed === null ? [] : factsOf(t, signed)),
    t('register.story.entry', { seq: String(seq) }),
  ];
  return details.join(', ');
}

function factsOf(t: Translate, signed: Payload): string[] {
  const facts: string[] = [];
  if (signed.kind === 'corrected' && signed.caseBefore !== signed.case)
    facts.push(t('register.story.caseChanged', { before: signed.caseBefore, now: signed.case }));
  if (signed.kind === 'closed') {
    facts.push(t('register.story.heard', { length: durationText(totalMs(signed.ranges)) }));
    facts.push(...endingOf(t, signed.how));
  }
  if (signed.kind === 'filed')
    facts.push(t('protocol.filedOn', { day: dayText(signed.day), way: t(`protocol.ways.${signed.way}`) }));
  if (signed.kind === 'reopened') facts.push(t('register.story.voided'));
  if ('host' in signed && signed.host !== null) facts.push(t('register.story.host', { host: signed.host }));
  return facts;
}
