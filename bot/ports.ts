import type { PimError } from './pim/errors.js';
import type { Policy } from './pim/policies.js';
import type { Activation, ApprovalStage, Expiring, Extension, PimRequest } from './pim/requests.js';
import type { Assignment, Eligibility, GroupRole, RealmName, Role, Scope } from './pim/roles.js';
import type { State } from './state.js';
import type { Conversation, Person, Platform } from './turn.js';
import type { Environment } from './views/facts.js';
import type { View } from './views/views.js';

/** On whose behalf, and whether that person waits for the answer. Every call to PIM carries this person's own token. */
export interface Actor extends Person {
  background: boolean;
}

/** One of PIM's realms. Every method throws PimError and nothing else. */
export interface Realm {
  readonly name: RealmName;
  /** All that the person may activate. `at` asks one scope alone, where the long list may lack rows. */
  eligibilities(as: Actor, at?: Scope): Promise<Eligibility[]>;
  /** All that the person has now. `at` asks one scope alone, where the long list may lack rows. */
  assignments(as: Actor, at?: Scope): Promise<Assignment[]>;
  /** Scopes below an eligibility's own, where it may be activated too. */
  childScopes(as: Actor, of: Scope): Promise<Scope[]>;
  /** Roles of this realm that a group itself has or may activate. Throws `notAllowed` where the person may not read them. */
  groupRoles(as: Actor, group: string): Promise<GroupRole[]>;
  /** `unreadable`: the person may not read the role's settings there; `validate` still answers. */
  policy(as: Actor, role: Role, scope: Scope): Promise<Policy | 'unreadable'>;
  /** PIM's own word on an activation that is not sent. Throws PimError `rulesFailed` naming every rule it fails. */
  validate(as: Actor, activation: Activation): Promise<{ approvalNeeded: boolean }>;
  /** Asks PIM under that name. Throws `nameTaken` when a request of that name exists, `unclear` when no answer came. */
  activate(as: Actor, name: string, activation: Activation): Promise<PimRequest>;
  release(as: Actor, name: string, held: { role: Role; scope: Scope }): Promise<PimRequest>;
  /** Reads one request back; `undefined`: PIM does not know it (yet). */
  request(as: Actor, scope: Scope, name: string): Promise<PimRequest | undefined>;
  /** The person's own requests, in one read however many wait; a row may be missing, then `request` knows. */
  requests(as: Actor): Promise<PimRequest[]>;
  cancel(as: Actor, request: { id: string }): Promise<void>;
  /** Open requests on which PIM lets this person decide. */
  awaitingDecision(as: Actor): Promise<PimRequest[]>;
  /** The stage of an approval, as this person sees it. */
  approval(as: Actor, approval: string): Promise<ApprovalStage | undefined>;
  decide(as: Actor, stage: ApprovalStage, decision: { approve: boolean; reason: string }): Promise<void>;
  /** Several activations in one call; realms that share a call share the object. Absent: each by itself. */
  readonly together?: Together;
  /** Absent: people cannot ask for more time here, only an administrator can give it. */
  readonly extending?: Extending;
}

/** What several activations of one person are asked for in, with as few calls as the service allows. */
export interface Together {
  /**
   * The answers in the order of what was asked: a request, or the error that `activate` would have thrown; `unclear` for
   * one that got no answer. Throws PimError only when nothing was sent at all.
   */
  activate(as: Actor, asked: AskedTogether[]): Promise<(PimRequest | PimError)[]>;
}

export interface AskedTogether {
  name: string;
  activation: Activation;
}

/** More time for what ends: a realm takes the wish, an administrator decides. Every method throws PimError and nothing else. */
export interface Extending {
  /** What was the person's until it ended; it may have been given anew since. */
  ended(as: Actor): Promise<Expiring[]>;
  /** Asks under that name. Throws `alreadyPending` while an earlier wish waits, `unclear` when no answer came. */
  extend(as: Actor, name: string, asked: Extension): Promise<PimRequest>;
  /** Reads a wish back by its name; `undefined`: PIM does not know it (yet). */
  extension(as: Actor, name: string, asked: Extension): Promise<PimRequest | undefined>;
}

/** Names of people and groups, and who is in a group; read with the acting person's token. */
export interface Directory {
  people(as: Actor, oids: string[]): Promise<DirectoryPerson[]>;
  group(as: Actor, id: string): Promise<{ id: string; name: string } | undefined>;
  /** Transitive members that are people, the first 100; `hidden`: the group does not show them. */
  members(as: Actor, group: string): Promise<{ people: DirectoryPerson[]; total: number; hidden: boolean }>;
}

export interface DirectoryPerson {
  oid: string;
  name: string;
  upn?: string;
  /** False: the account is disabled. */
  enabled: boolean;
}

/** A card on its way to a person: data, not a drawing. */
export interface Card {
  id: string;
  version: number;
  view: View;
  locale: string;
  zone: string;
}

/** Thrown by a Messenger when the person cannot be reached in chat; `gone` when the message to edit is no longer there. */
export class MessengerError extends Error {
  constructor(
    readonly code: 'unreachable' | 'gone' | 'throttled' | 'failed',
    readonly retryAfter?: number,
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.name = 'MessengerError';
  }
}

/** Puts cards in front of people on one platform. Every method throws MessengerError and nothing else. */
export interface Messenger {
  readonly platform: Platform;
  /** Sends a new message; answers with the platform's id of it. */
  send(to: Conversation, card: Card): Promise<string>;
  edit(to: Conversation, message: string, card: Card): Promise<void>;
  /** The 1:1 conversation with a person who may never have written. */
  open(person: Person): Promise<Conversation>;
  /** Asks a person to sign in, in the way the platform has; the answer comes as a new event. */
  askSignIn(to: Conversation, person: Person, card: Card): Promise<void>;
}

export interface Clock {
  /** ms since epoch, by the same clock as State's. */
  now(): number;
  /** Waits in real time, whatever the clock's advance. */
  sleep(ms: number): Promise<void>;
}

export interface Ids {
  /** 128 random bits, base64url: 22 characters. */
  opaque(): string;
  /** uuidv5 of the parts, in order. */
  named(parts: string[]): string;
  /** In the form of `opaque`, but the same for the same parts. */
  opaqueOf(parts: string[]): string;
}

/** Field names are an allow-list: no text of a person and no token is ever logged. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { error?: unknown }): void;
}

export interface LogFields {
  tenant?: string;
  oid?: string;
  turn?: string;
  operation?: string;
  card?: string;
  code?: string;
  status?: number;
  call?: string;
  ms?: number;
  /** Of the audit trail: id of a line, how many lines, hash of the chain. */
  entry?: string;
  count?: number;
  hash?: string;
}

/** Everything the core needs of the outside. */
export interface Ports {
  state: State;
  realms: Realm[];
  directory: Directory;
  messengers: Messenger[];
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The deployment's naming pattern: which environment a name tells of. */
  environmentOf(names: string[]): Environment | undefined;
  /** The channel that is told of requests at a place, by its id and the names of it and of what contains it. */
  approvalsChannel(place: string[]): Conversation | undefined;
}
