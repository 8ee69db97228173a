import type { Frame } from '../../bot/views/views.js';
import type { Box, Button, Fact, Form, Group, Line, Row, Run, Sheet, TextField } from '../data/sheet.js';

/**
 * A sheet as the templates want it: every value there, strings as strings. A template cannot leave an attribute out,
 * so what is absent is given as the schema's default, which `withoutDefaults` takes away again.
 */
export function valuesOf(
  sheet: Sheet,
  frame: Frame,
  more: { fallbackText: string; url?: string | undefined },
) {
  const { strip, subject, place, lead, facts, people, explain, worth, form, groups, find } = sheet;
  const { buttons = [], link, box, note = '', foot = '' } = sheet;
  const url = link?.url ?? more.url;
  const links = link && url ? [{ title: link.title, url }] : [];
  return {
    card: frame.card,
    version: frame.version,
    fallbackText: more.fallbackText,
    strip: { style: strip.style, title: strip.title, line: runs(strip.line) },
    subject: runs(subject),
    place: runs(place),
    lead: linesOf(lead ?? []),
    facts: factsOf(facts),
    people: { title: people?.title ?? '', facts: factsOf(people?.facts) },
    explain: (explain ?? []).map(({ label, lines }) => ({ label, lines: linesOf(lines) })),
    worth: { title: worth?.title ?? '', facts: factsOf(worth?.facts) },
    form: formOf(form ?? {}),
    groups: (groups ?? [])
      .filter(({ rows }) => rows.length > 0)
      .map((group) => groupOf(group, !!(subject || place || lead))),
    find: find ? [{ ...fieldOf(find.field), button: buttonOf(find.button) }] : [],
    buttons: buttons.map(buttonOf),
    link: links,
    box: box ? [boxOf(box)] : [],
    hasButtons: buttons.length + links.length > 0 || box !== undefined,
    note,
    foot,
  };
}

const runs = (line: Line = []) => line.map(runOf);
const linesOf = (lines: Line[]) => lines.map((line) => ({ line: runs(line) }));
const factsOf = (facts: Fact[] = []) => facts.map(({ label, lines }) => ({ label, lines: linesOf(lines) }));

const runOf = (run: Run) => ({
  text: run.text,
  size: run.large ? 'Large' : run.small || run.chip ? 'Small' : 'Default',
  weight: run.bold || run.chip ? 'Bolder' : 'Default',
  color: run.chip === 'red' ? 'Attention' : 'Default',
  isSubtle: run.dim ?? false,
  highlight: run.chip !== undefined,
  fontType: run.mono ? 'Monospace' : 'Default',
});

const buttonOf = ({ id, verb, title, tooltip, main, answers, item }: Button) => ({
  id,
  verb,
  title,
  tooltip: tooltip ?? '',
  style: main ? 'positive' : 'default',
  // Else a field that must be filled would hold back a button that needs no answer.
  associatedInputs: answers ? 'auto' : 'none',
  item: item ?? '',
});

const fieldOf = ({ id, label, value, maxLength, error }: TextField) => ({
  id,
  label,
  value: [...(value ?? '')].slice(0, maxLength).join(''),
  maxLength,
  isRequired: error !== undefined,
  errorMessage: error ?? '',
});

const formOf = ({ duration, ticket, reason }: Form) => ({
  duration: duration ? [duration] : [],
  ticket: ticket ? [{ number: fieldOf(ticket.number), system: fieldOf(ticket.system) }] : [],
  reason: reason ? [fieldOf(reason)] : [],
});

const boxOf = ({ id, button, lead, facts }: Box) => ({ id, button, lead: runs(lead), facts: factsOf(facts) });

/** A group without a title is set off from what stands above it. */
const groupOf = ({ title, rows }: Group, below: boolean) => ({
  title: title ?? '',
  spacing: title ? 'Large' : 'Medium',
  separator: title === undefined && below,
  rows: rows.map((row, index) => rowOf(row, index === 0, title !== undefined)),
});

/** A thin line above every row but the first below a title; above the first of all its group draws it. */
function rowOf({ first, second, third, button, word }: Row, isFirst: boolean, titled: boolean) {
  return {
    lines: linesOf([first, second, third ?? []].filter((line) => line.length > 0)),
    spacing: isFirst && titled ? 'Small' : 'Default',
    separator: !isFirst,
    hasButton: button !== undefined,
    button: button ? buttonOf(button) : {},
    word: word ?? '',
  };
}
