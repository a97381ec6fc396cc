import {
  Button,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, CalendarLtr20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { chipText } from './call-text.ts';
import { CaseField, CaseProblem } from './CaseField.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import { type ConditionName, conditionNames, type Conditions, filterOf, skippedHour } from './conditions.ts';
import {
  clearConditions,
  removeCondition,
  setConditions,
  useConditions,
  useSearch,
  wantDay,
  wantList,
} from './search.ts';
import { dayText } from '../ui/time.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    padding: '12px 20px',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1099px)': { padding: '6px 20px' },
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  end: { marginLeft: 'auto' },
  // In high contrast as much of a button as the words beside it, with a line all around.
  remove: {
    borderTop: `1px solid ${tokens.colorTransparentStroke}`,
    borderBottom: `1px solid ${tokens.colorTransparentStroke}`,
  },
  more: { minWidth: 'auto' },
  surface: { padding: '16px' },
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  note: { ':empty': { marginTop: '-8px' } },
});

/** How many chips a narrow window shows before „+1”. */
const chipsWhenNarrow = 2;

/** Case number first, then the conditions as chips: pressed they can be changed, with × they go. */
export function SearchBar() {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const conditions = useConditions();
  const [pressed, setPressed] = useState<{ name: ConditionName; anchor: HTMLElement | null } | null>(null);
  // The day may be asked for from elsewhere on the page.
  const dayWanted = useSearch((state) => state.dayWanted);
  const editing = dayWanted === null ? pressed : { name: 'day' as const, anchor: dayWanted };
  const addButton = useRef<HTMLButtonElement>(null);
  const dayButton = useRef<HTMLButtonElement>(null);

  const chips = conditionNames.flatMap((name) => {
    const text = chipText(t, conditions, name, isNarrow);
    return text === null ? [] : [{ name, text }];
  });
  const free = conditionNames.filter((name) => !chips.some((chip) => chip.name === name));
  const edit = (name: ConditionName, anchor: HTMLElement | null): void => {
    setPressed({ name, anchor });
  };
  // From the case to the day, and from there to the list.
  const goOn = (): void => {
    if (filterOf(conditions) === null) edit('day', dayButton.current);
    else wantList();
  };
  const close = (applied = false): void => {
    const anchor = editing?.anchor;
    setPressed(null);
    wantDay(null);
    // The focus goes back to what was pressed; the button of a condition that now is a chip is no longer there.
    requestAnimationFrame(() => {
      (anchor?.isConnected === true ? anchor : addButton.current)?.focus();
      if (applied) wantList();
    });
  };
  const folded = isNarrow ? chips.slice(chipsWhenNarrow) : [];

  return (
    <search className={styles.bar} aria-label={t('recordings.search.region')} data-region="search">
      <div className={styles.line}>
        <CaseField onDone={goOn} />
        {chips.slice(0, chips.length - folded.length).map((chip) => (
          <InteractionTag key={chip.name} value={chip.name}>
            <InteractionTagPrimary
              hasSecondaryAction
              aria-haspopup="dialog"
              onClick={(event) => edit(chip.name, event.currentTarget)}
            >
              {chip.text}
            </InteractionTagPrimary>
            <InteractionTagSecondary
              className={styles.remove}
              aria-label={t('recordings.search.removeChip')}
              onClick={() => removeCondition(chip.name)}
            />
          </InteractionTag>
        ))}
        {folded.length > 0 && <FoldedChips chips={folded} onEdit={(name) => edit(name, addButton.current)} />}
        {conditions.day === null && (
          <Button
            ref={(element: HTMLButtonElement | null) => {
              dayButton.current = element;
            }}
            appearance="subtle"
            icon={<CalendarLtr20Regular />}
            onClick={(event) => edit('day', event.currentTarget)}
          >
            {t('recordings.search.addDay')}
          </Button>
        )}
        {free.some((name) => name !== 'day') && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button
                ref={(element: HTMLButtonElement | null) => {
                  addButton.current = element;
                }}
                appearance="subtle"
                icon={<Add20Regular />}
              >
                {t(isNarrow ? 'recordings.search.addShort' : 'recordings.search.add')}
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {free.map((name) => (
                  <MenuItem key={name} onClick={() => edit(name, addButton.current)}>
                    {t(`recordings.conditions.${name}`)}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        {chips.length > 0 && (
          <Button className={styles.end} appearance="subtle" onClick={clearConditions}>
            {t(isNarrow ? 'recordings.search.clearShort' : 'recordings.search.clear')}
          </Button>
        )}
      </div>
      <CaseProblem />
      <HourNote conditions={conditions} />
      <Popover
        open={editing !== null}
        onOpenChange={(_, { open }) => {
          if (!open) close();
        }}
        positioning={{
          target: editing?.anchor ?? null,
          position: 'below',
          align: 'start',
          autoSize: 'height',
        }}
        trapFocus
        // The form inside begins in its field, what stands there selected.
        unstable_disableAutoFocus
      >
        <PopoverSurface
          className={styles.surface}
          aria-label={editing === null ? '' : t(`recordings.conditions.${editing.name}`)}
        >
          {editing !== null && (
            <ConditionEditor
              key={editing.name}
              name={editing.name}
              conditions={conditions}
              low={dayWanted !== null}
              onApply={(change) => {
                setConditions(change);
                close(true);
              }}
            />
          )}
        </PopoverSurface>
      </Popover>
    </search>
  );
}

type Chip = { name: ConditionName; text: string };

/** The chips that a narrow window has no room for, behind „+1”. */
function FoldedChips({ chips, onEdit }: { chips: readonly Chip[]; onEdit: (name: ConditionName) => void }) {
  const styles = useStyles();
  const t = useText();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.more}
          appearance="subtle"
          aria-label={t('recordings.search.more', { count: chips.length })}
        >
          +{chips.length}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {chips.map((chip) => (
            <MenuItem key={chip.name} onClick={() => onEdit(chip.name)}>
              {t('recordings.search.change', { condition: chip.text })}
            </MenuItem>
          ))}
          {chips.map((chip) => (
            <MenuItem key={`${chip.name}-remove`} onClick={() => removeCondition(chip.name)}>
              {t('recordings.search.remove', { condition: chip.text })}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Below the search bar: what is asked for did not exist, for that night the clocks went forward. */
function HourNote({ conditions }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const { day, around } = conditions;
  const time = skippedHour(conditions);
  return (
    <div role="status" className={styles.note}>
      {day !== null && time !== null && (
        <Muted>
          {t(around === null ? 'recordings.search.missingHours' : 'recordings.search.missingHour', {
            day: dayText(day),
            time,
          })}
        </Muted>
      )}
    </div>
  );
}
