import { makeStyles } from '@fluentui/react-components';
import { OwnAppointment } from './authorisation/OwnAppointment.tsx';
import { MattersForMe } from './matter/MattersForMe.tsx';
import { OwnSessions } from './protocol/Sessions.tsx';

const useStyles = makeStyles({
  matters: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', overflowY: 'auto' },
});

/** The page of whoever has no protocols: what they are asked, what they may accept, where they signed in. */
export function Matters() {
  return (
    <div className={useStyles().matters}>
      <OwnAppointment />
      <MattersForMe page />
      <OwnSessions />
    </div>
  );
}
