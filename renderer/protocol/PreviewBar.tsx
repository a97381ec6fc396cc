import { makeStyles, Text, ToggleButton, tokens, Tooltip } from '@fluentui/react-components';
import { TextDescription20Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import type { Pages } from '../ui/pdf-pages.ts';
import { Zoom } from '../ui/Zoom.tsx';
import { useLook } from './preview.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    minHeight: '44px',
    padding: '4px 12px 4px 20px',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: '12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  tools: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '2px' },
});

type PreviewBarProps = {
  /** The name under which the document is saved. */
  name: string;
  /** null until they are read, or where they cannot be. */
  pages: Pages | null;
  zoom: number;
};

/** The bar above the pages: which document, how many pages, how large; or its text instead. */
export function PreviewBar({ name, pages, zoom }: PreviewBarProps) {
  const styles = useStyles();
  const t = useText();
  const { text } = useLook();
  const isNarrow = useMedia(narrow);
  const still = pages === null || text;
  return (
    <div className={styles.bar}>
      <Text as="h1" weight="semibold" className={styles.name}>
        {name}
      </Text>
      {pages !== null && !isNarrow && (
        <Text className={styles.quiet}>{t('protocol.finish.pages', { count: pages.sizes.length })}</Text>
      )}
      <div className={styles.tools}>
        <Zoom zoom={zoom} still={still} onZoom={(next) => useLook.setState({ zoom: next })} />
        <Tooltip content={t('protocol.finish.asText')} relationship="label">
          <ToggleButton
            appearance="subtle"
            icon={<TextDescription20Regular />}
            checked={text}
            disabledFocusable={pages === null}
            onClick={() => useLook.setState({ text: !text })}
          />
        </Tooltip>
      </div>
    </div>
  );
}
