import { maySee, rightsOf } from '../shared/permissions.ts';
import { reviewRule } from '../shared/rules.ts';
import { AuthorisationPage } from './authorisation/AuthorisationPage.tsx';
import { DutiesPage } from './duties/DutiesPage.tsx';
import { KeepingPage } from './keeping/KeepingPage.tsx';
import type { OpenAct } from './open-act.ts';
import { OwnCardsPage } from './quality/OwnCardsPage.tsx';
import { QualityPage } from './quality/QualityPage.tsx';
import { showCard } from './quality/on-stage.ts';
import { RegisterPage } from './register/RegisterPage.tsx';
import { ReviewPage } from './review/ReviewPage.tsx';
import { dueDay, nextReview, useReviews } from './review/reviews.ts';
import { useSession } from './session/session.ts';
import { type ShownPage, usePage } from './shown-page.ts';

/** Pages of whoever answers for the office or reviews it, each with what leads from it to another. */

type Props = { shown: ShownPage; open: OpenAct };

export function DutiesOfOffice() {
  const { show } = usePage();
  const me = useSession((state) => state.me);
  const rights = me === null || me === 'unknown' ? [] : rightsOf(me);
  const { data } = useReviews(maySee(rights, 'review'));
  const reviews = data?.reviews ?? [];
  if (me === null || me === 'unknown') return null;
  return (
    <DutiesPage
      roles={me.roles}
      reviews={reviews.map((one) => ({ ...one, due: dueDay(one) }))}
      nextReview={data === undefined ? null : nextReview(data.reviews).opens}
      onReview={(about) => show({ name: 'review', about })}
      onRegister={
        maySee(rights, 'register')
          ? (filter, closing) => show({ name: 'register', filter, closing: closing ?? null })
          : null
      }
      onKeeping={(tab, list) => show({ name: 'keeping', tab, ...(list === undefined ? {} : { list }) })}
      onPlans={() => show({ name: 'quality', plan: 'waiting' })}
      onPapers={maySee(rights, 'authorisation') ? (papers) => show({ name: 'authorisation', papers }) : null}
    />
  );
}

export function Register({ shown }: Props) {
  const me = useSession((state) => state.me);
  const { filter, closing = null, searches = false } = 'filter' in shown ? shown : {};
  return (
    <RegisterPage
      begin={filter}
      closing={closing}
      searches={searches}
      isDesk={me !== null && me !== 'unknown' && me.roles.includes('secretary')}
    />
  );
}

export function Authorisation({ shown }: Props) {
  const me = useSession((state) => state.me);
  return (
    <AuthorisationPage
      roles={me === null || me === 'unknown' ? [] : me.roles}
      wanted={'papers' in shown ? (shown.papers ?? null) : null}
    />
  );
}

export function Review({ shown }: Props) {
  const { show } = usePage();
  const me = useSession((state) => state.me);
  if (me === null || me === 'unknown') return null;
  const rights = rightsOf(me);
  const paper = (number: string): void =>
    show({ name: 'authorisation', papers: { what: 'authorisation', number, show: 'all' } });
  const searches = (person: string, days: { from: string; to: string }): void =>
    show({ name: 'register', searches: true, filter: { person, ...days } });
  const register = (caseNumber: string): void => show({ name: 'register', filter: { case: caseNumber } });
  return (
    <ReviewPage
      roles={me.roles}
      wanted={'about' in shown ? (shown.about ?? null) : null}
      leads={{
        onPaper: maySee(rights, 'authorisation') ? paper : null,
        onCase: maySee(rights, 'register') ? register : null,
      }}
      onSearches={maySee(rights, 'register') ? searches : null}
    />
  );
}

export function Keeping({ shown }: Props) {
  const { show } = usePage();
  const me = useSession((state) => state.me);
  const { hold = null, gap = null, tab = null, list = 'open' } = 'act' in shown ? {} : shown;
  if (me === null || me === 'unknown') return null;
  const order = (number: string | null): void =>
    show({ name: 'authorisation', papers: { what: 'version', number, show: 'all' } });
  const onOrder = maySee(rightsOf(me), 'authorisation') ? order : null;
  return <KeepingPage roles={me.roles} wanted={hold} first={tab} {...{ gap, show: list, onOrder }} />;
}

export function Quality({ shown, open }: Props) {
  const { show } = usePage();
  const me = useSession((state) => state.me);
  if (me === null || me === 'unknown') return null;
  const { plan = null } = 'act' in shown ? {} : shown;
  const rules = (): void =>
    show({
      name: 'authorisation',
      papers: { what: 'version', number: null, show: 'all', prepares: reviewRule },
    });
  return (
    <QualityPage
      roles={me.roles}
      wanted={plan}
      covered={me.authorisation.scope?.departments ?? null}
      leads={{
        onListen: () => show({ name: 'listen' }),
        onCard: (plan, one) => {
          if (plan.act === null) return;
          showCard(open, plan.plan, plan.act, one);
          show({ name: 'listen' });
        },
        onAct: (act, state) => {
          if (state === 'completed') show({ name: 'finish', act });
          else if (state === 'approved') {
            open.continueAct(act);
            show({ name: 'listen', text: true });
          } else show({ name: 'protocols', row: act });
        },
        onBasis: maySee(rightsOf(me), 'authorisation') ? rules : null,
      }}
    />
  );
}

export function OwnCards({ shown }: Props) {
  return <OwnCardsPage wanted={'row' in shown ? (shown.row ?? null) : null} />;
}
