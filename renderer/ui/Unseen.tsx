import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Text for readers of the screen only, where the eye has an icon or an empty head of a column. */
export function Unseen({ children }: { children: ReactNode }) {
  return <span className={useStyles().unseen}>{children}</span>;
}

/** The same for whole paragraphs and lists, where the eye has a drawing. */
export function UnseenBlock({ children }: { children: ReactNode }) {
  return <div className={useStyles().unseen}>{children}</div>;
}

/** The name of a page whose first words on the screen are not its name. */
export function UnseenTitle({ children }: { children: ReactNode }) {
  return <h1 className={useStyles().unseen}>{children}</h1>;
}
