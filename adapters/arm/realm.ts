import type { Clock, Realm } from '../../bot/ports.js';
import type { HttpClient } from '../http/pipeline.js';
import type { ForgettingTokens } from '../pim/send.js';
import { approval } from './approvals.js';
import { assignments } from './assignments.js';
import type { Arm } from './call.js';
import { decide } from './decisions.js';
import { childScopes, eligibilities } from './eligibilities.js';
import { groupRoles } from './group-roles.js';
import { policy } from './policies.js';
import { together } from './requests/batch.js';
import {
  activate,
  awaitingDecision,
  cancel,
  release,
  request,
  requests,
  validate,
} from './requests/requests.js';

export interface ArmRealmOptions {
  http: HttpClient;
  /** ARM's origin, such as `https://management.azure.com`. */
  armUrl: string;
  tokens: ForgettingTokens;
  /** Tells which eligibilities are in force; by default the machine's time. */
  clock?: Pick<Clock, 'now'>;
}

/** PIM for Azure resources, over Azure Resource Manager, each call with the acting person's own token. */
export function armRealm({ http, armUrl, tokens, clock }: ArmRealmOptions): Realm {
  const arm: Arm = { http, armUrl, tokens, now: () => clock?.now() ?? Date.now() };
  return {
    name: 'azure',
    eligibilities: (as, at) => eligibilities(arm, as, at),
    assignments: (as, at) => assignments(arm, as, at),
    groupRoles: (as, group) => groupRoles(arm, as, group),
    childScopes: (as, of) => childScopes(arm, as, of),
    policy: (as, role, scope) => policy(arm, as, role, scope),
    validate: (as, activation) => validate(arm, as, activation),
    activate: (as, name, activation) => activate(arm, as, name, activation),
    release: (as, name, held) => release(arm, as, name, held),
    request: (as, scope, name) => request(arm, as, scope, name),
    requests: (as) => requests(arm, as),
    cancel: (as, sent) => cancel(arm, as, sent),
    awaitingDecision: (as) => awaitingDecision(arm, as),
    approval: (as, id) => approval(arm, as, id),
    decide: (as, stage, decision) => decide(arm, as, stage, decision),
    together: together(arm),
  };
}
