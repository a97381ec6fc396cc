import {
  type CheckboxProps,
  Checkbox as FluentCheckbox,
  RadioGroup as FluentRadioGroup,
  makeStyles,
  mergeClasses,
  type RadioGroupProps,
} from '@fluentui/react-components';

// Fluent pads both; what is seen of them is to begin where the fields around them do.
const useStyles = makeStyles({ choice: { marginLeft: '-8px' } });

export function Checkbox(props: CheckboxProps) {
  return <FluentCheckbox {...props} className={mergeClasses(useStyles().choice, props.className)} />;
}

export function RadioGroup(props: RadioGroupProps) {
  return <FluentRadioGroup {...props} className={mergeClasses(useStyles().choice, props.className)} />;
}
