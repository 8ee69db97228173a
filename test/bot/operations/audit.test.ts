import { auditEntry, BOT_VERSION } from '../../../bot/operations/audit.js';
import type { ActivateOperation, DecideOperation } from '../../../bot/operations/operation.js';
import type { Scope } from '../../../bot/pim/roles.js';
import manifest from '../../../package.json';

const AT = Date.UTC(2026, 10, 21, 9);
const role = { id: '/roles/owner', name: 'Owner' };
const scope: Scope = {
  id: '/subscriptions/1/resourceGroups/rg-x',
  kind: 'resourceGroup',
  name: 'rg-x',
  within: [],
};
const common = {
  id: 'name-1',
  actor: { tenant: 'contoso', oid: 'ana' },
  actorName: 'Ana Ruiz',
  submit: 'turn-1',
  item: 'item',
  attempt: 1,
  name: 'name-1',
  reference: '7F3K9Q',
  askedAt: AT,
  deadline: AT + 300_000,
  tries: 1,
  rev: 1,
  told: 0,
};
const activation: ActivateOperation = {
  ...common,
  kind: 'activate',
  state: 'submitting',
  activation: {
    realm: 'azure',
    eligibility: '/eligibilities/1',
    role,
    scope,
    duration: 'PT2H',
    justification: 'INC-7',
    ticket: { number: '7' },
  },
};
const decision: DecideOperation = {
  ...common,
  kind: 'approve',
  state: 'done',
  reason: 'fine',
  of: {
    realm: 'azure',
    role,
    scope,
    request: {
      realm: 'azure',
      id: '/requests/r',
      name: 'r',
      state: 'waiting',
      action: 'activate',
      role,
      scope,
      requester: { oid: 'ben', name: 'Ben' },
      createdAt: AT,
      approval: '/approvals/a',
    },
  },
};
const place = {
  onBehalfOf: 'ana',
  realm: 'azure',
  role: 'Owner',
  roleId: '/roles/owner',
  scope: scope.id,
  scopeKind: 'resourceGroup',
  name: 'name-1',
  reference: '7F3K9Q',
  submit: 'turn-1',
  attempt: 1,
  version: BOT_VERSION,
};

describe('a line of the audit trail', () => {
  it('says before an activation what is asked, of whom and why', () => {
    expect(auditEntry('intent', activation, AT)).toEqual({
      kind: 'intent',
      at: AT,
      actor: 'ana',
      verb: 'activate',
      operation: 'name-1',
      facts: {
        ...place,
        principal: 'ana',
        eligibility: '/eligibilities/1',
        duration: 'PT2H',
        justification: 'INC-7',
        ticket: '7',
        approvalNeeded: false,
      },
    });
  });

  it('says after it what PIM answered', () => {
    const problem = {
      code: 'rulesFailed' as const,
      rules: ['MfaRule' as const, 'TicketingRule' as const],
      server: { code: 'RoleAssignmentRequestPolicyValidationFailed', call: 'c-1' },
    };
    const { kind, facts } = auditEntry('outcome', { ...activation, problem }, AT, 'rulesFailed');
    expect([kind, facts]).toEqual([
      'outcome',
      expect.objectContaining({
        outcome: 'rulesFailed',
        tries: 1,
        rules: 'MfaRule TicketingRule',
        code: 'RoleAssignmentRequestPolicyValidationFailed',
        call: 'c-1',
      }),
    ]);
  });

  it('names the person whom a decision is about', () => {
    const { verb, facts } = auditEntry('outcome', decision, AT, 'done');
    expect([verb, facts]).toEqual([
      'approve',
      {
        ...place,
        principal: 'ben',
        request: 'r',
        approval: '/approvals/a',
        reason: 'fine',
        outcome: 'done',
        tries: 1,
      },
    ]);
  });

  it('is plain JSON', () => {
    const entry = auditEntry('intent', activation, AT);
    expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
    expect(Object.keys(entry.facts)).toEqual(Object.keys(JSON.parse(JSON.stringify(entry.facts))));
  });

  it('carries the version that package.json has', () => {
    expect(BOT_VERSION).toBe(manifest.version);
  });
});
