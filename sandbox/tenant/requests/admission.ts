import type { RequestType } from '../records.js';
import { PimRefusal } from '../refusals.js';
import type { Tenant } from '../store.js';
import type { Admission, Ask, Caller, Conduct } from './ask.js';
import { admitChange } from './changes.js';
import { admitEnd } from './ends.js';
import { administers, notPermitted } from './rights.js';
import { admitStart } from './starts.js';

type Admit = (tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct) => Admission;

const ADMIT: Record<RequestType, Admit> = {
  AdminAssign: admitStart,
  SelfActivate: admitStart,
  AdminRemove: admitEnd,
  SelfDeactivate: admitEnd,
  AdminUpdate: admitChange,
  AdminExtend: admitChange,
  AdminRenew: admitChange,
  SelfExtend: admitChange,
  SelfRenew: admitChange,
};

/** Throws a PimRefusal when the name has been used: a name makes one request, ever. */
export function requireNewName(tenant: Tenant, name: string): void {
  if (!tenant.requests.has(name.toLowerCase())) return;
  throw new PimRefusal(
    'RoleAssignmentRequestExists',
    `A role assignment request with Id: ${name} already exists.`,
  );
}

/** Lets a request through or throws the PimRefusal that PIM would answer with, checking in PIM's order. */
export function admit(tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct): Admission {
  requirePrincipal(tenant, ask);
  requireRights(tenant, caller, ask);
  return ADMIT[ask.type](tenant, caller, ask, conduct);
}

function requirePrincipal(tenant: Tenant, { principalId }: Ask): void {
  if (tenant.person(principalId) || tenant.group(principalId)) return;
  throw new PimRefusal('SubjectNotFound', 'The subject is not found.');
}

function requireRights(tenant: Tenant, { oid }: Caller, ask: Ask): void {
  const allowed = ask.type.startsWith('Self') ? ask.principalId === oid : administers(tenant, oid, ask.place);
  if (!allowed) throw notPermitted(oid);
}
