import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Translate } from '../text.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { StandingMark } from './StandingMark.tsx';
import { departmentsText, officeText, powersText, purposesText, termText } from './words.ts';

/** The columns of the papers of one kind; `close` leaves out what the panel beside them says anyway. */
export function columnsOf(
  t: Translate,
  what: ListedInstrument['what'],
  today: string,
  close: boolean,
): Column<ListedInstrument>[] {
  const columns: (Column<ListedInstrument> & { drop?: boolean })[] = [
    {
      id: 'number',
      head: t('authorisation.columns.number'),
      width: '104px',
      sorted: 'descending',
      cell: ({ number }) => number,
    },
    {
      id: 'person',
      head: t('authorisation.columns.person'),
      width: 'minmax(0, 3fr)',
      cell: ({ person }) => <TwoLines first={person.displayName} second={person.unit} />,
    },
    {
      id: 'scope',
      head: t(what === 'appointment' ? 'authorisation.columns.office' : 'authorisation.columns.scope'),
      width: 'minmax(0, 3fr)',
      drop: close,
      cell: (row) =>
        row.what === 'appointment' ? (
          <TwoLines first={officeText(t, row)} second={powersText(t, row.powers)} />
        ) : (
          <TwoLines first={purposesText(t, row.scope)} second={departmentsText(t, row.scope)} />
        ),
    },
    {
      id: 'term',
      head: t('authorisation.columns.term'),
      width: '176px',
      drop: close,
      cell: (row) => termText(t, row),
    },
    {
      id: 'state',
      head: t('authorisation.columns.state'),
      width: 'minmax(188px, 3fr)',
      cell: (row) => <StandingMark row={row} today={today} />,
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}
