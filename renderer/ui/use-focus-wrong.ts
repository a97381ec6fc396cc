import { type RefObject, useEffect } from 'react';

/**
 * After each vain attempt to send a form (`asked` counts them), the first field in it that is wrong takes the focus and
 * comes into view with its message.
 */
export function useFocusWrong(form: RefObject<HTMLElement | null>, asked: number): void {
  useEffect(() => {
    if (asked === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
    (wrong?.querySelector('input') ?? wrong)?.focus();
    // With its message below it, which the focus alone would leave outside.
    wrong?.closest('.fui-Field')?.scrollIntoView({ block: 'nearest' });
  }, [form, asked]);
}
