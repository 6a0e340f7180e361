import { signal } from '@preact/signals';
import inbox from '@tabler/icons/outline/inbox.svg?raw';
import mapIcon from '@tabler/icons/outline/map.svg?raw';
import message from '@tabler/icons/outline/message-circle.svg?raw';
import box from '@tabler/icons/outline/package.svg?raw';
import table from '@tabler/icons/outline/table.svg?raw';
import { Icon } from '../widgets/icon.tsx';
import { narrow } from '../widgets/viewport.ts';
import { tableWords } from '../widgets/words.ts';
import { sheetOpen } from './desk-state.ts';

type Tab = 'tray' | 'bench' | 'tables' | 'coach' | 'map';

/** The part of the station that a phone shows. */
export const tab = signal<Tab>('bench');

export const hiddenOnPhone = (name: Tab): boolean => narrow.value && tab.value !== name;

interface PhoneTabsProps {
  readonly waiting: number;
  readonly tables: string;
}

/** Longer names would take two lines. */
const LONGEST_TAB = 11;

const tablesTab = (id: string): string => {
  const name = tableWords(id);
  return name.length > LONGEST_TAB ? 'Tables' : name;
};

export const PhoneTabs = ({ waiting, tables }: PhoneTabsProps) => {
  if (!narrow.value) return null;
  const all: readonly (readonly [Tab, string, string])[] = [
    ['tray', inbox, 'Tray'],
    ['bench', box, 'Bench'],
    ['tables', table, tablesTab(tables)],
    ['coach', message, 'Coach'],
    ['map', mapIcon, 'Map'],
  ];
  return (
    <nav class="tabs" aria-label="Parts of the station">
      {all.map(([name, icon, label]) => (
        <button
          key={name}
          type="button"
          aria-current={tab.value === name ? 'page' : undefined}
          onClick={() => {
            tab.value = name;
            sheetOpen.value = false;
          }}
        >
          <Icon svg={icon} size={22} />
          <span>
            {label}
            {name === 'tray' && waiting > 0 ? <b class="num"> {waiting}</b> : null}
          </span>
        </button>
      ))}
    </nav>
  );
};
