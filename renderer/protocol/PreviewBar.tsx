import { Button, makeStyles, Text, ToggleButton, tokens, Tooltip } from '@fluentui/react-components';
import { TextDescription20Regular, ZoomIn20Regular, ZoomOut20Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';
import type { Pages } from '../ui/pdf-pages.ts';
import { nextStep, useLook } from './preview.ts';

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
  zoom: { minWidth: '64px', fontVariantNumeric: 'tabular-nums' },
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
  const percent = String(Math.round(zoom * 100));
  const still = pages === null || text;
  return (
    <div className={styles.bar}>
      <Text as="h1" weight="semibold" className={styles.name}>
        {name}
      </Text>
      {pages !== null && (
        <Text className={styles.quiet}>{t('protocol.finish.pages', { count: pages.sizes.length })}</Text>
      )}
      <div className={styles.tools}>
        <Step direction={-1} zoom={zoom} still={still} />
        <Button
          className={styles.zoom}
          appearance="subtle"
          disabledFocusable={still}
          aria-label={t('protocol.finish.fit', { percent })}
          onClick={() => useLook.setState({ zoom: 'fit' })}
        >
          {t('protocol.finish.percent', { percent })}
        </Button>
        <Step direction={1} zoom={zoom} still={still} />
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

function Step({ direction, zoom, still }: { direction: 1 | -1; zoom: number; still: boolean }) {
  const t = useText();
  const next = nextStep(zoom, direction);
  return (
    <Tooltip
      content={t(direction === 1 ? 'protocol.finish.larger' : 'protocol.finish.smaller')}
      relationship="label"
    >
      <Button
        appearance="subtle"
        icon={direction === 1 ? <ZoomIn20Regular /> : <ZoomOut20Regular />}
        disabledFocusable={still || next === null}
        onClick={() => {
          if (next !== null) useLook.setState({ zoom: next });
        }}
      />
    </Tooltip>
  );
}
