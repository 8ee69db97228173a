import type { GraphCall, GraphOperation } from '../call.js';
import { notFound } from '../errors.js';
import { listed, type Row, shown } from '../odata/listing.js';
import { unitRow } from './rows.js';

const UNIT = { context: 'directory/administrativeUnits', type: 'microsoft.graph.administrativeUnit' };

/** The administrative units that a directory role can be limited to. */
export const unitOperations: readonly GraphOperation[] = [
  {
    operation: 'directory-list-administrativeunits',
    method: 'GET',
    path: 'directory/administrativeUnits',
    run: (call) => listed(call, units(call), UNIT),
  },
  {
    operation: 'administrativeunit-get',
    method: 'GET',
    path: 'directory/administrativeUnits/{id}',
    run(call) {
      const [name = ''] = call.names;
      const found = units(call).find(({ id }) => String(id).toLowerCase() === name.toLowerCase());
      if (!found) throw notFound(name);
      return shown(call, found, UNIT);
    },
  },
];

function units({ tenant }: GraphCall): Row[] {
  return [...tenant.places.values()].filter(({ kind }) => kind === 'administrativeunit').map(unitRow);
}
