import type { Schedule } from '../../tenant/records.js';
import { type Form, type Kind, seenSchedules } from '../../tenant/seen.js';
import { oneOf } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { notFound } from '../errors.js';
import { listed, type Row, shown } from '../odata/listing.js';
import { type GraphRealm, listName, typeName } from './realms.js';
import { pim } from './refusals.js';
import { scheduleRelations } from './rows/relations.js';
import { instanceRow, scheduleRow } from './rows/schedule.js';
import { requireVisible, visible } from './visible.js';

/** What a list of schedules or of instances is about. */
interface Listed {
  readonly realm: GraphRealm;
  readonly kind: Kind;
  readonly form: Form;
}

/** Schedules and their instances, of eligibilities and of assignments: list, get, and one's own. */
export function scheduleOperations(realm: GraphRealm): GraphOperation[] {
  return (['eligibility', 'assignment'] as const).flatMap((kind) =>
    (['schedule', 'instance'] as const).flatMap((form) => operationsOf({ realm, kind, form })),
  );
}

/** The first path that fits wins, so the function stands before the ids. */
function operationsOf(of: Listed): GraphOperation[] {
  const { realm, kind, form } = of;
  const list = listName(realm, kind, form);
  const path = `${realm.path}/${list}`;
  const operation = `${realm.operations}-${list}`;
  const get = (name: string, at: string, run: GraphOperation['run']): GraphOperation => ({
    operation: `${operation}${name}`,
    method: 'GET',
    path: `${path}${at}`,
    run: pim(run),
  });
  return [
    get('', '', (call) => answer(of, call, visible(realm, call, seen(of, call)), path)),
    get('-filterByCurrentUser', "/filterByCurrentUser(on='{on}')", (call) => own(of, call)),
    get('-get', '/{id}', (call) => one(of, call, path)),
  ];
}

function own(of: Listed, call: GraphCall): GraphAnswer {
  oneOf(call.names[0] ?? '', 'on', ['principal']);
  const mine = seen(of, call).filter(({ principalId }) => principalId === call.caller.oid);
  return answer(of, call, mine, undefined);
}

function one(of: Listed, call: GraphCall, path: string): GraphAnswer {
  const id = call.names[0] ?? '';
  const found = seen(of, call).find((row) => String(written(of, call, row).id) === id);
  if (!found) throw notFound(id);
  requireVisible(call, found);
  const relations = scheduleRelations(of.realm, call, of.form, () => found);
  return shown(call, written(of, call, found), { context: path, relations });
}

/** Rows of `filterByCurrentUser`, which has no place of its own in the metadata, tell their type. */
function answer(of: Listed, call: GraphCall, rows: Schedule[], path: string | undefined): GraphAnswer {
  const type = typeName(of.realm, of.kind, of.form);
  const typed = path === undefined ? { '@odata.type': `#microsoft.graph.${type}` } : {};
  const from = new Map(rows.map((row): [Row, Schedule] => [{ ...typed, ...written(of, call, row) }, row]));
  return listed(call, [...from.keys()], {
    context: path ?? `Collection(${type})`,
    type: `microsoft.graph.${type}`,
    relations: scheduleRelations(of.realm, call, of.form, (row) => from.get(row)),
  });
}

function written({ realm, form }: Listed, { tenant }: GraphCall, row: Schedule): Row {
  return form === 'schedule' ? scheduleRow(realm, tenant, row) : instanceRow(realm, tenant, row);
}

function seen({ realm, kind, form }: Listed, { tenant, settings }: GraphCall): Schedule[] {
  return seenSchedules(tenant, { realm: realm.realm, kind, form, lagMs: settings.propagationLagMs });
}
