import { Button, makeStyles } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { queryClient } from '../api.ts';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import { reportFault } from './support.ts';

const useStyles = makeStyles({ place: { padding: '20px' } });

/** What the page broke over is asked anew; what opened the window is not, for everything hangs from it. */
async function askAnew(): Promise<void> {
  queryClient.removeQueries({ type: 'inactive' });
  await queryClient.refetchQueries({
    type: 'active',
    predicate: ({ queryKey }) => queryKey[0] !== 'session.start',
  });
}

type State = { broken: boolean; reference: string | null };

/**
 * Keeps a fault of one page to that page: the frame stays, the page says what to do, and opens anew. What was typed lives outside of
 * the components.
 */
export class Unbroken extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false, reference: null };

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    void reportFault(error).then((reference) => this.setState({ reference }));
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Broken
        reference={this.state.reference}
        onAgain={() => void askAnew().then(() => this.setState({ broken: false, reference: null }))}
      />
    );
  }
}

function Broken({ reference, onAgain }: { reference: string | null; onAgain: () => void }) {
  const styles = useStyles();
  const t = useText();
  return (
    <div className={styles.place}>
      <Notice
        // With its number it is longer: another bar, for one that grows would keep its single line and push its button out.
        key={reference}
        intent="error"
        title={t('support.broken')}
        actions={
          <Button size="small" onClick={onAgain}>
            {t('support.again')}
          </Button>
        }
      >
        {t('support.brokenText')}
        {reference !== null && ` ${t('common.reference', { reference })}`}
      </Notice>
    </div>
  );
}
