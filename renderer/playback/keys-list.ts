import { create } from 'zustand';

type KeysList = {
  shown: boolean;
  /** What had the focus when the list was asked for, and gets it back. */
  from: Element | null;
  show(): void;
  hide(): void;
};

/** Whether the list of keys is shown; F1 and the help of the frame show it. */
export const useKeysList = create<KeysList>()((set) => ({
  shown: false,
  from: null,
  show: () => set(({ shown }) => (shown ? {} : { shown: true, from: document.activeElement })),
  hide: () => set({ shown: false }),
}));
