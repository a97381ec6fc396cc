import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';

const useStyles = makeStyles({
  edge: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    right: 0,
    width: '8px',
    cursor: 'col-resize',
    touchAction: 'none',
    ':hover': { borderRight: `2px solid ${tokens.colorNeutralStroke1}` },
  },
});

type Props = {
  /** While it is drawn: how wide the column would be, in pixels. */
  onDraw: (width: number) => void;
  /** It was let go. */
  onDone: () => void;
};

/** The edge of a column's head, which the mouse draws; whoever uses it offers the same to the keyboard. */
export function ColumnEdge({ onDraw, onDone }: Props) {
  const styles = useStyles();
  const from = useRef({ x: 0, width: 0 });
  return (
    <span
      aria-hidden="true"
      className={styles.edge}
      onPointerDown={(event) => {
        const width = event.currentTarget.parentElement?.clientWidth ?? 0;
        from.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          onDraw(from.current.width + event.clientX - from.current.x);
      }}
      onLostPointerCapture={onDone}
    />
  );
}
