import { Dropdown, makeStyles, Option, SearchBox } from '@fluentui/react-components';
import { type RegisterFilter, type RegisterSummary, rowKind } from '../../shared/register.ts';
import { actState } from '../../shared/protocol.ts';
import { useText } from '../text.ts';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    // What a day says of itself below its field moves nothing beside it.
    alignItems: 'flex-start',
    gap: '8px',
    padding: '0 20px 12px',
  },
  // At 200 % all five stand on one line.
  choice: { minWidth: '150px', width: '168px', '@media (max-width: 1099px)': { width: '160px' } },
  search: { width: '168px', '@media (max-width: 1099px)': { width: '160px' } },
});

type Props = {
  filter: RegisterFilter;
  people: RegisterSummary['people'];
  /** State and kind are asked of other rows alone. */
  ofSearches: boolean;
  onChange: (filter: RegisterFilter) => void;
};

/** Period, person, state, case number, kind of rows: each narrows the list at once. */
export function Filters({ filter, people, ofSearches, onChange }: Props) {
  const styles = useStyles();
  const t = useText();
  const person = people.find(({ guid }) => guid === filter.person)?.person ?? t('register.filters.everyone');
  return (
    <search className={styles.bar} aria-label={t('register.filters.region')} data-region="search">
      <PeriodFilter days={filter} onChange={(days) => onChange({ ...filter, ...days })} />
      <Dropdown
        clearButton={null}
        className={styles.choice}
        aria-label={t('register.personShort')}
        value={person}
        selectedOptions={[filter.person ?? '']}
        onOptionSelect={(_, { optionValue = '' }) =>
          onChange({ ...filter, person: optionValue === '' ? null : optionValue })
        }
      >
        <Option value="">{t('register.filters.everyone')}</Option>
        {people.map(({ guid, person: name }) => (
          <Option key={guid} value={guid}>
            {name}
          </Option>
        ))}
      </Dropdown>
      {!ofSearches && (
        <Dropdown
          clearButton={null}
          className={styles.choice}
          aria-label={t('register.state')}
          value={
            filter.state === null ? t('register.filters.everyState') : t(`common.states.${filter.state}`)
          }
          selectedOptions={[filter.state ?? '']}
          onOptionSelect={(_, { optionValue }) => {
            const state = actState.options.find((one) => one === optionValue) ?? null;
            // Acts alone have one.
            onChange({ ...filter, state, kind: state === null ? filter.kind : null });
          }}
        >
          <Option value="">{t('register.filters.everyState')}</Option>
          {actState.options.map((one) => (
            <Option key={one} value={one}>
              {t(`common.states.${one}`)}
            </Option>
          ))}
        </Dropdown>
      )}
      <SearchBox
        className={styles.search}
        dismiss={{ 'aria-label': t('common.clear') }}
        aria-label={t('register.case')}
        placeholder={t('register.case')}
        value={filter.case ?? ''}
        maxLength={60}
        onChange={(_, { value }) => onChange({ ...filter, case: value === '' ? null : value })}
      />
      {!ofSearches && (
        <Dropdown
          clearButton={null}
          className={styles.choice}
          aria-label={t('register.filters.kind')}
          value={t(
            filter.kind === null ? 'register.filters.everyKind' : `register.filters.kinds.${filter.kind}`,
          )}
          selectedOptions={[filter.kind ?? '']}
          onOptionSelect={(_, { optionValue }) => {
            const kind = rowKind.options.find((one) => one === optionValue) ?? null;
            onChange({ ...filter, kind, state: kind === null || kind === 'acts' ? filter.state : null });
          }}
        >
          <Option value="">{t('register.filters.everyKind')}</Option>
          {rowKind.options.map((one) => (
            <Option key={one} value={one}>
              {t(`register.filters.kinds.${one}`)}
            </Option>
          ))}
        </Dropdown>
      )}
    </search>
  );
}
