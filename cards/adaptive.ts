import { phrasesFor } from '../bot/phrases/phrases.js';
import type { Frame, View } from '../bot/views/views.js';
import { type Json, templates } from './adaptive/templates.js';
import { valuesOf } from './adaptive/values.js';
import { sheetOf } from './data/sheets.js';

/** An Adaptive Card 1.5, as JSON. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  version: string;
  fallbackText: string;
  body: { [key: string]: Json }[];
}

/**
 * Draws a view for one reader. `signInUrl`: where the reader can sign in or confirm who they are, when the platform
 * has such a place. The template is expanded exactly once, so that `${…}` in a name or a reason stays text.
 */
export function drawAdaptive(
  view: View,
  frame: Frame,
  { signInUrl }: { signInUrl?: string } = {},
): AdaptiveCard {
  const sheet = sheetOf(view, frame, signInUrl !== undefined);
  const fallbackText = phrasesFor(frame.locale).newerTeams(sheet.summary);
  const values = valuesOf(sheet, frame, { fallbackText, url: signInUrl });
  return withoutDefaults(templates[view.name]().expand({ $root: values }) as Json) as unknown as AdaptiveCard;
}

/** What the schema takes an attribute to be when it is not there, by element. https://adaptivecards.io/explorer/ */
const defaults: Record<string, Record<string, Json>> = {
  TextRun: {
    size: 'Default',
    weight: 'Default',
    color: 'Default',
    fontType: 'Default',
    isSubtle: false,
    highlight: false,
  },
  Container: { separator: false },
  ColumnSet: { separator: false },
  'Input.Text': { value: '', isRequired: false, errorMessage: '' },
  'Action.Execute': { tooltip: '', style: 'default', associatedInputs: 'auto' },
  /** What a press carries has no type. */
  '': { item: '' },
};

function withoutDefaults(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutDefaults);
  if (node === null || typeof node !== 'object') return node;
  const absent = defaults[typeof node.type === 'string' ? node.type : ''] ?? {};
  const kept = Object.entries(node).filter(
    ([key, value]) => !(Object.hasOwn(absent, key) && absent[key] === value),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDefaults(value)]));
}
