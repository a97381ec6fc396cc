import { Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';

const useStyles = makeStyles({ box: { minWidth: 0, width: '100%' } });

type Props<One extends string> = {
  label: string;
  hint?: string | undefined;
  required?: boolean;
  error?: string | undefined;
  disabled: boolean;
  /** What stands there while nothing is chosen. */
  placeholder?: string;
  options: readonly One[];
  /** Null: none yet. */
  chosen: One | null;
  textOf: (one: One) => string;
  onChoose: (one: One) => void;
};

/** One of a few, chosen from a list, with its name above and its error below. */
export function DropdownField<One extends string>(props: Props<One>) {
  const {
    label,
    hint,
    required = false,
    error,
    disabled,
    placeholder,
    options,
    chosen,
    textOf,
    onChoose,
  } = props;
  const styles = useStyles();
  return (
    <Field
      label={label}
      required={required}
      {...(hint === undefined ? {} : { hint })}
      {...(error === undefined ? {} : { validationState: 'error' as const, validationMessage: error })}
    >
      <Dropdown
        className={styles.box}
        clearButton={null}
        disabled={disabled}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={chosen === null ? '' : textOf(chosen)}
        selectedOptions={chosen === null ? [] : [chosen]}
        onOptionSelect={(_, { optionValue }) => {
          const one = options.find((offered) => offered === optionValue);
          if (one !== undefined) onChoose(one);
        }}
      >
        {options.map((one) => (
          <Option key={one} value={one}>
            {textOf(one)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
