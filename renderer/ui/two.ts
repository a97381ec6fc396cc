import { makeStyles } from '@fluentui/react-components';

/** Two fields side by side, below each other where a panel is narrow. */
export const useTwo = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px 12px',
    alignItems: 'start',
    '& .fui-Input': { minWidth: 0, width: '100%' },
    '@media (max-width: 379px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  // Names that keep to their line, and so their fields to one.
  lined: { '& .fui-Label': { whiteSpace: 'nowrap' } },
});
