import { type KeyboardEvent, useRef, useState } from 'react';
import { focusFirst, focusRow } from './focus.ts';

/** The recording whose story stands in the place of an entry's. */
export type ShownRecording = { recording: string; startedAt: string };

/** What stands beside a list: the panel of the selected row, `first` to begin with, and in its place the story of a recording that it leads to. */
export function useListDetail<Row>(first: Row | null = null) {
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Row | null>(first);
  const [shown, show] = useState<ShownRecording | null>(null);
  const select = (row: Row | null): void => {
    setSelected(row);
    show(null);
  };
  const close = (): void => {
    select(null);
    requestAnimationFrame(() => focusRow(list.current));
  };
  // A panel that was not there before is drawn a frame later.
  const toPanel = (): void => void requestAnimationFrame(() => focusFirst(panel.current));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || selected === null) return;
    event.preventDefault();
    // One step back at a time: from the recording to the entry, from the entry to the list.
    if (shown === null) close();
    else show(null);
  };
  return { list, panel, selected, shown, select, show, close, toPanel, onKeyDown };
}
