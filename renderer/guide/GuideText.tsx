import { makeStyles, mergeClasses, Subtitle1, Subtitle2, tokens } from '@fluentui/react-components';
import type { Block, Piece } from './reading.ts';

const useStyles = makeStyles({
  heading: { marginTop: '20px', outlineStyle: 'none' },
  list: { paddingLeft: '24px', display: 'flex', flexDirection: 'column', gap: '4px' },
  numbered: { listStyleType: 'decimal' },
  dotted: { listStyleType: 'disc' },
  note: {
    padding: '8px 12px',
    borderLeft: `3px solid ${tokens.colorCompoundBrandStroke}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  figure: { margin: '8px 0' },
  picture: {
    display: 'block',
    maxWidth: '100%',
    height: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** Where the table of contents leads; a heading is numbered by its place in the guide. */
export const headingId = (place: number): string => `guide-${place}`;

type GuideTextProps = { blocks: readonly Block[]; pictures: ReadonlyMap<string, string> };

/** The guide as it is read. `pictures` has the address of each picture by the name of its file. */
export function GuideText({ blocks, pictures }: GuideTextProps) {
  return blocks.map((block, place) => <Part key={place} block={block} place={place} pictures={pictures} />);
}

type PartProps = { block: Block; place: number; pictures: ReadonlyMap<string, string> };

function Part({ block, place, pictures }: PartProps) {
  const styles = useStyles();
  switch (block.kind) {
    case 'heading': {
      // The first level is the title of the file; here the dialog has one.
      if (block.level === 1) return null;
      const Look = block.level === 2 ? Subtitle1 : Subtitle2;
      return (
        <Look
          as={block.level === 3 ? 'h4' : 'h3'}
          id={headingId(place)}
          tabIndex={-1}
          className={styles.heading}
        >
          {block.text}
        </Look>
      );
    }
    case 'text':
      return (
        <p>
          <Line pieces={block.pieces} />
        </p>
      );
    case 'note':
      return (
        <p className={styles.note}>
          <Line pieces={block.pieces} />
        </p>
      );
    case 'list': {
      const items = block.items.map((pieces, at) => (
        <li key={at}>
          <Line pieces={pieces} />
        </li>
      ));
      return block.ordered ? (
        <ol className={mergeClasses(styles.list, styles.numbered)} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className={mergeClasses(styles.list, styles.dotted)}>{items}</ul>
      );
    }
    case 'picture':
      return (
        <figure className={styles.figure}>
          <img className={styles.picture} src={pictures.get(block.name)} alt={block.words} loading="lazy" />
        </figure>
      );
  }
}

function Line({ pieces }: { pieces: readonly Piece[] }) {
  const styles = useStyles();
  return pieces.map(({ kind, text }, at) =>
    kind === 'text' ? (
      text
    ) : kind === 'strong' ? (
      <strong key={at} className={styles.strong}>
        {text}
      </strong>
    ) : (
      <code key={at} className={styles.code}>
        {text}
      </code>
    ),
  );
}
