import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { armRoutes } from '../../sandbox/arm/routes.js';
import { type ArmSettings, armSettings } from '../../sandbox/arm/settings.js';
import { type Clock, createClock } from '../../sandbox/clock.js';
import { graphRoutes } from '../../sandbox/graph/routes.js';
import { type GraphSettings, graphSettings } from '../../sandbox/graph/settings.js';
import { createLogin, type Login } from '../../sandbox/login/login.js';
import { seed as story } from '../../sandbox/seed.js';
import { createTenant, type Seed, type Tenant } from '../../sandbox/tenant/store.js';

export const DEV = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
export const PRODUCTION = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02';
export const PAYMENTS = `${PRODUCTION}/resourceGroups/rg-payments`;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Emulator {
  readonly origin: string;
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly settings: ArmSettings;
  readonly graphSettings: GraphSettings;
  readonly login: Login;
  call(url: string, options?: { method?: string; token?: string; body?: unknown }): Promise<Answer>;
  /** A call to Azure Resource Manager as that person; the api-version is added where it lacks. */
  arm(person: string, method: string, path: string, body?: unknown): Promise<Answer>;
  graph(person: string, method: string, path: string, body?: unknown): Promise<Answer>;
  activate(person: string, ask: Activation): Promise<Answer>;
  stop(): Promise<void>;
}

/** What is in an answer: a resource, the rows of a list, or the code of an error. */
export const read = {
  one: (answer: Answer) => answer.body as Resource,
  rows: (answer: Answer) => (answer.body as { value: Resource[] }).value,
  code: (answer: Answer) => `${answer.status} ${(answer.body as { error?: { code: string } })?.error?.code}`,
  message: (answer: Answer) => (answer.body as { error: { message: string } }).error.message,
};

export interface Activation {
  readonly role: string;
  readonly scope: string;
  readonly name?: string;
  readonly duration?: string;
  readonly with?: Record<string, unknown>;
}

/** Making keys is what starting costs most: emulators with the people of the story share a sign-in. */
let shared: Login | undefined;

function loginOf(tenant: Tenant, isShared: boolean): Login {
  const make = () => createLogin({ tenant, origin: 'https://login.sandbox.invalid' });
  if (!isShared) return make();
  shared ??= make();
  return shared;
}

/** The tenant's services behind a real server on loopback; `ownKeys` for a sign-in that no other emulator has. */
export async function startEmulator(
  seed: Seed = story,
  { ownKeys = false }: { ownKeys?: boolean } = {},
): Promise<Emulator> {
  const clock = createClock();
  const tenant = createTenant(seed, clock);
  const login = loginOf(tenant, !ownKeys && seed.people === story.people);
  const settings = armSettings();
  const graph = graphSettings();
  const app = express();
  app.use('/arm', armRoutes({ tenant, login, clock, settings }));
  app.use('/graph', graphRoutes({ tenant, login, clock, settings: graph }));
  app.use('/login', login.routes);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator: Emulator = {
    origin,
    tenant,
    clock,
    settings,
    graphSettings: graph,
    login,
    call,
    async arm(person, method, path, body) {
      const token = await login.tokenFor(tenant.oidOf(person), 'arm');
      return call(`${origin}/arm${versioned(path)}`, { method, token, body });
    },
    async graph(person, method, path, body) {
      const token = await login.tokenFor(tenant.oidOf(person), 'graph');
      return call(`${origin}/graph${path}`, { method, token, body });
    },
    activate: (person, ask) =>
      emulator.arm(person, 'PUT', requestPath(ask.scope, ask.name), activation(tenant, person, ask)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return emulator;
}

/** The path of a request for an assignment; a new name where none is given. */
export function requestPath(scope: string, name: string = randomUUID()): string {
  return `${scope}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/${name}`;
}

/** The body of a self-activation, as the documentation has it. */
export function activation(tenant: Tenant, person: string, ask: Activation): { properties: object } {
  const role = tenant.roles.find(({ name }) => name === ask.role);
  const subscription = /^\/subscriptions\/[^/]+/.exec(ask.scope)?.[0] ?? '';
  return {
    properties: {
      principalId: tenant.oidOf(person),
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role?.guid}`,
      requestType: 'SelfActivate',
      justification: 'INC-7',
      scheduleInfo: {
        startDateTime: null,
        expiration: { type: 'AfterDuration', duration: ask.duration ?? 'PT1H' },
      },
      ...ask.with,
    },
  };
}

async function call(
  url: string,
  options: { method?: string; token?: string; body?: unknown } = {},
): Promise<Answer> {
  const { method = 'GET', token, body } = options;
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

const OTHER_VERSIONS: readonly [RegExp, string][] = [
  [/\/roleAssignmentApprovals/i, '2021-01-01-preview'],
  [/Authorization\/roleDefinitions/i, '2022-04-01'],
  [/^\/batch/, '2020-06-01'],
];

function versioned(path: string): string {
  if (path.includes('api-version=')) return path;
  const version = OTHER_VERSIONS.find(([pattern]) => pattern.test(path.split('?')[0] ?? ''))?.[1];
  return `${path}${path.includes('?') ? '&' : '?'}api-version=${version ?? '2020-10-01'}`;
}
