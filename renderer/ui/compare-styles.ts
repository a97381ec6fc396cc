import { makeStyles, tokens } from '@fluentui/react-components';

/** Pages 22 and 24: a paper with its bar at the left, what is told of it at the right. */
export const useCompareStyles = makeStyles({
  page: {
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    position: 'relative',
    '@media (max-width: 799px)': { display: 'block', overflowY: 'auto' },
  },
  paper: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  bar: {
    flexShrink: 0,
    minHeight: '44px',
    padding: '4px 20px 4px 12px',
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
});
