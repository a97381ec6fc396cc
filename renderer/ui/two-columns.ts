import { makeStyles } from '@fluentui/react-components';

/** Two fields side by side, below each other where a panel is narrow. */
export const useTwoColumns = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px 12px',
    alignItems: 'start',
    '& .fui-Input': { minWidth: 0, width: '100%' },
    '@media (max-width: 379px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  // Long names: beside each other in a panel of 344 one of two would take a second line, and its field stand lower.
  long: { '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
});
