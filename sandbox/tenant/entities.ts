/** What a seed is made of. People and groups are named by their short `id`; roles by their name. */

/** The three families of roles that PIM manages. */
export type Realm = 'azure' | 'entra' | 'group';

export interface SeedPerson {
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly oid: string;
  /** What the person does, in a few words; shown where one chooses whom to be. */
  readonly does: string;
  /** Whether the bot's Teams app is installed for the person. */
  readonly installed: boolean;
  /** IANA time zone. */
  readonly zone: string;
  readonly locale: string;
}

export interface SeedGroup {
  readonly id: string;
  readonly name: string;
  readonly oid: string;
  /** Ids of people and of other groups. */
  readonly members: readonly string[];
  /** Only members may read the membership. */
  readonly hiddenMembership?: boolean;
}

export interface SeedPlace {
  /**
   * In Azure the full resource id, '' for the root of the tenant; in the directory '/', '/administrativeUnits/{id}'
   * or '/{object id of an application}'; the object id of a group.
   */
  readonly scope: string;
  readonly name: string;
  readonly kind:
    | 'tenant'
    | 'managementgroup'
    | 'subscription'
    | 'resourcegroup'
    | 'resource'
    | 'directory'
    | 'administrativeunit'
    | 'application'
    | 'group';
  /** The scope above; absent for the roots and for groups. */
  readonly parent?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SeedRole {
  /** Azure's when absent. */
  readonly realm?: Realm;
  /** A directory role's template id; 'member' or 'owner' of a group. */
  readonly guid: string;
  readonly name: string;
  readonly kind: 'BuiltInRole' | 'CustomRole';
  readonly description: string;
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
  /** Where a custom role may be assigned; everywhere when absent. */
  readonly assignableScopes?: readonly string[];
  /** Set for a role of the directory that nobody may be given. */
  readonly isDisabled?: boolean;
}

/** An eligibility or a standing assignment, given by an administrator. */
export interface SeedHolding {
  readonly realm: Realm;
  /** Id of a person or a group. */
  readonly principal: string;
  readonly role: string;
  readonly scope: string;
  readonly startedDaysAgo: number;
  /** Never ends when absent. */
  readonly endsInDays?: number;
}

/** How a role is activated. What is not said stays at the realm's default. */
export interface SeedPolicy {
  /** Azure's when absent. */
  readonly realm?: Realm;
  readonly role: string;
  /** The one scope it is set at; every scope when absent (settings are not inherited). */
  readonly scope?: string;
  readonly demands: readonly ('Justification' | 'Ticketing' | 'MultiFactorAuthentication')[];
  /** ISO 8601 duration. */
  readonly maximum: string;
  readonly approval?: { readonly approvers: readonly string[]; readonly justification: boolean };
  /** An authentication context such as 'c1'. */
  readonly authenticationContext?: string;
}
