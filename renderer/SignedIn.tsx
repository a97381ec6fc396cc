import { Button } from '@fluentui/react-components';
import type { ParseKeys } from 'i18next';
import { useEffect } from 'react';
import type { Act } from '../shared/protocol.ts';
import { may, mayLetDestroy, maySee, overseesAll, rightsOf } from '../shared/permissions.ts';
import type { Me } from '../shared/session.ts';
import { useTypedBefore } from './drafts.ts';
import { openPanel } from './duties/panel.ts';
import { Frame } from './frame/Frame.tsx';
import { Rail } from './frame/Rail.tsx';
import { TitleBar } from './frame/TitleBar.tsx';
import { useGuide } from './guide/guide.ts';
import { mattersFor, useOwnMatters } from './matters.ts';
import { marksOf, type Now, placeOf } from './pages.tsx';
import { type OpenAct, useOpenAct } from './open-act.ts';
import { ActBar } from './protocol/ActBar.tsx';
import type { OtherActs } from './protocol/ActMenu.tsx';
import { KeysDialog, useKeysList } from './player/KeysDialog.tsx';
import { watchPlayer } from './player/interruptions.ts';
import { useStage } from './player/stage.ts';
import { UnfinishedBar } from './protocol/UnfinishedBar.tsx';
import { useUnfinished } from './protocol/unfinished.ts';
import { beginAnotherCase, setCase, useAsksNothing, wantCase } from './recordings/search.ts';
import { useWaitingCalls } from './keeping/announcement.ts';
import { useWaitingGaps } from './keeping/completeness.ts';
import { useWaiting } from './keeping/holds.ts';
import { useWaitingCards } from './quality/own-cards.ts';
import { usePlans, waitingPlans } from './quality/plans.ts';
import { showAgain, useReviewed } from './quality/on-stage.ts';
import { SubmittedBar } from './quality/SubmittedBar.tsx';
import { useWaitingReviews } from './review/reviews.ts';
import { PersonMenu } from './session/PersonMenu.tsx';
import { signOut, useSession } from './session/session.ts';
import { Here, queuePage, usePage } from './shown-page.ts';
import { useSupport } from './support/support.ts';
import { Unbroken } from './support/Unbroken.tsx';
import { useText } from './text.ts';
import { Empty } from './ui/States.tsx';
import { UnseenTitle } from './ui/Unseen.tsx';
import { useTitle } from './ui/use-title.ts';
import { awayOf, useConnection } from './connection.ts';
import { Notice } from './ui/Notice.tsx';

/** Everything that a signed-in person sees: the frame, its bars, and the page. */
export function SignedIn({ me, demo }: { me: Me; demo: boolean }) {
  const t = useText();
  useEffect(watchPlayer, []);
  useTypedBefore();
  const open = useOpenAct();
  const unfinished = useUnfinished();
  const { page: chosen, led, show } = usePage();
  // The player's page says by itself what is away and what became of the sound.
  const stopped = useStage((state) => state.stage.kind === 'stopped');
  const help = {
    guide: useGuide(({ show }) => show),
    keys: useKeysList(({ show }) => show),
    support: useSupport(({ show }) => show),
  };
  const rights = rightsOf(me);
  const matters = mattersFor(useOwnMatters().data?.matters ?? []).length;
  const reviews = useWaitingReviews(maySee(rights, 'review'));
  const oversees = overseesAll(me.roles);
  const holds = useWaiting('review', oversees);
  // The desk asks whether they last; whoever has not entered an erasure agrees to it.
  const restrictions = useWaiting('restrictions', may('hold-review', me.roles));
  const erasures = useWaiting('erasures', oversees);
  // Who may not confirm a list is told of it on the page.
  const nights = useWaiting('stopped', mayLetDestroy(me.roles));
  const gaps = useWaitingGaps(me.roles);
  const undecided = useWaitingCalls(me.roles);
  const plans = usePlans(may('qualityPlan', me.roles) || may('qualityVerdict', me.roles)).data;
  const quality = waitingPlans(plans, me.roles);
  const reviewed = useReviewed(plans);
  const kept = { holds, restrictions, erasures, nights, gaps, undecided };
  const cards = useWaitingCards();
  const now: Now = { open, unfinished, matters, reviews, ...kept, ...quality, ...cards };
  const place = placeOf(chosen, rights, now);
  const name = place?.page.name;
  useWindowTitle(place?.page.title ?? 'common.pages.none', open.act);

  const asksNothing = useAsksNothing();
  const atStart = name === 'find' && open.id === null && asksNothing;
  const others = useOthers(open, may('listen', me.roles));
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
        rail={place !== null && <Rail marks={marksOf(t, place, rights, now)} help={help} />}
        bars={
          <>
            <ActBar
              others={others}
              sound={name !== 'listen'}
              review={name === 'listen' && !('text' in (place?.shown ?? {})) ? reviewed : null}
              onQueue={() => show(queuePage)}
              {...(name === 'find' || name === 'finish' ? {} : { onAdd: addRecording })}
            />
            {!(name === 'listen' && stopped) && (
              <ConnectionBanner
                onFault={
                  maySee(rights, 'duties')
                    ? () => {
                        openPanel('fault');
                        show({ name: 'duties' });
                      }
                    : null
                }
              />
            )}
            <SubmittedBar
              onBack={({ listed }) => {
                showAgain(open, plans, listed);
                show({ name: 'listen' });
              }}
            />
            {atStart && <UnfinishedBar onShow={() => show({ name: 'protocols' })} />}
          </>
        }
      >
        {place === null ? (
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
          <Here key={`${place.page.name} ${String(led)}`} value={place.shown}>
            <Unbroken>
              <place.page.Page shown={place.shown} open={open} addRecording={addRecording} />
            </Unbroken>
          </Here>
        )}
      </Frame>
      <KeysDialog />
    </>
  );
}

/** To another unfinished act, back to its listening or to the steps that it waits for; or, for whoever looks for calls, to another case. */
function useOthers(open: OpenAct, searches: boolean): OtherActs {
  const { show } = usePage();
  const unfinished = useUnfinished();
  return {
    unfinished,
    onSwitch: ({ act, state }) => {
      if (state === 'started') open.continueAct(act);
      show(state === 'started' ? { name: 'listen' } : { name: 'finish', act });
    },
    onShowAll: () => show({ name: 'protocols' }),
    onAnotherCase: searches
      ? () => {
          show({ name: 'find' });
          beginAnotherCase();
        }
      : null,
  };
}

/** The page, then case and protocol number stand in the title of the window, which Windows shows in its own places. */
function useWindowTitle(title: ParseKeys, act: Act | null): void {
  const t = useText();
  const locked = useSession((state) => state.locked);
  const page = t(locked ? 'common.pages.locked' : title);
  useTitle(
    act === null || locked
      ? t('common.windowTitle', { page })
      : t('common.windowTitleAct', { page, number: act.number, case: act.case }),
  );
}

/**
 * Names the nearest part that is away; where all are there, whether listening is suspended. `onFault` shows whoever answers for the office what to do where the ledger does not agree. Goes by itself.
 */
function ConnectionBanner({ onFault }: { onFault: (() => void) | null }) {
  const t = useText();
  const connection = useConnection();
  const { suspendedBy } = connection;
  const away = awayOf(connection);
  if (away === null && suspendedBy === 'checked') {
    return (
      <Notice
        flush
        intent="error"
        title={t('common.suspended.checked')}
        actions={onFault !== null && <Button onClick={onFault}>{t('common.suspended.whatToDo')}</Button>}
      >
        {t('common.suspended.tell')} {onFault === null && t('common.suspended.goesOn')}
      </Notice>
    );
  }
  if (away === null && suspendedBy !== null) {
    return (
      <Notice flush intent="warning" title={t(`common.suspended.${suspendedBy}`)}>
        {t('common.suspended.goesOn')}
      </Notice>
    );
  }
  if (away === null) return null;
  return (
    // Another part, another bar: each is read out.
    <Notice key={away} flush intent="error" title={t(`session.away.${away}`)}>
      {t(`session.away.${away}Text`)}
    </Notice>
  );
}
