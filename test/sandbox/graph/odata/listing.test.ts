import fc from 'fast-check';
import type { GraphCall } from '../../../../sandbox/graph/call.js';
import { GraphError } from '../../../../sandbox/graph/errors.js';
import { demanded, listed, type Row, shown } from '../../../../sandbox/graph/odata/listing.js';

/** A call with these query options, as far as lists look at one. */
function call(options: Record<string, string>, eventual = false): GraphCall {
  const url = new URL('https://graph.microsoft.com/v1.0/things');
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, value);
  return { url, version: 'v1.0', eventual, settings: { pageSize: 100 } } as unknown as GraphCall;
}

const things: Row[] = [
  {
    id: 'A',
    displayName: "Ana's",
    size: 3,
    isOn: true,
    madeAt: '2026-01-01T00:00:00.5Z',
    end: null,
    tags: ['red', 'Blue'],
    schedule: { type: 'noExpiration' },
  },
  {
    id: 'b',
    displayName: 'Ben',
    size: 10,
    isOn: false,
    madeAt: '2026-03-01T00:00:00Z',
    end: '2026-04-01T00:00:00Z',
    tags: [],
    schedule: { type: 'afterDuration' },
  },
];
const owners: Row[] = [
  { id: 'o1', thing: 'A', mail: 'o1@contoso.example' },
  { id: 'o2', thing: 'A', mail: 'o2@contoso.example' },
];
const shape = {
  context: 'things',
  relations: {
    owners: ({ id }: Row) => owners.filter(({ thing }) => thing === id),
    chief: ({ id }: Row) => owners.find(({ thing }) => thing === id) ?? null,
    'chief/thing': ({ thing }: Row) => things.find(({ id }) => id === thing) ?? null,
  },
};

interface Page {
  readonly value: Row[];
  readonly [name: string]: unknown;
}
const page = (options: Record<string, string>, eventual = false) =>
  listed(call(options, eventual), things, shape).body as Page;
const ids = (options: Record<string, string>) => page(options).value.map(({ id }) => id);

test.each([
  ["id eq 'a'", ['A']],
  ["ID ne 'A'", ['b']],
  ["displayName eq 'Ana''s'", ['A']],
  ["startsWith(displayName,'be')", ['b']],
  ["contains(displayName, 'N')", ['A', 'b']],
  ["endswith(displayName,'n')", ['b']],
  ['size gt 3', ['b']],
  ['size le 3', ['A']],
  ['isOn eq false', ['b']],
  ['not (isOn eq true)', ['b']],
  ['end eq null', ['A']],
  ['end ne null', ['b']],
  ['end lt 2027-01-01', ['b']],
  ['madeAt ge 2026-01-01T00:00:00.5000000Z', ['A', 'b']],
  ['madeAt gt 2026-01-01T01:00:00.5+01:00', ['b']],
  ["size eq 3 or size eq 10 and id eq 'c'", ['A']],
  ["(size eq 3 or size eq 10) and id eq 'b'", ['b']],
  ["id in ('a', 'B')", ['A', 'b']],
  ["schedule/type eq 'NoExpiration'", ['A']],
  ["chief/mail eq 'o1@contoso.example'", ['A']],
  ["tags/any(t:t eq 'blue')", ['A']],
  ['tags/any()', ['A']],
  ["owners/any(o:o/id eq 'o2' and o/thing eq 'A')", ['A']],
  ["displayName eq 'id eq ''b'''", []],
])('$filter=%s', (filter, expected) => {
  expect(ids({ $filter: filter })).toEqual(expected);
});

test.each([
  ['size desc', ['b', 'A']],
  ['isOn, id', ['b', 'A']],
  ['displayName asc', ['A', 'b']],
])('$orderby=%s', (orderby, expected) => {
  expect(ids({ $orderby: orderby })).toEqual(expected);
});

test('what is selected and joined is what is answered, and the context says so', () => {
  const { value, ...rest } = page({
    $select: 'ID,displayname',
    $expand: 'owners($select=mail),chief($expand=thing($select=size);$select=id)',
    $filter: "id eq 'A'",
  });
  expect(rest).toEqual({
    '@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#things(id,displayName,owners(mail),chief(id,thing(size)))',
  });
  expect(value).toEqual([
    {
      id: 'A',
      displayName: "Ana's",
      'owners@odata.context': "https://graph.microsoft.com/v1.0/$metadata#things('A')/owners(mail)",
      owners: [{ mail: 'o1@contoso.example' }, { mail: 'o2@contoso.example' }],
      chief: { id: 'o1', thing: { size: 3 } },
    },
  ]);
});

test('one thing, with all that can be joined to it; names come without the sign too', () => {
  const { body } = shown(call({ expand: '*', select: 'id' }), things[1] ?? {}, shape);
  expect(body).toEqual({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#things(id,owners(),chief())/$entity',
    id: 'b',
    'owners@odata.context': "https://graph.microsoft.com/v1.0/$metadata#things('b')/owners",
    owners: [],
    chief: null,
  });
});

test('a page leads to the next one, and the count is given to those who may have it', () => {
  const first = page({ $top: '1', $count: 'true', $filter: 'size gt 0' }, true);
  expect(first['@odata.count']).toBe(2);
  const next = new URL(String(first['@odata.nextLink']));
  expect(next.origin + next.pathname).toBe('https://graph.microsoft.com/v1.0/things');
  const second = page(Object.fromEntries(next.searchParams));
  expect(second.value.map(({ id }) => id)).toEqual(['b']);
  expect(second).not.toHaveProperty(['@odata.nextLink']);
  expect(second).not.toHaveProperty(['@odata.count']);
});

test.each([
  [{ $filter: 'colour eq 1' }, 'BadRequest'],
  [{ $filter: 'size eq' }, 'BadRequest'],
  [{ $filter: 'size eq 3)' }, 'BadRequest'],
  [{ $filter: '(size eq 3' }, 'BadRequest'],
  [{ $filter: "displayName eq 'Ana" }, 'BadRequest'],
  [{ $filter: 'size is 3' }, 'BadRequest'],
  [{ $filter: `${'('.repeat(5000)}size eq 3${')'.repeat(5000)}` }, 'BadRequest'],
  [{ $filter: Array(16).fill('size eq 3').join(' or ') }, 'Request_UnsupportedQuery'],
  [{ $filter: `size in (${Array(16).fill('3').join()})` }, 'Request_UnsupportedQuery'],
  [{ $select: 'colour' }, 'BadRequest'],
  [{ $select: 'id,' }, 'BadRequest'],
  [{ $expand: 'size' }, 'BadRequest'],
  [{ $expand: 'owners($select=colour)' }, 'BadRequest'],
  [{ $expand: 'owners($top=1)' }, 'BadRequest'],
  [{ $expand: 'owners(' }, 'BadRequest'],
  [{ $orderby: 'size down' }, 'BadRequest'],
  [{ $orderby: 'colour' }, 'BadRequest'],
  [{ $top: '0' }, 'Request_BadRequest'],
  [{ $skiptoken: 'x' }, 'Request_BadRequest'],
  [{ $apply: 'x' }, 'BadRequest'],
])('%j is refused with %s', (options, code) => {
  expect(codeOf(() => page(options as Record<string, string>))).toBe(code);
});

test('the names and the code of a refusal are those of the list', () => {
  const wide = { ...shape, type: 'microsoft.graph.thing', crowded: 'InvalidFilter' };
  const ask = ($filter: string) => () => listed(call({ $filter }), things, wide);
  expect(codeOf(ask(Array(16).fill('size eq 3').join(' or ')))).toBe('InvalidFilter');
  expect(ask('colour eq 1')).toThrow(
    "Invalid filter clause: Could not find a property named 'colour' on type 'microsoft.graph.thing'.",
  );
});

test('what a filter demands of every row', () => {
  const $filter = "scopeId eq '/' and (ScopeType eq 'Group' and size eq 3) and (id eq 'a' or id eq 'b')";
  expect(demanded(call({ $filter }), 'scopeId', 'scopeType', 'id')).toEqual({
    scopeId: '/',
    scopeType: 'Group',
  });
  expect(demanded(call({}), 'scopeId')).toEqual({});
});

const PIECES =
  'id size tags ( ) / : , ; eq ne in and or not any $select= $expand= owners chief * 3 null'.split(' ');
const scrap = fc.oneof(fc.string(), fc.constantFrom(...PIECES, "'a'", "'", '2026-01-01', ' '));
const text = fc.array(scrap, { maxLength: 30 }).map((parts) => parts.join(' '));

test.each(['$filter', '$select', '$expand', '$orderby', '$top', '$skiptoken'])(
  'whatever %s holds, it is answered or refused',
  (name) => {
    fc.assert(
      fc.property(text, (value) => {
        const code = codeOf(() => page({ [name]: value }));
        return code === undefined || /^(BadRequest|Request_\w+)$/.test(code);
      }),
    );
  },
);

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof GraphError) return thrown.code;
    throw thrown;
  }
}
