type Values = Record<string, string | number>;

/** Fills `{{name}}`; a missing value is a fault of the program, not a gap on paper. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the sentence needs ${name}`);
    return String(value);
  });
}
