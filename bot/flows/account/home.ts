import { approvalsOf } from '../approving/list.js';
import type { Flow } from '../flow.js';
import { rolesOf } from './roles.js';

/** What waits for the person, what they have, and what they may activate: one look, on a page of its own. */
export const showHome: Flow = async (scene) => {
  const [roles, approvals] = await Promise.all([rolesOf(scene), approvalsOf(scene, 'a')]);
  const view = { name: 'home', roles: roles.view, approvals: approvals.view } as const;
  const items = { ...roles.items, ...approvals.items };
  return { replies: [{ view, about: { kind: 'rows', items } }] };
};
