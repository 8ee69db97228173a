import type fc from 'fast-check';
import type { Row } from '../pim/rules.js';
import { OFFERS, type OfferName } from '../world/cast.js';
import type { Shown } from '../world/chat.js';
import type { World } from '../world.js';
import { aheadOfPim, type Deeds, wrongInPim } from './truths.js';

/** What people did, and whether anything went wrong around the bot: only while nothing did is its answer foreseen. */
export interface Model extends Deeds {
  calm: boolean;
  count: number;
}

export const newModel = (): Model => ({
  calm: true,
  count: 0,
  submits: new Map(),
  decisions: new Map(),
  withdrawn: new Set(),
  released: new Set(),
  turns: [],
});

export type Command = fc.AsyncCommand<Model, World>;
export type Requester = 'ana' | 'eva';
export type Approver = 'ben' | 'cleo';

export const command = (
  text: string,
  run: (world: World, model: Model) => Promise<void> | void,
): Command => ({
  check: () => true,
  async run(model, world) {
    await run(world, model);
    await world.settles();
    expect([...wrongInPim(world, model), ...aheadOfPim(world)]).toEqual([]);
  },
  toString: () => text,
});

export const next = (model: Model): number => {
  model.count += 1;
  return model.count;
};

/** The n-th, counted round and round; what is not there cannot be pressed. */
export const pick = <T>(all: T[], nth: number): T | undefined => all[nth % Math.max(1, all.length)];

export const showing = (world: World, who: Requester | Approver, ...names: string[]): Shown[] =>
  world[who].messages().filter(({ card }) => names.includes(card.view.name));

export const reasonOf = ({ card }: Shown): string =>
  'facts' in card.view ? (card.view.facts.justification ?? '') : '';

export const openOf = ({ pim }: World, oid: string, offer: OfferName): Row | undefined =>
  [...pim.rows.values()].find(
    (row) =>
      row.action === 'activate' &&
      row.oid === oid &&
      row.activation.role.id === OFFERS[offer].role.id &&
      ['waiting', 'scheduled', 'active'].includes(pim.standing(row)),
  );
