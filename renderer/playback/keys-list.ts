import { create } from 'zustand';

type KeysList = { shown: boolean; show(): void; hide(): void };

/** Whether the list of keys is shown; F1 and the help of the frame show it. */
export const useKeysList = create<KeysList>()((set) => ({
  shown: false,
  show: () => set({ shown: true }),
  hide: () => set({ shown: false }),
}));
