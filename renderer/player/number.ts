/** A caller's number in groups of three: `+48 601 224 417`; other countries' as they came. */
export function numberText(number: string): string {
  const polish = /^\+48(\d{3})(\d{3})(\d{3})$/.exec(number);
  return polish === null ? number : `+48 ${polish.slice(1).join(' ')}`;
}

/** The same beside the caller's track, where there is room for nine digits: `601 224 417`. */
export function shortNumberText(number: string): string {
  return numberText(number).replace(/^\+48 /, '');
}
