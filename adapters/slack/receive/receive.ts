import type { NextFunction } from 'express';
import { readPerson } from '../../../bot/people.js';
import { PimError } from '../../../bot/pim/errors.js';
import { blocksOptions, drawBox } from '../../../cards/blocks.js';
import { suggestionOf } from '../../../cards/data/suggestion.js';
import type { Sdk } from '../install/sdk.js';
import type { Installations } from '../install/store.js';
import type { SlackAdapter, SlackOptions } from '../options.js';
import type { Modals } from '../send/views.js';
import { frameFor } from '../words.js';
import { openDoor } from './door.js';
import { gate } from './gate.js';
import { UNKNOWN } from './people.js';
import { type Incoming, type Question, toIncoming } from './surfaces.js';
import { type Request, taking } from './taking.js';
import { readBody } from './wire.js';

/** `POST /slack/events`, and the two pages of an installation. */
export function receive(
  options: SlackOptions,
  { sdk, modals, store }: { sdk: Sdk; modals: Modals; store: Installations },
): Pick<SlackAdapter, 'events' | 'pages'> {
  const { bot, clock, links, log, state } = options;
  const take = taking(options, { sdk, modals });
  const door = openDoor(sdk, (body, request) => answer(toKnown(body), request), log);

  const toKnown = (body: object): Incoming => {
    const known = readBody(body);
    return known ? toIncoming(known) : { kind: 'nothing' };
  };

  async function answer(incoming: Incoming, request: Request): Promise<unknown> {
    switch (incoming.kind) {
      case 'act':
        return take(incoming.act, request);
      case 'suggest':
        return suggest(incoming);
      case 'box':
        return openBox(incoming);
      case 'uninstalled': {
        const { workspace, everywhere, at } = incoming;
        return store.forget({ ...workspace, everywhere, at });
      }
      case 'nothing':
        return undefined;
    }
  }

  async function suggest({ identity, card, query }: Question & { kind: 'suggest' }): Promise<unknown> {
    const person = await links.personOf(identity);
    if (!person) return blocksOptions([], UNKNOWN.locale);
    const { locale, zone } = (await readPerson(state, person)) ?? UNKNOWN;
    const frame = frameFor({ locale, zone, now: clock.now() });
    const found = await bot().suggest(person, card, query).catch(noneOf);
    const choices = found.map(({ item, subject }) => ({ item, ...suggestionOf(subject, frame) }));
    return blocksOptions(choices, locale);
  }

  async function openBox({
    identity,
    workspace,
    card: id,
    trigger,
  }: Question & { kind: 'box' }): Promise<void> {
    const person = await links.personOf(identity);
    const card = person && (await bot().card(person, id));
    const { locale, zone, version, view } = card ?? {};
    if (!card || !view || !locale || !zone || version === undefined) return;
    const box = drawBox(view, { card: id, version, locale, zone, now: clock.now() });
    if (box) await modals.open(workspace, trigger, box);
  }

  return {
    events: (request, response, next) =>
      gate(request, response, () => void door(request, response).catch(unlessUnrouted(next))),
    pages: (request, response, next) =>
      void sdk
        .pages()
        .then((pages) => pages.requestListener(request, response))
        .catch(unlessUnrouted(next)),
  };
}

/** A path that Bolt does not serve, such as one with a stroke at its end, is nobody's. */
const unlessUnrouted = (next: NextFunction) => (error: unknown) =>
  next((error as { code?: unknown })?.code === UNROUTED ? undefined : error);
const UNROUTED = 'slack_bolt_http_receiver_deferred_request_error';

function noneOf(error: unknown): [] {
  if (error instanceof PimError) return [];
  throw error;
}
