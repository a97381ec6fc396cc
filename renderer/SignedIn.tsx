import { Button } from '@fluentui/react-components';
import type { Act } from '../shared/protocol.ts';
import type { Me } from '../shared/session.ts';
import { RegisterPage } from './register/RegisterPage.tsx';
import { Frame } from './frame/Frame.tsx';
import { Rail, type RailPage } from './frame/Rail.tsx';
import { TitleBar } from './frame/TitleBar.tsx';
import { useGuide } from './guide/guide.ts';
import { type Page, usePage } from './page.ts';
import { type OpenAct, useOpenAct } from './playback/act.ts';
import { ActBar } from './playback/ActBar.tsx';
import type { OtherActs } from './playback/ActMenu.tsx';
import { JustifyPanel } from './playback/JustifyPanel.tsx';
import { useKeysList } from './playback/keys-list.ts';
import { KeysDialog } from './playback/KeysDialog.tsx';
import { ListenPage } from './playback/ListenPage.tsx';
import { useIsOver } from './playback/over.ts';
import { useStage } from './playback/stage.ts';
import { FinishPage } from './protocol/FinishPage.tsx';
import { ProtocolsPage } from './protocol/ProtocolsPage.tsx';
import { UnfinishedBar } from './protocol/UnfinishedBar.tsx';
import { useUnfinished } from './protocol/unfinished.ts';
import { FindPage } from './recordings/FindPage.tsx';
import { beginAnotherCase, setCase, useAsksNothing, wantCase } from './recordings/search.ts';
import { ConnectionBanner } from './session/ConnectionBanner.tsx';
import { PersonMenu } from './session/PersonMenu.tsx';
import { signOut, useSession } from './session/session.ts';
import { useSupport } from './support/support.ts';
import { Unbroken } from './support/Unbroken.tsx';
import { useText } from './text.ts';
import { noticeableMs } from './ui/noticeable.ts';
import { Empty } from './ui/States.tsx';
import { UnseenTitle } from './ui/Unseen.tsx';
import { useTitle } from './ui/use-title.ts';

/** The pages of a person's roles, in the order of the rail. */
function pagesOf(me: Me, actOpen: boolean): RailPage[] {
  const listener: RailPage[] = actOpen ? ['find', 'listen', 'protocols'] : ['find', 'protocols'];
  return [
    ...(me.roles.includes('listener') ? listener : []),
    ...(me.roles.includes('secretary') ? (['register'] as const) : []),
  ];
}

/** The mark in the rail that a page belongs to: the finish of an open act to it, of another to the protocols. */
function railPageOf(page: Page, openAct: string | null): RailPage {
  if (page.name !== 'finish') return page.name;
  return page.act === openAct ? 'listen' : 'protocols';
}

/** Where a mark in the rail leads: an open act that is completed is at its last steps. */
function pageOf(name: RailPage, act: Act | null): Page {
  return name === 'listen' && act?.state === 'completed' ? { name: 'finish', act: act.act } : { name };
}

/** Everything that a signed-in person sees. The features meet here and nowhere else. */
export function SignedIn({ me, demo }: { me: Me; demo: boolean }) {
  const t = useText();
  const open = useOpenAct();
  const unfinished = useUnfinished();
  const { page: chosen, show } = usePage();
  // The player's page says by itself what is away and what became of the sound.
  const stopped = useStage((state) => state.stage.kind === 'stopped');
  const help = {
    guide: useGuide(({ show }) => show),
    keys: useKeysList(({ show }) => show),
    support: useSupport(({ show }) => show),
  };
  const pages = pagesOf(me, open.id !== null);
  const first = me.roles.includes('secretary') ? 'register' : pages[0];
  const there = chosen !== null && (chosen.name === 'finish' || pages.includes(chosen.name));
  const page: Page | null = there ? chosen : first === undefined ? null : { name: first };
  useWindowTitle(page?.name ?? 'none', open.act);

  const asksNothing = useAsksNothing();
  const atStart = page?.name === 'find' && open.id === null && asksNothing;
  const others = useOthers(open);
  const addRecording = (): void => {
    if (open.act !== null) setCase(open.act.case, open.act.case);
    show({ name: 'find' });
    wantCase();
  };
  return (
    <>
      <Frame
        titleBar={
          <TitleBar demo={demo}>
            <PersonMenu me={me} />
          </TitleBar>
        }
        rail={
          page !== null && (
            <Rail
              pages={pages}
              current={railPageOf(page, open.id)}
              unfinished={unfinished.length}
              onShow={(name) => show(pageOf(name, open.act))}
              help={help}
            />
          )
        }
        bars={
          <>
            <ActBar
              others={others}
              {...(page?.name === 'find' || page?.name === 'finish' ? {} : { onAdd: addRecording })}
            />
            {!(page?.name === 'listen' && stopped) && <ConnectionBanner />}
            {atStart && <UnfinishedBar onShow={() => show({ name: 'protocols' })} />}
          </>
        }
      >
        {page === null ? (
          <>
            <UnseenTitle>{t('common.pages.none')}</UnseenTitle>
            <Empty
              title={t('common.noPages')}
              action={<Button onClick={() => void signOut()}>{t('session.person.signOut')}</Button>}
            >
              {t('common.noPagesText')}
            </Empty>
          </>
        ) : (
          <Unbroken key={page.name}>
            <PageOf page={page} open={open} onAdd={addRecording} />
          </Unbroken>
        )}
      </Frame>
      <KeysDialog />
    </>
  );
}

/** To another unfinished act, back to its listening or to the steps that it waits for; or to another case. */
function useOthers(open: OpenAct): OtherActs {
  const { show } = usePage();
  const unfinished = useUnfinished();
  return {
    unfinished,
    onSwitch: ({ act, state }) => {
      if (state === 'started') open.continueAct(act);
      show(state === 'started' ? { name: 'listen' } : { name: 'finish', act });
    },
    onShowAll: () => show({ name: 'protocols' }),
    onAnotherCase: () => {
      show({ name: 'find' });
      beginAnotherCase();
    },
  };
}

function PageOf({ page, open, onAdd }: { page: Page; open: OpenAct; onAdd: () => void }) {
  const { show } = usePage();
  const { act } = open;
  const over = useIsOver(act);
  switch (page.name) {
    case 'find':
      return (
        <FindPage
          openAct={
            act?.state !== 'started' || over
              ? null
              : {
                  case: act.case,
                  number: act.number,
                  prepare: open.prepareCall,
                  add: async (call) => {
                    const opening = open.addRecording(call);
                    // The page is drawn once the sound runs, or when a wait would be noticed.
                    await Promise.race([
                      opening,
                      new Promise((resolve) => setTimeout(resolve, noticeableMs)),
                    ]);
                    show({ name: 'listen' });
                    await opening;
                  },
                }
          }
          justify={(parts) => <JustifyPanel {...parts} onOpened={() => show({ name: 'listen' })} />}
        />
      );
    case 'listen':
      return <ListenPage onFinish={(finished) => show({ name: 'finish', act: finished })} onNewAct={onAdd} />;
    case 'protocols':
      return (
        <ProtocolsPage
          onContinue={(unfinished) => {
            open.continueAct(unfinished.act);
            show({ name: 'listen' });
          }}
          onFinish={(unfinished) => show({ name: 'finish', act: unfinished.act })}
        />
      );
    case 'finish':
      return (
        <FinishPage
          act={page.act}
          onBack={() => {
            open.continueAct(page.act);
            show({ name: 'listen' });
          }}
        />
      );
    case 'register':
      return <RegisterPage />;
  }
}

/** The page, then case and protocol number stand in the title of the window, which Windows shows in its own places. */
function useWindowTitle(name: Page['name'] | 'none', act: Act | null): void {
  const t = useText();
  const locked = useSession((state) => state.locked);
  const page = t(`common.pages.${locked ? 'locked' : name}`);
  useTitle(
    act === null || locked
      ? t('common.windowTitle', { page })
      : t('common.windowTitleAct', { page, number: act.number, case: act.case }),
  );
}
