import type { ApproverNote } from '../operations/operation.js';
import type { Policy } from '../pim/policies.js';
import type { Actor, Ports } from '../ports.js';
import { cached } from './cached.js';
import { POLICY_TTL } from './policies.js';

/** Who may decide, by name; the requester is never among them. Up to 5 min old. */
export async function approversOf(
  ports: Ports,
  as: Actor,
  approval: NonNullable<Policy['approval']>,
): Promise<ApproverNote[]> {
  const id = `approvers:${as.oid}:${JSON.stringify(approval.approvers)}`;
  const read = async () => {
    const lists = await Promise.all(
      approval.approvers.map((approver) => (approver.kind === 'group' ? inGroup(ports, as, approver) : [])),
    );
    const people = approval.approvers.filter((a) => a.kind === 'person');
    return [...(await byName(ports, as, people)), ...lists.flat()];
  };
  const notes = (await cached(ports, { as, id, ttl: POLICY_TTL, fresh: false }, read)).value;
  const first = new Map(notes.map((note) => [note.id, note] as const).reverse());
  return notes.filter((note) => note.id !== as.oid && first.get(note.id) === note);
}

type Named<T> = T & { name?: string };

async function byName(ports: Ports, as: Actor, people: Named<{ oid: string }>[]): Promise<ApproverNote[]> {
  const unnamed = people.filter((p) => !p.name).map((p) => p.oid);
  const found = unnamed.length > 0 ? await ports.directory.people(as, unnamed) : [];
  return people.flatMap((p) => {
    const known = found.find((f) => f.oid === p.oid);
    if (!p.name && !known?.enabled) return [];
    return [{ id: p.oid, kind: 'person' as const, name: p.name ?? known?.name ?? '', told: 'open' as const }];
  });
}

async function inGroup(ports: Ports, as: Actor, group: Named<{ id: string }>): Promise<ApproverNote[]> {
  const [name, members] = await Promise.all([
    group.name ?? ports.directory.group(as, group.id).then((g) => g?.name ?? ''),
    ports.directory.members(as, group.id),
  ]);
  if (members.hidden) return [{ id: group.id, kind: 'group', name, told: 'open' }];
  return members.people
    .filter((p) => p.enabled)
    .map((p) => ({ id: p.oid, kind: 'person', name: p.name, through: name, told: 'open' }));
}
