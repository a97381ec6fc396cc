import {
  Field,
  type FieldProps,
  InfoButton,
  type InfoButtonProps,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import type { pl } from '../../shared/text/pl.ts';
import { useText } from '../text.ts';

/** What there is an explanation of. */
export type HelpTopic = keyof typeof pl.help;

const useStyles = makeStyles({
  // WCAG 2.5.8.
  mark: { minWidth: '24px', minHeight: '24px' },
  surface: {
    width: '288px',
    maxWidth: 'calc(100vw - 48px)',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground1,
    textAlign: 'left',
    whiteSpace: 'normal',
    cursor: 'auto',
    // The ring of everything else, where the keyboard opened it: Chromium draws one of its own.
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  question: { fontWeight: tokens.fontWeightSemibold },
});

/** The mark and what it opens. Its name is the question, so that a field and its mark are not called the same. */
function useMark(topic: HelpTopic, className?: string): InfoButtonProps {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  return {
    id,
    className: mergeClasses(styles.mark, className),
    'aria-label': t(`help.${topic}.question`),
    'aria-labelledby': id,
    // In the document it stays beside its mark, so that Tab goes on from there; no scrolling region cuts it off.
    popover: { positioning: { position: 'below', align: 'start', strategy: 'fixed', autoSize: 'height' } },
    info: {
      className: styles.surface,
      // Escape closes this, and not also the small form that the field stands in, and leads back to the mark.
      onKeyDown: (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        document.getElementById(id)?.focus();
      },
      children: (
        <>
          <p className={styles.question}>{t(`help.${topic}.question`)}</p>
          <p>{t(`help.${topic}.answer`)}</p>
          <p>{t(`help.${topic}.more`)}</p>
        </>
      ),
    },
  };
}

/** The mark alone, beside a name that belongs to no field of its own. */
export function HelpMark({ topic, className }: { topic: HelpTopic; className?: string }) {
  return <InfoButton {...useMark(topic, className)} />;
}

/**
 * Fluent's Field with the mark of an explanation beside its name. In the order of Tab the mark comes behind the control: what a person
 * comes for is the field.
 */
export function HelpedField({ help, children, ...field }: FieldProps & { help: HelpTopic }) {
  const styles = useFieldStyles();
  return (
    <Field {...field} className={styles.field}>
      <>
        {children}
        <HelpMark topic={help} />
      </>
    </Field>
  );
}

/** Placed by hand: name and mark in the first row, whatever else below them over the whole width. */
const useFieldStyles = makeStyles({
  field: {
    gridTemplateColumns: 'auto 1fr',
    '& > *': { gridColumn: '1 / -1' },
    '& > label': { gridColumn: '1' },
    '& > button': { gridColumn: '2', gridRow: '1', justifySelf: 'start', alignSelf: 'center' },
  },
});
