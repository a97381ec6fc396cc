import { makeStyles, tokens } from '@fluentui/react-components';
import type { Range } from '../../shared/values.ts';
import { aidsOf, selectionOf, useAids } from './aids.ts';
import { placeIn, widthIn } from './Timeline.tsx';

const useStyles = makeStyles({
  clip: { position: 'absolute', inset: 0, overflow: 'hidden', pointerEvents: 'none' },
  stretch: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    backgroundColor: tokens.colorBrandBackground2,
    '@media (forced-colors: active)': { outline: '1px solid Highlight' },
  },
  edge: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderLeft: `1px solid ${tokens.colorCompoundBrandStroke}`,
  },
  flag: {
    position: 'absolute',
    top: 0,
    width: '16px',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    '@media (forced-colors: active)': { outline: '1px solid CanvasText' },
  },
});

/** A stretch behind the drawing. For the eye alone. */
export function Tint({ view, stretch: [from, to] }: { view: Range; stretch: Range }) {
  const styles = useStyles();
  return (
    <div className={styles.clip} aria-hidden="true">
      <div
        className={styles.stretch}
        style={{ left: placeIn(view, from), width: widthIn(view, to - from) }}
      />
    </div>
  );
}

/** A and B over the drawing, and what lies between them. For the eye alone: „Więcej” tells the times. */
export function Selection({ recording, view }: { recording: string; view: Range }) {
  const styles = useStyles();
  const aids = useAids((state) => aidsOf(state, recording));
  const selection = selectionOf(aids);
  const edges = [
    ['A', aids.from],
    ['B', aids.to],
  ] as const;
  return (
    <div className={styles.clip} aria-hidden="true">
      {selection !== null && <Tint view={view} stretch={selection} />}
      {edges.map(([name, at]) =>
        at === null ? null : (
          <div key={name} className={styles.edge} style={{ left: placeIn(view, at) }}>
            <span className={styles.flag} style={name === 'A' ? { left: 0 } : { right: 0 }}>
              {name}
            </span>
          </div>
        ),
      )}
    </div>
  );
}
