import { makeStyles } from '@fluentui/react-components';

/** A page that is listened to: bars above, the sound with a list below it at the left, and a panel beside them. */
export const usePageStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    height: '100%',
    // The bars above keep their height; what lies below them gives way.
    '& > *': { flexShrink: 0 },
  },
  columns: {
    display: 'flex',
    flexGrow: 1,
    flexBasis: 0,
    minHeight: 0,
    position: 'relative',
    // One column that scrolls as a whole; the transport stays at its edge and hides nothing that takes the focus.
    '@media (max-width: 799px)': {
      display: 'block',
      flexShrink: 1,
      overflowY: 'auto',
      scrollPaddingTop: '60px',
      scrollPaddingBottom: '68px',
    },
  },
  left: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    '@media (max-width: 799px)': { display: 'contents' },
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    paddingTop: '8px',
    // Where little is left of it, its rows have that.
    '@media (max-height: 599px)': { paddingTop: 0 },
    '@media (max-width: 799px)': { overflowY: 'visible' },
  },
});
