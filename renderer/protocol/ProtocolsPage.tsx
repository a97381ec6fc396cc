import { Button, Divider, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import type { ListedAct } from '../../shared/protocol.ts';
import { readAgain } from '../api.ts';
import { NotMine } from '../NotMine.tsx';
import { useStory } from '../paged.ts';
import { bound, useText } from '../text.ts';
import { focusRow } from '../ui/focus.ts';
import { type ShownRecording, useListDetail } from '../ui/list-detail.ts';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { ListDetail } from '../ui/ListDetail.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { MyProtocols } from './MyProtocols.tsx';
import { unfinishedOf, useActs } from './unfinished.ts';
import { UnfinishedTable } from './UnfinishedTable.tsx';
import { EntryPanel } from '../story/EntryPanel.tsx';
import { Story } from '../story/Story.tsx';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { filedText, heardText } from './act-text.ts';

const useStyles = makeStyles({
  page: {
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    // Where a list has no room left beside what stands above it, the page scrolls.
    overflowY: 'auto',
  },
  unfinished: {
    flexShrink: 0,
    maxHeight: '45%',
    overflowY: 'auto',
    paddingBottom: '16px',
    '@media (max-height: 599px)': { maxHeight: 'none' },
  },
  heading: { display: 'flex', alignItems: 'baseline', gap: '8px', padding: '18px 20px 4px' },
  none: { padding: '4px 20px 0', color: tokens.colorNeutralForeground3 },
  divider: { flexGrow: 0 },
});

/** What the page lists. */
const listed = [
  'protocol.acts',
  'protocol.named',
  'protocol.refusals',
  'session.mine',
  'matter.list',
  'register.story',
];

type ProtocolsPageProps = {
  /** The act that the page begins with: who comes back from it stands on its row. */
  wanted: string | null;
  /** Stands above everything else. */
  matters: ReactNode;
  /** Back to listening in an act that is not completed. */
  onContinue: (act: ListedAct) => void;
  /** To the page of a completed or filed protocol. */
  onFinish: (act: ListedAct) => void;
};

/** Page 07: what is not finished above, all one's own protocols below; the selected one tells its story at the right. */
export function ProtocolsPage({ wanted, matters, onContinue, onFinish }: ProtocolsPageProps) {
  const styles = useStyles();
  const t = useText();
  const acts = useActs();
  // By its number: what is told of an act is always the newest that the server said.
  const {
    list,
    panel,
    selected: chosen,
    shown,
    select,
    show,
    close,
    onKeyDown,
  } = useListDetail<string>(wanted);
  const loaded = acts.data !== undefined;
  useEffect(() => {
    if (!loaded || wanted === null) return undefined;
    // The rows are there a frame after their table.
    const frame = requestAnimationFrame(() => focusRow(list.current));
    return () => cancelAnimationFrame(frame);
  }, [loaded, wanted, list]);
  if (acts.data === undefined) {
    return (
      <>
        <UnseenTitle>{t('protocol.title')}</UnseenTitle>
        <Awaited query={acts} />
      </>
    );
  }
  const unfinished = unfinishedOf(acts.data.acts);
  const selected = acts.data.acts.find(({ act }) => act === chosen) ?? null;
  const open = (act: ListedAct): void => {
    if (act.state === 'started') onContinue(act);
    // It has no text: what it was stands beside the list.
    else if (act.state === 'unfinished') select(act.act);
    else onFinish(act);
  };
  return (
    <ListDetail
      {...{ list, panel, onKeyDown }}
      onRefresh={() => void readAgain(listed)}
      beside={
        selected === null ? null : (
          <ActPanel
            key={selected.act}
            act={selected}
            shown={shown}
            onShow={show}
            onOpen={open}
            onClose={close}
          />
        )
      }
    >
      <div className={styles.page}>
        {matters}
        <section className={styles.unfinished} aria-label={t('protocol.unfinished.title')}>
          <div className={styles.heading}>
            <Subtitle1 as="h1">{t('protocol.unfinished.title')}</Subtitle1>
            <Muted>{unfinished.length}</Muted>
          </div>
          {unfinished.length === 0 ? (
            <Text as="p" className={styles.none}>
              {t(acts.data.acts.length === 0 ? 'protocol.unfinished.nothing' : 'protocol.unfinished.none')}
            </Text>
          ) : (
            <UnfinishedTable acts={unfinished} paneled={selected !== null} onOpen={open} />
          )}
        </section>
        <Divider className={styles.divider} />
        <MyProtocols
          acts={acts.data.acts}
          selected={selected}
          onSelect={(act) => select(act?.act ?? null)}
          onOpen={open}
        />
      </div>
    </ListDetail>
  );
}

type ActPanelProps = {
  act: ListedAct;
  shown: ShownRecording | null;
  onShow: (shown: ShownRecording | null) => void;
  onOpen: (act: ListedAct) => void;
  onClose: () => void;
};

/** One's own act in full: what it is, and what happened, oldest first. */
function ActPanel({ act, onOpen, ...beside }: ActPanelProps) {
  const t = useText();
  // Its first entry is what somebody reports who did not begin it.
  const begun = useStory({ of: 'act', id: act.act }).rows[0];
  return (
    <EntryPanel
      title={act.number}
      subtitle={act.case}
      footer={
        <Stack row gap={8}>
          {act.state !== 'unfinished' && (
            <Button onClick={() => onOpen(act)}>{t('protocol.mine.openShort')}</Button>
          )}
          {begun !== undefined && <NotMine about={begun.seq} what={act.number} />}
        </Stack>
      }
      {...beside}
    >
      <Facts>
        {act.formerCases.length > 0 && (
          <Fact
            label={t('protocol.columns.case')}
            second={t('protocol.formerCase', { case: act.formerCases.join(', ') })}
          >
            {act.case}
          </Fact>
        )}
        <Fact label={t('protocol.columns.state')}>
          <ActStateMark state={act.state} />
        </Fact>
        <Fact label={t('protocol.columns.opened')}>{momentText(act.openedAt)}</Fact>
        <Fact label={t('protocol.columns.basis')}>{bound(act.basisLabel)}</Fact>
        <Fact label={t('protocol.columns.heard')}>{heardText(t, act)}</Fact>
        <Fact label={t('protocol.columns.filed')}>
          {act.corrections > 0 && act.filedOn === null ? t('protocol.correct.notFiled') : filedText(t, act)}
        </Fact>
      </Facts>
      <Story of="act" id={act.act} onRecording={beside.onShow} />
    </EntryPanel>
  );
}
