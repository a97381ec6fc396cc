import { create } from 'zustand';

type DialogState = {
  shown: boolean;
  /** What had the focus when the dialog was asked for, and gets it back. */
  from: Element | null;
  show(): void;
  hide(): void;
};

/** Whether a dialog that several places of the window open is open. Asked for again, it stays as it is. */
export const dialogState = () =>
  create<DialogState>()((set) => ({
    shown: false,
    from: null,
    show: () => set(({ shown }) => (shown ? {} : { shown: true, from: document.activeElement })),
    hide: () => set({ shown: false }),
  }));
