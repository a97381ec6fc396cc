import { dialogState } from '../dialog.ts';

/** Whether the list of keys is shown; F1 and „Pomoc” show it. */
export const useKeysList = dialogState();
