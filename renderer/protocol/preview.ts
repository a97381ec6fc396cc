import { create } from 'zustand';
import { personal } from '../memory.ts';

/** How a protocol is looked at: its pages, as wide as there is room or at a chosen size, or its text. */
type Look = { zoom: number | 'fit'; text: boolean };

/** Remembered until the person signs out. */
export const useLook = personal(create<Look>()(() => ({ zoom: 'fit', text: false })));
