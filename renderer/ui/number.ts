import { locale } from '../text.ts';

/** A count as people write it: `29 804`, in English `29,804`. */
export function countText(count: number): string {
  return count.toLocaleString(locale());
}
