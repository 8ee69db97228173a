import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Answers held against Graph's published types, by name. */

interface Property {
  readonly type: string;
}
interface Type {
  readonly kind: 'EntityType' | 'ComplexType' | 'EnumType';
  readonly base?: string | null;
  readonly members?: readonly string[];
  readonly props?: Readonly<Record<string, Property>>;
  readonly nav?: Readonly<Record<string, Property>>;
}
type Types = Readonly<Record<string, Type>>;

const TEXT: Property = { type: 'Edm.String' };
const TIME: Property = { type: 'Edm.DateTimeOffset' };
/** Bases that the published file leaves out: https://learn.microsoft.com/graph/api/resources/request */
const BASES: Types = {
  'microsoft.graph.entity': { kind: 'EntityType', props: { id: TEXT } },
  'microsoft.graph.request': {
    kind: 'EntityType',
    base: 'graph.entity',
    props: {
      approvalId: TEXT,
      completedDateTime: TIME,
      createdBy: { type: 'graph.identitySet' },
      createdDateTime: TIME,
      customData: TEXT,
      status: TEXT,
    },
  },
};

const PRIMITIVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': Number.isInteger,
  'Edm.DateTimeOffset': (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(value)) && !/\.\d*0Z$/.test(String(value)),
  'Edm.Duration': (value) => /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.test(String(value)),
};

export function typesOf(version: string): Types {
  const file = join(__dirname, '../../specs/graph', `types.${version}.json`);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as { types: Types }).types, ...BASES };
}

/** What a value has against a type; null fits every type, and types that are not published fit every value. */
export function complaints(types: Types, value: unknown, type: string, path: string): string[] {
  if (value === null) return [];
  const inner = /^Collection\((.+)\)$/.exec(type)?.[1];
  if (inner !== undefined)
    return Array.isArray(value)
      ? value.flatMap((each, index) => complaints(types, each, inner, `${path}[${index}]`))
      : [`${path} is no list`];
  const isPrimitive = PRIMITIVES[type];
  if (isPrimitive) return isPrimitive(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  const said = (value as { '@odata.type'?: string })['@odata.type']?.replace('#', '');
  const found = types[said ?? type.replace(/^graph\./, 'microsoft.graph.')];
  if (!found) return [];
  if (found.members)
    return found.members.includes(String(value)) ? [] : [`${path} is none of ${type}: ${String(value)}`];
  const properties = propertiesOf(types, found);
  return Object.entries(value ?? {}).flatMap(([name, each]) => {
    if (name.includes('@odata.')) return [];
    const property = properties[name];
    return property
      ? complaints(types, each, property.type, `${path}.${name}`)
      : [`${path}.${name} is unknown`];
  });
}

function propertiesOf(types: Types, { base, props, nav }: Type): Readonly<Record<string, Property>> {
  const above = base ? types[base.replace(/^graph\./, 'microsoft.graph.')] : undefined;
  return { ...(above && propertiesOf(types, above)), ...props, ...nav };
}
