/** A sentence in order: our own words as strings, and what was put between them. */
export type Pieces<T> = (string | T)[];

/**
 * Tag for sentences that hold names: keeps our words and what is put in apart, so that a card can draw a name as a
 * name. Each language sets its own order, and what is put in is never read as words.
 */
export function pieces<T>(texts: TemplateStringsArray, ...slots: (string | T)[]): Pieces<T> {
  const all: Pieces<T> = [];
  texts.forEach((text, index) => {
    if (text) all.push(text);
    if (index < slots.length) all.push(slots[index] as string | T);
  });
  return all;
}

/** "a, b or c", with each language's own last joiner (spaces included). */
export function listed<T>(items: T[], lastJoiner: string): Pieces<T> {
  return items.flatMap((item, index) => {
    if (index === 0) return [item];
    return [index === items.length - 1 ? lastJoiner : ', ', item];
  });
}
