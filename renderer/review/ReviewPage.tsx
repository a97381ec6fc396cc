import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Matter } from '../../shared/matter.ts';
import { may } from '../../shared/permissions.ts';
import type { ListedReview, ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { failureOf } from '../api.ts';
import { useMatters } from '../matters.ts';
import { PaperButton, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { Hint } from '../ui/Hint.tsx';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Empty, Loading } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { monthText } from '../ui/time.ts';
import { Awaited, Unloaded } from '../ui/Unloaded.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { usePrintKey } from '../ui/use-print-key.ts';
import { Due, Earlier, NothingOpen } from './around.tsx';
import { itemColumns } from './columns.tsx';
import { ConcludePanel } from './ConcludePanel.tsx';
import { Foot } from './Foot.tsx';
import { HowDrawn } from './HowDrawn.tsx';
import type { Leads } from './ItemFacts.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { type OnSearches, Searches } from './Searches.tsx';
import { ReportPage } from './ReportPage.tsx';
import { aboutOf, nextItem, openReview, refreshReviews, useReview, useReviews } from './reviews.ts';
import { isWaiting } from './words.ts';

const useStyles = makeStyles({
  // Without words it makes no second line.
  said: {
    flexBasis: '100%',
    display: 'flex',
    justifyContent: 'flex-end',
    ':empty': { position: 'absolute' },
  },
  tabs: { flexShrink: 0, padding: '0 10px' },
});

/** What is shown: items of the open review or those that were concluded; in the whole of the page the report of one. */
type View = { kind: 'items' | 'earlier' | 'searches' } | { kind: 'report'; review: string; fresh: boolean };

type Props = {
  roles: readonly Role[];
  leads: Leads;
  /** The searches of a person; null for whom the register is none. */
  onSearches: OnSearches;
  /** The item that is shown to begin with, by the entry that a matter about it names. */
  wanted: number | null;
};

/** Page 23: the month that is reviewed, item by item, to its end; and the reports of those before. */
export function ReviewPage({ roles, leads, onSearches, wanted }: Props) {
  const t = useText();
  const list = useReviews();
  const [view, look] = useState<View>({ kind: 'items' });
  const reviews = list.data?.reviews ?? [];
  const listed = view.kind === 'report' ? reviews.find(({ review }) => review === view.review) : undefined;
  if (view.kind === 'report' && listed !== undefined)
    return (
      <ReportPage
        listed={listed}
        reviews={reviews}
        fresh={view.fresh}
        onBack={() => look({ kind: openReview(reviews) === null ? 'earlier' : 'items' })}
      />
    );
  if (list.data === undefined) return <Awaited query={list} label={t('review.loading')} />;
  const open = openReview(reviews);
  return (
    <Reviews
      key={open?.review}
      {...{ roles, leads, onSearches, wanted, reviews, open, look }}
      tab={view.kind === 'report' || (view.kind === 'searches' && open === null) ? 'items' : view.kind}
    />
  );
}

type ReviewsProps = Props & {
  reviews: readonly ListedReview[];
  open: ListedReview | null;
  tab: Exclude<View['kind'], 'report'>;
  look: (view: View) => void;
};

function Reviews({ roles, leads, onSearches, wanted, reviews, open, tab, look }: ReviewsProps) {
  const isAside = tab !== 'items';
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const detail = useReview(open);
  const concludes = useRef<HTMLSpanElement>(null);
  const { list, panel, selected, shown, select, show, close, onKeyDown } = useListDetail<string>();
  const [led, lead] = useState(wanted);
  // The newest verdict when the end was begun last; while it is begun that is what is concluded.
  const [end, setEnd] = useState<{ seen: number | null; begun: boolean } | null>(null);
  const paper = usePaper();
  const data = open === null ? null : (detail.data ?? null);
  const items = data?.items ?? [];
  const abouts = items.flatMap((one) => aboutOf(one) ?? []);
  const asked = useMatters({ show: 'all', own: false, about: abouts });
  const matters = asked.data?.matters ?? [];
  const questions = matters.filter(({ sort }) => sort === 'question');
  const passed = matters.filter(({ sort }) => sort === 'irregularity');
  const about = (some: Matter[], one: ReviewItem): Matter[] =>
    some.filter((matter) => matter.about === aboutOf(one));
  const questionsOf = (one: ReviewItem): Matter[] => about(questions, one);
  const first = led === null ? undefined : items.find((one) => aboutOf(one) === led);
  if (first !== undefined) {
    lead(null);
    select(first.item);
  }
  const hasActs = items.some(({ what }) => what === 'act');
  const toCheck = { paper: 'toCheck', of: { review: data?.review ?? '' } } as const;
  usePrintKey(hasActs && paper.busy === null ? () => paper.send('print', toCheck) : null);
  const item = isAside || end?.begun === true ? null : items.find((one) => one.item === selected);
  const changed = new Set(
    end === null ? [] : items.flatMap((one) => ((one.judged?.seq ?? 0) > (end.seen ?? 0) ? [one.item] : [])),
  );
  // Where there is nothing to judge the end is all that is left.
  const isEmpty = data !== null && items.length === 0;
  const ends = !isAside && (end?.begun === true || (isEmpty && may('conclude', roles)));
  const earlier = reviews.filter(({ number }) => number !== null);
  const toPanel = (): void => {
    requestAnimationFrame(() => {
      const judge = panel.current?.querySelector<HTMLElement>('[data-judge]') ?? null;
      if (judge === null) focusFirst(panel.current);
      else judge.focus();
    });
  };
  const toEnd = (): void => void requestAnimationFrame(() => focusFirst(concludes.current));
  const goOn = (from: ReviewItem): void => {
    const free = items.filter((one) => one === from || !questionsOf(one).some(isWaiting));
    const next = nextItem(free, from.item, roles);
    if (next !== null) {
      select(next.item);
      toPanel();
      return;
    }
    close();
    toEnd();
  };
  const leaveEnd = (): void => {
    setEnd((one) => one && { ...one, begun: false });
    toEnd();
  };
  const beside =
    data === null ? null : ends ? (
      <ConcludePanel
        detail={data}
        seen={end?.begun === true ? end.seen : data.last}
        onConcluded={() => look({ kind: 'report', review: data.review, fresh: true })}
        onBack={isEmpty ? null : leaveEnd}
      />
    ) : item ? (
      <ItemPanel
        key={item.item}
        {...{ item, detail: data, roles, leads, shown }}
        questions={questionsOf(item)}
        passed={about(passed, item)}
        onShow={show}
        onItem={select}
        onJudged={() => goOn(item)}
        onClose={close}
      />
    ) : null;
  return (
    <>
      {isTight && beside !== null && <UnseenTitle>{t('review.title')}</UnseenTitle>}
      <ListDetail
        {...{ list, panel, beside, onKeyDown }}
        onRefresh={() => void refreshReviews()}
        onLeave={end?.begun === true ? leaveEnd : undefined}
      >
        <PageHead
          title={open === null ? t('review.title') : t('review.of', { month: monthText(open.from) })}
          note={
            <>
              {open !== null && <Due open={open} />}
              {/* At 200 % a panel leaves no room for it before the printer. */}
              {data?.sampled === true && !(isNarrow && beside !== null) && <HowDrawn detail={data} />}
            </>
          }
          actions={
            hasActs && (
              <Hint {...(isNarrow ? { name: t('review.toCheck') } : {})} text={null}>
                <PaperButton
                  work={paper}
                  way="print"
                  asked={toCheck}
                  appearance="subtle"
                  {...(isNarrow ? { 'aria-label': t('review.toCheck') } : {})}
                >
                  {isNarrow ? null : t('review.toCheck')}
                </PaperButton>
              </Hint>
            )
          }
        >
          <div role="status" className={styles.said}>
            {paper.said}
          </div>
        </PageHead>
        {paper.failure !== null && <FailureNotice flush failure={paper.failure} />}
        <TabList
          className={styles.tabs}
          selectedValue={tab}
          onTabSelect={(_, { value }) => {
            select(null);
            setEnd((one) => one && { ...one, begun: false });
            look({ kind: value === 'earlier' || value === 'searches' ? value : 'items' });
          }}
        >
          <Tab value="items">{t('review.tabs.items', { n: String(open?.items ?? 0) })}</Tab>
          {open !== null && <Tab value="searches">{t('review.tabs.searches')}</Tab>}
          <Tab value="earlier">{t('review.tabs.earlier', { n: String(earlier.length) })}</Tab>
        </TabList>
        {detail.isError && !isAside && (
          <Unloaded
            failure={failureOf(detail.error)}
            onRetry={() => void detail.refetch()}
            partly={data !== null}
          />
        )}
        {asked.isError && !isAside && (
          <Unloaded failure={failureOf(asked.error)} onRetry={() => void asked.refetch()} partly />
        )}
        {tab === 'searches' && open !== null ? (
          <Searches {...{ open, onSearches }} />
        ) : tab === 'earlier' ? (
          <Earlier
            reviews={earlier}
            onOpen={({ review }) => look({ kind: 'report', review, fresh: false })}
          />
        ) : open === null ? (
          <NothingOpen reviews={reviews} />
        ) : data === null ? (
          !detail.isError && <Loading label={t('review.loading')} />
        ) : isEmpty ? (
          <Empty title={t('review.noActs')}>{t('review.noActsText')}</Empty>
        ) : (
          <>
            <Table
              label={t('review.title')}
              columns={itemColumns(t, data, changed, questionsOf, isTight || (isNarrow && beside !== null))}
              rows={items}
              rowKey={(one) => one.item}
              selected={item?.item ?? null}
              onSelect={(next) => {
                setEnd((one) => one && { ...one, begun: false });
                select(next.item);
              }}
              onOpen={toPanel}
            />
            <Foot
              items={items}
              waiting={questions.filter(isWaiting).length}
              roles={roles}
              isEnding={ends}
              button={concludes}
              onConclude={() => {
                select(null);
                setEnd({ seen: data.last, begun: true });
              }}
            />
          </>
        )}
      </ListDetail>
    </>
  );
}
