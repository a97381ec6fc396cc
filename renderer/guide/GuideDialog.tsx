import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import guideText from '../../docs/user-guide.pl.md?raw';
import { useText } from '../text.ts';
import { ReturnFocus } from '../ui/ReturnFocus.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { useGuide } from './guide.ts';
import { GuideText, headingId } from './GuideText.tsx';
import { type Block, readGuide } from './reading.ts';

/** Pictures are files of the page: the guide needs no network and no other program. */
const files = import.meta.glob<string>('../../docs/user-guide/*.png', {
  eager: true,
  query: '?url',
  import: 'default',
});
const pictures = new Map(Object.entries(files).map(([path, url]) => [path.split('/').at(-1) ?? '', url]));

const useStyles = makeStyles({
  surface: {
    width: '1080px',
    maxWidth: 'calc(100vw - 32px)',
    height: 'calc(100vh - 32px)',
    maxHeight: 'calc(100vh - 32px)',
  },
  body: { height: '100%', maxHeight: '100%', gridTemplateRows: 'auto minmax(0, 1fr) auto' },
  content: {
    display: 'grid',
    gridTemplateColumns: '248px minmax(0, 1fr)',
    gap: '24px',
    overflowY: 'hidden',
    minHeight: 0,
    maxHeight: 'none',
    // In a single column the contents come first, and everything scrolls together.
    '@media (max-width: 799px)': { display: 'block', overflowY: 'auto' },
  },
  contents: {
    overflowY: 'auto',
    '@media (max-width: 799px)': { overflowY: 'visible' },
    '& ol': { listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: '8px' },
  },
  text: {
    overflowY: 'auto',
    paddingRight: '8px',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    '@media (max-width: 799px)': { overflowY: 'visible' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '& > :first-child': { marginTop: 0 },
  },
});

/** „Podręcznik”: the guide that ships with the program, opened from „Pomoc” and from the sign-in page. */
export function GuideDialog() {
  const styles = useStyles();
  const t = useText();
  const { shown, from, hide } = useGuide();
  return (
    <Dialog open={shown} onOpenChange={(_, { open }) => open || hide()}>
      <DialogSurface className={styles.surface}>
        <ReturnFocus to={from} />
        <DialogBody className={styles.body}>
          <DialogTitle>{t('support.guide')}</DialogTitle>
          <Content />
          <DialogActions>
            <Button appearance="primary" onClick={hide}>
              {t('common.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Content() {
  const styles = useStyles();
  const t = useText();
  const [blocks] = useState(() => readGuide(guideText));
  const text = useRef<HTMLDivElement>(null);
  const stop = useScrollStop(text);
  const go = (place: number): void => {
    const heading = document.getElementById(headingId(place));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <DialogContent className={styles.content}>
      <nav className={styles.contents} aria-label={t('support.guideContents')} lang="pl">
        <ol>
          {chaptersOf(blocks).map(({ title, place }) => (
            <li key={place}>
              <Link as="button" onClick={() => go(place)}>
                {title}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {/* The guide is Polish in every language of the screen. */}
      <div
        ref={text}
        className={styles.text}
        tabIndex={stop}
        role="group"
        aria-label={t('support.guide')}
        lang="pl"
      >
        <GuideText blocks={blocks} pictures={pictures} />
      </div>
    </DialogContent>
  );
}

function chaptersOf(blocks: readonly Block[]): { title: string; place: number }[] {
  return blocks.flatMap((block, place) =>
    block.kind === 'heading' && block.level === 2 ? [{ title: block.text, place }] : [],
  );
}
