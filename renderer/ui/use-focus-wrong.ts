import { type RefObject, useEffect } from 'react';
import { focusText } from './focus.ts';

/**
 * After each vain attempt to send a form (`asked` counts them), the first field in it that is wrong takes the focus, its line
 * selected, and comes into view with its message. What is no field but leads to one says `data-wrong` of itself.
 */
export function useFocusWrong(form: RefObject<HTMLElement | null>, asked: number): void {
  useEffect(() => {
    if (asked === 0) return;
    const wrong =
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong="true"]') ?? null;
    const field = wrong instanceof HTMLInputElement ? wrong : (wrong?.querySelector('input') ?? null);
    if (field === null) wrong?.focus();
    else focusText(field);
    // Fluent marks a focused radio or box after a key alone; here it went where nobody put it.
    field?.closest('.fui-Radio, .fui-Checkbox')?.setAttribute('data-fui-focus-within', '');
    // With its message below it, which the focus alone would leave outside.
    wrong?.closest('.fui-Field')?.scrollIntoView({ block: 'nearest' });
  }, [form, asked]);
}
