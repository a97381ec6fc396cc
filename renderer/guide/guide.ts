import { create } from 'zustand';

type Guide = {
  shown: boolean;
  /** What had the focus when the guide was asked for, and gets it back. */
  from: Element | null;
};

/** Whether the guide is open. */
export const useGuide = create<Guide>()(() => ({ shown: false, from: null }));

export function showGuide(): void {
  useGuide.setState({ shown: true, from: document.activeElement });
}

export function hideGuide(): void {
  useGuide.setState({ shown: false });
}
