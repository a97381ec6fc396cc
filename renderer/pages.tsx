import {
  Archive24Filled,
  Archive24Regular,
  ClipboardSearch24Filled,
  ClipboardSearch24Regular,
  ClipboardTaskListLtr24Filled,
  ClipboardTaskListLtr24Regular,
  DocumentText24Filled,
  DocumentText24Regular,
  Headphones24Filled,
  Headphones24Regular,
  Home24Filled,
  Home24Regular,
  PersonFeedback24Filled,
  PersonFeedback24Regular,
  PersonKey24Filled,
  PersonKey24Regular,
  Search24Filled,
  Search24Regular,
  ShieldCheckmark24Filled,
  ShieldCheckmark24Regular,
  TaskListSquareLtr24Filled,
  TaskListSquareLtr24Regular,
} from '@fluentui/react-icons';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import { firstPage, may, maySee, type PageName, type Right } from '../shared/permissions.ts';
import type { ListedAct } from '../shared/protocol.ts';
import type { Mark, MarkIcon } from './frame/Rail.tsx';
import { type OpenAct, useActDetail, useIsOver } from './open-act.ts';
import { JustifyPanel } from './justify/JustifyPanel.tsx';
import { Matters } from './MattersPage.tsx';
import { MattersForMe } from './matter/MattersForMe.tsx';
import { ListenPage } from './protocol/ListenPage.tsx';
import { FinishPage } from './protocol/FinishPage.tsx';
import { ProtocolsPage } from './protocol/ProtocolsPage.tsx';
import { ScorePage } from './quality/ScorePage.tsx';
import { FindPage } from './recordings/FindPage.tsx';
import { setCase, wantRow } from './recordings/search.ts';
import { WithoutRight } from './recordings/WithoutRight.tsx';
import { OwnAppointment } from './authorisation/OwnAppointment.tsx';
import { openPanel } from './duties/panel.ts';
import {
  Authorisation,
  DutiesOfOffice,
  Keeping,
  OwnCards,
  Quality,
  Register,
  Review,
} from './office-pages.tsx';
import { useStage } from './player/stage.ts';
import { useSession } from './session/session.ts';
import { type InRail, type OfAct, queuePage, type ShownPage, usePage } from './shown-page.ts';
import type { Translate } from './text.ts';
import { noticeableMs } from './ui/noticeable.ts';

/** What pages and their marks in the rail depend on. */
export type Now = {
  open: OpenAct;
  unfinished: readonly ListedAct[];
  /** How many matters wait for the person, how many reviews, holds and gaps. */
  matters: number;
  reviews: number;
  holds: number;
  /** Restrictions to be reviewed, and erasures that wait for a second person. */
  restrictions: number;
  erasures: number;
  /** Lists that a night stopped at. */
  nights: number;
  gaps: number;
  /** Calls without the announcement, to be decided on. */
  undecided: number;
  /** Plans of reviews of quality to be decided on, and own ones that came back. */
  plans: number;
  returned: number;
  /** Whether anything of reviews is about the person, and how many cards wait for a word. */
  evaluated: boolean;
  cards: number;
  /** Cards of own plans with remarks that wait for a reply. */
  remarked: number;
};

/** What a page is given to lead to another. */
type PageProps = {
  shown: ShownPage;
  open: OpenAct;
  /** To the search, for another recording of the open act's case. */
  addRecording: () => void;
};

type Entry = {
  title: ParseKeys;
  Page: ComponentType<PageProps>;
  /** Whether the page is there now; absent: always. */
  isThere?: (now: Now) => boolean;
};
type Waiting = Exclude<keyof Now, 'open' | 'evaluated'>;
type EntryInRail = Entry & {
  mark: {
    label: ParseKeys;
    icon: MarkIcon;
    /** What waits there, so many of each; its words in `common.rail`. */
    badge?: (now: Now) => [Waiting, number][];
    /** Where it leads, if not to its page. */
    to?: (now: Now) => ShownPage | null;
  };
};
/** `markOf`: whose mark stands for the page. */
type EntryOfAct = Entry & { markOf: (shown: ShownPage, now: Now) => InRail };
type PageEntry = ({ name: InRail } & EntryInRail) | ({ name: OfAct } & EntryOfAct);

/** Every page, in the order of the rail; who has which is said by `shared/permissions.ts`. */
const pages: Record<InRail, EntryInRail> & Record<OfAct, EntryOfAct> = {
  duties: {
    title: 'duties.title',
    mark: { label: 'duties.rail', icon: [Home24Regular, Home24Filled] },
    Page: DutiesOfOffice,
  },
  matters: {
    title: 'matter.title',
    mark: {
      label: 'matter.rail',
      icon: [TaskListSquareLtr24Regular, TaskListSquareLtr24Filled],
      badge: ({ matters }) => [['matters', matters]],
    },
    Page: Matters,
  },
  find: {
    title: 'recordings.title',
    mark: { label: 'recordings.rail', icon: [Search24Regular, Search24Filled] },
    Page: Find,
  },
  listen: {
    title: 'playback.title',
    mark: {
      label: 'playback.rail',
      icon: [Headphones24Regular, Headphones24Filled],
      // An open act that is completed is at its last steps.
      to: ({ open: { act } }) => (act?.state === 'completed' ? { name: 'finish', act: act.act } : null),
    },
    isThere: ({ open }) => open.id !== null,
    Page: Listen,
  },
  protocols: {
    title: 'protocol.title',
    mark: {
      label: 'protocol.rail',
      icon: [DocumentText24Regular, DocumentText24Filled],
      badge: ({ unfinished, matters }) => [
        ['unfinished', unfinished.length],
        ['matters', matters],
      ],
    },
    Page: Protocols,
  },
  finish: {
    title: 'protocol.finishTitle',
    markOf: (shown, { open }) => ('act' in shown && shown.act === open.id ? 'listen' : 'protocols'),
    Page: Finish,
  },
  register: {
    title: 'register.title',
    mark: {
      label: 'register.rail',
      icon: [ClipboardTaskListLtr24Regular, ClipboardTaskListLtr24Filled],
    },
    Page: Register,
  },
  authorisation: {
    title: 'authorisation.title',
    mark: { label: 'authorisation.rail', icon: [PersonKey24Regular, PersonKey24Filled] },
    Page: Authorisation,
  },
  review: {
    title: 'review.title',
    mark: {
      label: 'review.rail',
      icon: [ShieldCheckmark24Regular, ShieldCheckmark24Filled],
      badge: ({ reviews }) => [['reviews', reviews]],
    },
    Page: Review,
  },
  keeping: {
    title: 'keeping.title',
    mark: {
      label: 'keeping.rail',
      icon: [Archive24Regular, Archive24Filled],
      badge: ({ holds, restrictions, erasures, nights, gaps, undecided }) => [
        ['holds', holds],
        ['restrictions', restrictions],
        ['erasures', erasures],
        ['nights', nights],
        ['gaps', gaps],
        ['undecided', undecided],
      ],
    },
    Page: Keeping,
  },
  quality: {
    title: 'quality.title',
    mark: {
      label: 'quality.rail',
      icon: [ClipboardSearch24Regular, ClipboardSearch24Filled],
      badge: ({ plans, returned, remarked }) => [
        ['plans', plans],
        ['returned', returned],
        ['remarked', remarked],
      ],
    },
    Page: Quality,
  },
  ownCards: {
    title: 'ownCards.title',
    mark: {
      label: 'ownCards.title',
      icon: [PersonFeedback24Regular, PersonFeedback24Filled],
      badge: ({ cards }) => [['cards', cards]],
    },
    isThere: ({ evaluated }) => evaluated,
    Page: OwnCards,
  },
};

/** The pages that a person with these rights has now. */
function pagesOf(rights: readonly Right[], now: Now): PageEntry[] {
  const names = Object.keys(pages) as PageName[];
  const every = names.map((name) => ({ name, ...pages[name] }) as PageEntry);
  return every.filter((page) => maySee(rights, page.name) && (page.isThere?.(now) ?? true));
}

export const titleOf = ({ name }: ShownPage): ParseKeys => pages[name].title;

/** To a place of a page, also where that page is shown already. */
export function leadTo(page: ShownPage): void {
  if (page.name === 'duties' && 'panel' in page) openPanel(page.panel);
  usePage.setState(({ led }) => ({ page, led: led + 1 }));
}

type Place = { shown: ShownPage; page: PageEntry };

/** Where a person is: at the page they chose while they have it, else at their first; null for whom nothing opens any. */
export function placeOf(chosen: ShownPage | null, rights: readonly Right[], now: Now): Place | null {
  const there = pagesOf(rights, now);
  const page = there.find(({ name }) => name === chosen?.name);
  if (chosen !== null && page !== undefined) return { shown: chosen, page };
  const firstName = firstPage(
    rights,
    there.map(({ name }) => name),
  );
  const first = there.find(({ name }) => name === firstName);
  return first !== undefined && 'mark' in first ? { shown: { name: first.name }, page: first } : null;
}

/** The marks of a person's pages, as the rail shows them. */
export function marksOf(t: Translate, { shown, page }: Place, rights: readonly Right[], now: Now): Mark[] {
  const current = 'mark' in page ? page.name : page.markOf(shown, now);
  return pagesOf(rights, now).flatMap((entry) => {
    if (!('mark' in entry)) return [];
    const { label, icon, badge, to } = entry.mark;
    const waits = (badge?.(now) ?? []).filter(([, count]) => count > 0);
    const counted = waits.map(([what, count]) => t(`common.rail.${what}`, { count })).join(', ');
    return [
      {
        ...{ name: entry.name, label: t(label), icon, current: entry.name === current },
        ...{ count: waits.reduce((sum, [, count]) => sum + count, 0), counted },
        onShow: () => usePage.getState().show(to?.(now) ?? { name: entry.name }),
      },
    ];
  });
}

function Find({ open }: PageProps) {
  const { show } = usePage();
  const { act } = open;
  const over = useIsOver(act);
  const { purpose = null } = useActDetail(open.id).data ?? {};
  const me = useSession((state) => state.me);
  if (me !== null && me !== 'unknown' && !may('listen', me.roles))
    return <WithoutRight me={me} onProtocols={() => show({ name: 'protocols' })} />;
  return (
    <FindPage
      openAct={
        // To what was drawn nothing is added.
        act?.state !== 'started' || over || act.plan !== null
          ? null
          : {
              case: act.case,
              number: act.number,
              purpose,
              recordings: act.recordings,
              add: async (call, first) => {
                const opening = open.addRecording(call, first);
                // The page is drawn once the sound runs, or when a wait would be noticed.
                await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, noticeableMs))]);
                show({ name: 'listen' });
                await opening;
              },
            }
      }
      justify={(parts) => <JustifyPanel {...parts} onOpened={() => show({ name: 'listen' })} />}
    />
  );
}

function Listen({ shown, open: { act }, addRecording }: PageProps) {
  const { show } = usePage();
  const isDrawn = useStage(({ stage }) => stage.kind !== 'empty' && stage.listed.position !== undefined);
  const onQueue = (): void => show(queuePage);
  // What was drawn is scored there; the text of its protocol stands where those of all acts do.
  if ((isDrawn || (act?.plan ?? null) !== null) && !('text' in shown)) return <ScorePage onQueue={onQueue} />;
  const toList = (): void => {
    if (act !== null) setCase(act.case, act.case);
    wantRow();
    show({ name: 'find' });
  };
  return (
    <ListenPage
      onFinish={(act) => show({ name: 'finish', act })}
      onNewAct={addRecording}
      onList={toList}
      onQueue={onQueue}
    />
  );
}

function Protocols({ shown, open }: PageProps) {
  const { show } = usePage();
  return (
    <ProtocolsPage
      wanted={'row' in shown ? (shown.row ?? null) : null}
      matters={
        <>
          <OwnAppointment />
          <MattersForMe />
        </>
      }
      onContinue={({ act }) => {
        open.continueAct(act);
        show({ name: 'listen', text: true });
      }}
      onFinish={({ act }) => show({ name: 'finish', act })}
    />
  );
}

function Finish({ shown, open }: PageProps) {
  const { show } = usePage();
  if (shown.name !== 'finish') return null;
  const { act } = shown;
  return (
    <FinishPage
      act={act}
      onBack={() => {
        open.continueAct(act);
        show({ name: 'listen', text: true });
      }}
      onLeave={() => show({ name: 'protocols', row: act })}
    />
  );
}
