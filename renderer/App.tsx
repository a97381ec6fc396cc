import { FluentProvider, makeStyles, RendererProvider, tokens } from '@fluentui/react-components';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { maySee, rightsOf } from '../shared/permissions.ts';
import type { StartInfo } from '../shared/session.ts';
import { call, listen, queryClient } from './api.ts';
import { watchConnection } from './connection.ts';
import { watchDrafts } from './drafts.ts';
import { TitleBar } from './frame/TitleBar.tsx';
import { useGuide } from './guide/guide.ts';
import { GuideDialog } from './guide/GuideDialog.tsx';
import { setLimits } from './limits.ts';
import { leadTo, titleOf } from './pages.tsx';
import { watchPreferences } from './preferences.ts';
import { wantCase } from './recordings/search.ts';
import { LanguageButton } from './session/Language.tsx';
import { LeavingDialog } from './session/LeavingDialog.tsx';
import { LockedPage } from './session/LockedPage.tsx';
import { NewerWordsDialog } from './session/NewerWordsDialog.tsx';
import { startSession, useSession } from './session/session.ts';
import { SignInPage } from './session/SignInPage.tsx';
import { usePage } from './shown-page.ts';
import { SignedIn } from './SignedIn.tsx';
import { useSupport, watchFaults } from './support/support.ts';
import { SupportDialog } from './support/SupportDialog.tsx';
import { Unbroken } from './support/Unbroken.tsx';
import { styleRenderer, useTheme } from './theme.ts';
import { useText } from './text.ts';
import { keepFocus } from './ui/keep-focus.ts';
import { FailureNotice } from './ui/Notice.tsx';
import { Loading, useAfter } from './ui/States.tsx';

const useStyles = makeStyles({
  window: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  page: { flexGrow: 1, minHeight: 0 },
  hidden: { display: 'none' },
});

/** The whole page: providers, then either the sign-in page or the frame of the person who is signed in. */
export function App() {
  const [renderer] = useState(styleRenderer);
  useEffect(watchAll, []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <QueryClientProvider client={queryClient}>
        <Themed />
      </QueryClientProvider>
    </RendererProvider>
  );
}

// Its own component: styles made above RendererProvider would carry no nonce.
function Themed() {
  // Another language draws everything anew, also what only shows a date.
  useText();
  return (
    <FluentProvider theme={useTheme()}>
      <Window />
    </FluentProvider>
  );
}

/** Follows what the main process announces, from the first moment on; returns the function that stops it all. */
function watchAll(): () => void {
  const stops = [
    watchPreferences(),
    watchConnection(),
    startSession(),
    watchFaults(),
    keepFocus(),
    watchDrafts(),
    listen('window.focusSearch', () => {
      const { me, locked } = useSession.getState();
      if (me === null || me === 'unknown' || locked || !maySee(rightsOf(me), 'find')) return;
      usePage.getState().show({ name: 'find' });
      wantCase();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function Window() {
  const styles = useStyles();
  const start = useQuery({
    queryKey: ['session.start'],
    queryFn: async () => {
      const said = await call('session.start', {});
      setLimits(said.limits);
      return said;
    },
    staleTime: Infinity,
    gcTime: Infinity,
  });
  if (start.isError)
    return (
      <div className={styles.window}>
        <TitleBar demo={false} line />
        <FailureNotice flush failure={start.error.failure} onRetry={() => void start.refetch()} />
      </div>
    );
  return (
    <div className={styles.window}>
      <Unbroken>
        {start.data === undefined ? (
          <Starting demo={false} awaited="program" />
        ) : (
          <Person start={start.data} />
        )}
        <GuideDialog />
        <SupportDialog />
        <NewerWordsDialog />
        <LeavingDialog titleOf={titleOf} onShow={leadTo} />
      </Unbroken>
    </div>
  );
}

/** So long a start may take without a word, in milliseconds. */
const wordlessMs = 2000;

/** The window while the program starts: its bar, and after a while what it waits for. */
function Starting({ demo, awaited }: { demo: boolean; awaited: 'program' | 'person' }) {
  const t = useText();
  const late = useAfter(wordlessMs);
  return (
    <>
      <TitleBar demo={demo} line />
      {late && <Loading label={t(`common.starting.${awaited}`)} />}
    </>
  );
}

function Person({ start }: { start: StartInfo }) {
  const styles = useStyles();
  const { me, locked } = useSession();
  const showGuide = useGuide(({ show }) => show);
  const showSupport = useSupport(({ show }) => show);
  const demo = start.demo !== null;
  if (me === 'unknown') return <Starting demo={demo} awaited="person" />;
  if (me === null)
    return (
      <>
        <TitleBar demo={demo} line>
          <LanguageButton />
        </TitleBar>
        <div className={styles.page}>
          <SignInPage start={start} onGuide={showGuide} onSupport={showSupport} />
        </div>
      </>
    );
  return (
    <>
      {locked && (
        <>
          <TitleBar demo={demo} line />
          <div className={styles.page}>
            <LockedPage me={me} />
          </div>
        </>
      )}
      {/* Kept as it is below the cover: typed text and places survive a lock. */}
      <div className={locked ? styles.hidden : styles.page}>
        <SignedIn key={me.login} me={me} demo={demo} />
      </div>
    </>
  );
}
