import type { Authorisation } from '../../shared/session.ts';
import type { Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';

/** A person's right to listen in one line: „upoważnienie UO/7/2026 do 31.12.2026”. */
export function authorisationText(t: Translate, { state, number, from, to }: Authorisation): string {
  return t(`session.authorisation.${state}`, {
    number: number ?? '',
    from: from === null ? '' : dayText(from),
    to: to === null ? '' : dayText(to),
  });
}
