import { phrasesFor } from '../../bot/phrases/phrases.js';
import { told } from '../data/lines.js';
import type { Option } from './block.js';
import { cutInside, plain, startOf } from './cut.js';
import { limits } from './limits.js';

/** A row that is offered while someone types. `item`: what a pick carries. */
export interface Choice {
  item: string;
  title: string;
  detail?: string;
}

/** An item that Slack would not take whole is not offered: part of it would be another one. */
const isCarried = ({ item }: Choice): boolean => item.length > 0 && item.length <= limits.optionValue;

export function optionsOf(choices: Choice[], locale: string): Option[] {
  const offered = choices.filter(isCarried).slice(0, limits.options);
  const titles = toldApart(offered.map(({ title }) => told(title, 'said').trim()));
  return offered.map(({ item, detail }, index) => {
    const below = told(detail ?? '', 'said').trim();
    return {
      text: plain(titles[index] || phrasesFor(locale).labels.noName, limits.optionText),
      value: item,
      ...(below ? { description: plain(below, limits.optionDescription, cutInside) } : {}),
    };
  });
}

/** Two names that are alike at both ends are cut where they differ. */
function toldApart(titles: string[]): string[] {
  const short = titles.map((title) => cutInside(title, limits.optionText));
  return titles.map((title, index) => {
    const shown = short[index] ?? '';
    const twins = titles.filter((other, at) => short[at] === shown && other !== title);
    if (twins.length === 0) return shown;
    return cutAround(title, Math.min(...twins.map((twin) => differenceOf(title, twin))));
  });
}

/** Units that two texts begin with alike. */
function differenceOf(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

const BEGINNING = 24;
/** Units before the difference, so that it stands in a word. */
const BEFORE = 6;

function cutAround(text: string, at: number): string {
  const beginning = startOf(text, BEGINNING);
  const rest = text.slice(at - BEFORE).replace(/^[\udc00-\udfff]/, '');
  return `${beginning}…${cutInside(rest, limits.optionText - BEGINNING - 1)}`;
}
