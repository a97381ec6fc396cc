import { Button, type ButtonProps, makeStyles, mergeClasses, Spinner } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import type { AskedPaper, PaperDone } from '../shared/papers.ts';
import { call, failureOf } from './api.ts';
import { useText } from './text.ts';
import { FailureNotice } from './ui/Notice.tsx';
import { Printed } from './ui/Printed.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  // It stays for readers of the screen, and takes no room before there is something to say.
  said: { ':empty': { position: 'absolute' } },
});

type Way = 'print' | 'save';
type Sent = { way: Way; asked: AskedPaper };

/** Sends papers to the printer or into a file, one at a time, and says what came of the last. */
export function usePaper() {
  const text = useDoneText();
  const { mutate, isPending, variables, data, error } = useMutation({
    mutationFn: async ({ way, asked }: Sent) => (await call(`paper.${way}`, asked)).done,
  });
  const send = useCallback((way: Way, asked: AskedPaper) => mutate({ way, asked }), [mutate]);
  return {
    send,
    busy: isPending ? variables.way : null,
    done: data ?? null,
    said: data === undefined ? null : <Printed done={data}>{text(variables.asked.paper, data)}</Printed>,
    failure: error === null ? null : failureOf(error),
  };
}

type PaperWork = ReturnType<typeof usePaper>;

const hasInstead = ['register', 'report', 'instrument', 'copy'] as const;
const hasSaved = ['hold', 'destruction', 'completeness'] as const;

/** What came of a paper, in words. */
export function useDoneText(): (paper: AskedPaper['paper'] | 'copy', done: PaperDone) => string {
  const t = useText();
  return (paper, done) => {
    const saved = hasSaved.find((name) => name === paper);
    if (done === 'saved' && saved !== undefined) return t(`papers.saved.${saved}`);
    const instead = hasInstead.find((name) => name === paper);
    const hasNone = done === 'no-printer' || done === 'unanswered';
    return hasNone && instead !== undefined
      ? `${t(`papers.done.${done}`)} ${t(`papers.instead.${instead}`)}`
      : t(`papers.done.${done}`);
  };
}

type PaperButtonProps = ButtonProps & { work: PaperWork; way: Way; asked: AskedPaper };

/** A button that prints or saves; it shows a spinner while the paper is made. */
export function PaperButton({ work, way, asked, ...button }: PaperButtonProps) {
  const icon = way === 'print' ? <Print20Regular /> : <Save20Regular />;
  return (
    <Button
      icon={work.busy === way ? <Spinner size={button.size === 'small' ? 'extra-tiny' : 'tiny'} /> : icon}
      onClick={() => work.send(way, asked)}
      {...button}
      disabledFocusable={work.busy !== null || button.disabledFocusable === true}
    />
  );
}

/** The result of the last print or save, below the buttons. */
export function PaperSaid({ work, className }: { work: PaperWork; className?: string }) {
  const styles = useStyles();
  return (
    <>
      {work.failure !== null && (
        <div className={className}>
          <FailureNotice failure={work.failure} />
        </div>
      )}
      <div role="status" className={mergeClasses(styles.said, className)}>
        {work.said}
      </div>
    </>
  );
}

type PaperButtonsProps = {
  asked: AskedPaper;
  print: ReactNode;
  save: ReactNode;
  /** Small, for a panel. Otherwise the buttons are as high as the fields beside them. */
  size?: 'small' | 'medium';
};

/** A document of this page: to paper, or to a file for the EZD; and what became of it. */
export function PaperButtons({ asked, print, save, size = 'medium' }: PaperButtonsProps) {
  const styles = useStyles();
  const work = usePaper();
  return (
    <>
      <div className={styles.row}>
        <PaperButton {...{ work, asked, size }} way="print">
          {print}
        </PaperButton>
        <PaperButton {...{ work, asked, size }} way="save">
          {save}
        </PaperButton>
      </div>
      <PaperSaid work={work} />
    </>
  );
}
