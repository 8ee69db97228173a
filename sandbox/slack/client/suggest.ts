import { Refusal } from '../../refusal.js';
import { option, plain } from '../blocks/parts.js';
import { interactionBody } from '../interactions.js';
import { isJson, type Json, objectsIn } from '../json.js';
import { isSearched, type Sheet } from './filling.js';
import { nameOf, optionsOf, type Placed } from './kinds.js';
import { asPayload, type ClientNeeds } from './needs.js';

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const MOST = 100;
const LEAST_TYPED = 3;

/** The field of that name. Throws Refusal 400 when the bot is not asked for its options. */
export function searchedField({ placed }: Sheet, name: string): Placed {
  const found = placed.find((one) => isSearched(one) && nameOf(one) === name);
  if (found) return found;
  throw new Refusal(400, 'NoSearch', `The field "${name}" is not searched by the bot.`);
}

/** What the bot offers for what is typed. The client shows "No result" for too many, for wrong ones, and for no answer. */
export async function suggestions(
  { delivery }: ClientNeeds,
  sheet: Sheet,
  { placed, query, values }: { placed: Placed; query: string; values: Json },
): Promise<Json> {
  const { element, block } = placed;
  if (query.length < Number(element.min_query_length ?? LEAST_TYPED)) return { options: [] };
  const asked = { action_id: element.action_id, block_id: block.block_id, value: query };
  const body = interactionBody('block_suggestion', sheet.person, { ...sheet.about(values), ...asked });
  const ack = await delivery.once(asPayload(body));
  const offered = isJson(ack?.body) ? ack.body : {};
  const options = optionsOf(offered);
  const fits = options.length <= MOST && options.every((one) => option(plain)(one, '').length === 0);
  if (!fits) return { options: [] };
  const groups = objectsIn(offered.option_groups);
  return groups.length > 0 ? { option_groups: groups } : { options };
}
