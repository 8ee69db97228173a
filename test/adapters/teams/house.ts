import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { memoryState } from '../../../adapters/memory/state.js';
import { type TeamsAdapter, type TeamsOptions, teamsAdapter } from '../../../adapters/teams/index.js';
import type { Card } from '../../../bot/ports.js';
import type { State } from '../../../bot/state.js';
import type { Conversation, Person, Turn } from '../../../bot/turn.js';
import { APP, type Services, startServices, TENANT } from './services.js';

export const ANA = 'aaaaaaaa-0000-4000-8000-00000000000a';
const NOW = Date.UTC(2026, 2, 2, 9, 30);
export const CARD_ID = 'AAAAAAAAAAAAAAAAAAAAAA';

type Bot = ReturnType<TeamsOptions['bot']>;

/** The adapter with a bot that only notes what it is given, over real HTTP. */
export interface House {
  services: Services;
  teams: TeamsAdapter;
  state: State;
  url: string;
  turns: Turn[];
  signedIn: Person[];
  logged: { event: string; code?: string | undefined }[];
  /** Replaces verbs of the bot for one test. */
  bot: Partial<Bot>;
  post(activity: object, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const services = await startServices();
  const state = memoryState({ clock: { now: () => NOW } });
  const house = { services, state, turns: [], signedIn: [], logged: [], bot: {} } as unknown as House;
  const note = (event: string, fields?: { code?: string }) =>
    void house.logged.push({ event, code: fields?.code });
  house.teams = teamsAdapter({
    config: {
      mode: 'sandbox',
      appId: APP,
      tenantId: TENANT,
      oauthConnection: 'pim',
      serviceUrls: [services.serviceUrl],
    },
    bot: () => ({ ...quietBot(house), ...house.bot }),
    state,
    clock: { now: () => NOW },
    log: { info: note, warn: note, error: note },
    appToken: async (scope) => `app token for ${scope}`,
    channelMetadataUrl: services.metadataUrl,
    tokenServiceUrl: `${services.origin}/token`,
  });
  const app = express().post('/api/messages', house.teams.handler);
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  house.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  house.post = async (activity, headers) =>
    fetch(house.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await services.sign()}`,
        ...headers,
      },
      body: JSON.stringify(activity),
    });
  house.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await services.close();
  };
  await house.teams.ready();
  return house;
}

function quietBot(house: House): Bot {
  return {
    accept: async (turn) => {
      house.turns.push(turn);
      return { done: Promise.resolve('through' as const) };
    },
    card: async () => undefined,
    signedIn: async (person) => void house.signedIn.push(person),
  };
}

let count = 0;
/** An activity as Teams posts it for Ana in her chat with the bot. */
export function activity(house: House, given: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    type: 'message',
    id: `act-${count}`,
    channelId: 'msteams',
    serviceUrl: house.services.serviceUrl,
    from: { id: '29:ana', name: 'Ana Ruiz', aadObjectId: ANA },
    recipient: { id: `28:${APP}`, name: 'pim-bot' },
    conversation: { id: 'a:1ana', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    text: 'help',
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', timezone: 'Europe/Berlin' }],
    ...given,
  };
}

export function chatOf(house: House): Conversation {
  const { serviceUrl } = house.services;
  const reference = { serviceUrl, conversation: 'a:1ana', user: '29:ana', bot: `28:${APP}`, tenant: TENANT };
  return { platform: 'teams', id: 'a:1ana', personal: true, reference };
}

export function card(view: Card['view']): Card {
  return { id: CARD_ID, version: 3, view, locale: 'en-GB', zone: 'Europe/Berlin' };
}
