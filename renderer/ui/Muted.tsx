import { makeStyles, mergeClasses, Text, type TextProps, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground3 } });

/** Text that says what stands beside the matter. */
export function Muted(props: TextProps) {
  return <Text {...props} className={mergeClasses(useStyles().quiet, props.className)} />;
}
