import { Dropdown, Option } from '@fluentui/react-components';
import { addMonths } from '../../shared/warsaw.ts';
import { monthTitle } from '../ui/time.ts';

const shownMonths = 14;

type Props = {
  label: string;
  className: string;
  /** `YYYY-MM`. */
  month: string;
  /** The last one that is offered is its month. */
  today: string;
  onChoose: (month: string) => void;
};

/** The month of which a tab of „Nagrania” tells. */
export function MonthChoice({ label, className, month, today, onChoose }: Props) {
  const months = Array.from({ length: shownMonths }, (_, n) =>
    addMonths(`${today.slice(0, 7)}-01`, -n).slice(0, 7),
  );
  return (
    <Dropdown
      className={className}
      clearButton={null}
      aria-label={label}
      value={monthTitle(`${month}-01`)}
      selectedOptions={[month]}
      onOptionSelect={(_, { optionValue }) => onChoose(months.find((one) => one === optionValue) ?? month)}
    >
      {months.map((one) => (
        <Option key={one} value={one}>
          {monthTitle(`${one}-01`)}
        </Option>
      ))}
    </Dropdown>
  );
}
