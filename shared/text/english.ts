/**
 * The English sentences that belong to a group of Polish ones: the same keys, so that a missing or a superfluous one does
 * not compile. Polish counts in four forms (one, few, many, other), English in two.
 *
 * Documents of the office are not among them: the protocol (D1), legal bases and the sentences of the regulation stay Polish,
 * whatever language the screen speaks.
 */
export type English<Polish> = {
  readonly [
    Key in keyof Polish as Key extends `${string}_${'few' | 'many'}` ? never : Key
  ]: Polish[Key] extends string
    ? string
    : // A sentence that is put together says so in its own words.
      Polish[Key] extends (...parts: never[]) => string
      ? Polish[Key]
      : English<Polish[Key]>;
};
