import { en } from './en.js';

/** Every word a person reads. Another language has the same entries. */
export type Phrases = typeof en;

const languages: Record<string, Phrases> = { en };

/** The words in a person's language (BCP 47), in English where there are none yet. */
export function phrasesFor(locale: string): Phrases {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  return (Object.hasOwn(languages, language) ? languages[language] : undefined) ?? en;
}

/** The sentence behind row `item` of the help, for a press of `help.try`. */
export function sentenceToTry(locale: string, item: string): string | undefined {
  return phrasesFor(locale).notices.help.sentences.find((sentence) => sentence.item === item)?.says;
}
