import {
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';

type Option<Value extends string> = {
  value: Value;
  text: string;
  /** The language of the text, where it is not that of the screen. */
  lang?: string;
};

type Props<Value extends string> = {
  label: string;
  icon: ReactElement;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
};

/** An entry of a menu that opens a list of which one holds: „Motyw – jak w systemie ›”. */
export function ChoiceMenu<Value extends string>({ label, icon, value, options, onChoose }: Props<Value>) {
  const current = options.find((option) => option.value === value);
  return (
    <Menu
      checkedValues={{ choice: [value] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const chosen = options.find((option) => checkedItems.includes(option.value));
        if (chosen !== undefined) onChoose(chosen.value);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={icon} secondaryContent={<span lang={current?.lang}>{current?.text}</span>}>
          {label}
        </MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {options.map((option) => (
            <MenuItemRadio key={option.value} name="choice" value={option.value} lang={option.lang}>
              {option.text}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
