import type { Frame, View } from '../bot/views/views.js';
import { textOf } from './data/lines.js';
import type { Fact, Form, Line, Row, Sheet } from './data/sheet.js';
import { sheetOf } from './data/sheets.js';

/** True: the view is a sentence, sent as plain text without a card. */
export const isPlain = (view: View): boolean => view.name === 'said';

/** What a notification shows: our words only, no names, because lock screens are public. */
export const summaryOf = (view: View, frame: Frame): string => sheetOf(view, frame).summary;

/** The whole sense of a view without a card: one line per fact, nothing to press. */
export function drawText(view: View, frame: Frame): string {
  const sheet = sheetOf(view, frame);
  return [
    ...[sheet.strip.title, ...lineText(sheet.strip.line), ...head(sheet)],
    ...(sheet.lead ?? []).flatMap(lineText),
    ...factsText(sheet.facts),
    ...(sheet.people ? [sheet.people.title, ...factsText(sheet.people.facts)] : []),
    ...(sheet.explain ?? []).map(({ label, lines }) => `${label}: ${lines.map(flat).join(' ')}`),
    ...(sheet.worth ? [sheet.worth.title, ...factsText(sheet.worth.facts)] : []),
    ...asked(sheet.form ?? {}),
    ...(sheet.groups ?? []).flatMap(({ title, rows }) => [...(title ? [title] : []), ...rows.map(rowText)]),
    ...(sheet.note ? [sheet.note] : []),
    ...(sheet.foot ? [sheet.foot] : []),
  ].join('\n');
}

/** One line, whatever was typed: a line break in a reason must not look like a fact of its own. */
const flat = (line: Line): string =>
  textOf(line.map((run) => (run.chip ? { text: `${run.text.trim()},` } : run)))
    .replace(/\s+/g, ' ')
    .trim();

const lineText = (line: Line | undefined): string[] => (line?.length ? [flat(line)] : []);

function head({ subject, place }: Sheet): string[] {
  const [what, where] = [subject ?? [], place ?? []].map(flat);
  if (!what) return where ? [where] : [];
  return [where ? `${what} (${where})` : what];
}

const factsText = (facts: Fact[] = []): string[] =>
  facts.map(({ label, lines }) => `${label}: ${lines.map(flat).join('; ')}`);

function asked({ duration, ticket, reason }: Form): string[] {
  const fields = [duration, ticket?.number, ticket?.system, reason];
  const choices = duration ? `: ${duration.choices.map(({ title }) => title).join('; ')}` : '';
  return fields.flatMap((field) => (field ? [`${field.label}${field === duration ? choices : ': …'}`] : []));
}

function rowText({ first, second, third, word }: Row): string {
  const details = [second, third ?? []].filter((line) => line.length > 0).map(flat);
  return `- ${[flat(first), ...details, ...(word ? [word] : [])].join('; ')}`;
}
