import { phrasesFor } from '../../bot/phrases/phrases.js';
import type { Fact, Line, Sheet } from '../data/sheet.js';
import type { RichTextBlock, RichTextPart } from './block.js';
import { bullets, quote, richText, section } from './rich.js';

const bold = (text: string): Line => [{ text, bold: true }];

/** What a sheet tells, in its order, without what it asks and offers. */
export function said(sheet: Sheet, locale: string): RichTextBlock[] {
  const { subject = [], place = [], lead = [], facts = [], people, explain = [], worth } = sheet;
  return [
    ...richText(section(subject)),
    ...richText(section(place)),
    ...richText(section(...lead)),
    ...factsBlock(facts, locale),
    ...(people ? richText(section(bold(people.title)), ...people.facts.flatMap(listed)) : []),
    ...explain.flatMap(({ label, lines }) => richText(section(bold(label), ...lines))),
    ...(worth ? richText(section(bold(worth.title)), bullets(worth.facts.map(weighed))) : []),
  ];
}

const listed = ({ label, lines }: Fact): RichTextPart[] => [section([{ text: label }]), bullets(lines)];

const weighed = ({ label, lines }: Fact): Line => [...bold(`${label}: `), ...spaced(lines)];

const spaced = (lines: Line[]): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [{ text: ' ' }, ...line]));

/** Facts below each other; what a person typed is a quote. */
export function factsBlock(facts: Fact[], locale: string): RichTextBlock[] {
  const parts: RichTextPart[] = [];
  let open: Line[] = [];
  const close = () => {
    if (open.length) parts.push(section(...open));
    open = [];
  };
  for (const fact of facts) {
    const { label, lines } = fact;
    if (isTyped(fact, locale)) {
      close();
      parts.push(section(bold(label)), ...lines.map(quote));
    } else open.push(...factLines(fact));
  }
  close();
  return richText(...parts);
}

function factLines({ label, lines: [first = [], ...rest] }: Fact): Line[] {
  return [[...bold(`${label}  `), ...first], ...rest];
}

/** A reason or an answer, in its writer's words. */
function isTyped({ label, lines }: Fact, locale: string): boolean {
  const { labels, approvals } = phrasesFor(locale);
  const typed = [labels.reason, labels.answer, labels.youWrote, labels.kept].includes(label);
  return typed && lines[0]?.[0]?.text !== approvals.noReason;
}
