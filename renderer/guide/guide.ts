import { dialogState } from '../dialog.ts';

/** Whether the guide is open; „Pomoc” and the page of signing in open it. */
export const useGuide = dialogState();
