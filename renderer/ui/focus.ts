// A mark that explains a field (Fluent's InfoButton) stands before it; what a person comes for is the field.
const usable =
  'a[href], button:not([disabled]):not(.fui-InfoButton), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

function visible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** The regions of the window (`data-region`) that are visible, in the order of the page. */
export function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(visible);
}

/** Focuses the first control inside, else the element itself. */
export function focusFirst(inside: HTMLElement | null): void {
  const first = [...(inside?.querySelectorAll<HTMLElement>(usable) ?? [])].find(visible);
  (first ?? inside)?.focus();
}

/** Focuses a field with all of its text selected: typing replaces what stands in it. */
export function focusText(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** Focuses the row of a list that takes the focus; false when there is none inside. */
export function focusRow(inside: HTMLElement | null): boolean {
  const row = inside?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ?? null;
  row?.focus();
  return row !== null;
}
