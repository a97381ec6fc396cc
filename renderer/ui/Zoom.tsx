import { Button, makeStyles, Tooltip } from '@fluentui/react-components';
import { ZoomIn20Regular, ZoomOut20Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';

const useStyles = makeStyles({ zoom: { minWidth: '64px', fontVariantNumeric: 'tabular-nums' } });

type Props = {
  /** How large the sheets are, 1 = as on paper. */
  zoom: number;
  /** There is nothing to enlarge. */
  still: boolean;
  onZoom: (zoom: number | 'fit') => void;
};

/** How large sheets are: step by step, or as wide as there is room. */
export function Zoom({ zoom, still, onZoom }: Props) {
  const styles = useStyles();
  const t = useText();
  const percent = String(Math.round(zoom * 100));
  return (
    <>
      <Step direction={-1} zoom={zoom} still={still} onZoom={onZoom} />
      <Button
        className={styles.zoom}
        appearance="subtle"
        disabledFocusable={still}
        aria-label={t('common.zoom.fit', { percent })}
        onClick={() => onZoom('fit')}
      >
        {t('common.zoom.percent', { percent })}
      </Button>
      <Step direction={1} zoom={zoom} still={still} onZoom={onZoom} />
    </>
  );
}

function Step({ direction, zoom, still, onZoom }: Props & { direction: 1 | -1 }) {
  const t = useText();
  const next = nextStep(zoom, direction);
  return (
    <Tooltip content={t(direction === 1 ? 'common.zoom.larger' : 'common.zoom.smaller')} relationship="label">
      <Button
        appearance="subtle"
        icon={direction === 1 ? <ZoomIn20Regular /> : <ZoomOut20Regular />}
        disabledFocusable={still || next === null}
        onClick={() => {
          if (next !== null) onZoom(next);
        }}
      />
    </Tooltip>
  );
}

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next size in a direction; null at the end. */
function nextStep(zoom: number, direction: 1 | -1): number | null {
  // What fills the width stands between two steps; a hair's breadth beside one it counts as that one.
  const further = steps.filter((step) => (step - zoom) * direction > 0.005);
  return (direction === 1 ? further[0] : further.at(-1)) ?? null;
}
