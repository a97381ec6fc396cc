import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { isLong, positionText } from '../../shared/duration.ts';
import { useText } from '../text.ts';
import { chooseAnnotation, hearAnnotation, useAnnotating } from './annotate.ts';
import { choose, useFilledCard } from './card.ts';

const useStyles = makeStyles({
  time: { fontSize: tokens.fontSizeBase200, fontVariantNumeric: 'tabular-nums' },
});

const mostShown = 2;

/** Where a criterion is annotated: the first places play, the others are shown by the list. */
export function AnnotatedAt({ code, durationMs }: { code: string; durationMs: number }) {
  const styles = useStyles();
  const t = useText();
  const card = useFilledCard();
  const name = useAnnotating(({ criteria }) => criteria.find((one) => one.code === code)?.name ?? '');
  const found = (card?.words.annotations ?? []).flatMap((one, at) =>
    one.criterion === code ? [{ one, at }] : [],
  );
  const others = found.length - mostShown;
  return (
    <>
      {found.slice(0, mostShown).map(({ one, at }) => {
        const from = positionText(one.from, isLong(durationMs));
        return (
          <Link
            key={at}
            as="button"
            className={styles.time}
            tabIndex={-1}
            aria-label={t('quality.annotations.hear', { range: from })}
            onClick={() => {
              chooseAnnotation(at);
              void hearAnnotation(one);
            }}
          >
            {from}
          </Link>
        );
      })}
      {others > 0 && (
        <Link
          as="button"
          className={styles.time}
          tabIndex={-1}
          aria-label={t('quality.annotations.othersOf', { name })}
          onClick={() => {
            choose(null);
            useAnnotating.setState({ filter: name });
          }}
        >
          {t('quality.annotations.others', { count: others })}
        </Link>
      )}
    </>
  );
}
