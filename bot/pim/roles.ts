/** PIM's three realms: Azure resources over ARM, directory roles and groups over Microsoft Graph. */
export type RealmName = 'azure' | 'entra' | 'group';

export type ScopeKind =
  | 'managementGroup'
  | 'subscription'
  | 'resourceGroup'
  | 'resource'
  | 'directory'
  | 'administrativeUnit'
  | 'application'
  | 'group';

/** Where a role holds. To people it is a "place". */
export interface Scope {
  /** The realm's own id: an ARM path such as `/subscriptions/…/resourceGroups/rg-x`, or `/` for the directory. */
  id: string;
  kind: ScopeKind;
  /** The name people use, such as `rg-x` or `Contoso Dev`. */
  name: string;
  /** Names of what contains it, nearest first, as far as the person may read them. */
  within: string[];
  /** `Microsoft.KeyVault/vaults`; only for `resource`. */
  resourceType?: string;
}

export interface Role {
  /** The full id of the role definition, as the realm gave it. */
  id: string;
  name: string;
}

/** A role that a person may activate at a scope, or below it. */
export interface Eligibility {
  realm: RealmName;
  /** Full id of the eligibility schedule; what PIM wants back when the role is activated. */
  id: string;
  role: Role;
  scope: Scope;
  /** The name of the group that holds the eligibility, when it is not the person's own. */
  through?: string;
  /** ms since epoch; absent: for ever. */
  end?: number;
}

/** A role that a person has now. */
export interface Assignment {
  realm: RealmName;
  id: string;
  role: Role;
  scope: Scope;
  kind: 'assigned' | 'activated';
  through?: string;
  start?: number;
  end?: number;
}

/** A role that a group has, or may activate: what comes with being in it. */
export interface GroupRole {
  realm: RealmName;
  role: Role;
  scope: Scope;
  kind: 'assigned' | 'eligible';
}

/** One eligibility at the exact scope at which it would be activated: its own, or one below it. */
export interface Candidate {
  eligibility: Eligibility;
  scope: Scope;
}
