import { rowsOf } from '../../../adapters/http/pages.js';
import { type Address, addressOf, pathOf } from '../../../adapters/http/path.js';
import type { Answer } from '../../../adapters/http/request.js';

const service = 'https://service.example';
const first = addressOf(service, pathOf('/rows'));

const answerOf = (body: unknown): Answer => ({ status: 200, body, header: () => undefined, server: {} });

/** Reads a list whose pages are given by the address; `asked` are the addresses in order. */
function reading(pages: (address: string) => unknown, enough?: number) {
  const asked: string[] = [];
  const get = async (address: Address) => {
    asked.push(address);
    return answerOf(pages(address));
  };
  return { asked, rows: rowsOf({ service, first, get, ...(enough === undefined ? {} : { enough }) }) };
}

test.each(['nextLink', 'NextLink', '@odata.nextLink'])('follows %s to the end', async (name) => {
  const { asked, rows } = reading((address) =>
    address.endsWith('page=2')
      ? { value: [3], [name]: '' }
      : { Value: [1, 2], [name]: `${service}/rows?page=2` },
  );
  expect(await rows).toEqual([1, 2, 3]);
  expect(asked).toEqual([`${service}/rows`, `${service}/rows?page=2`]);
});

test('no token goes where a link leads away', async () => {
  const { asked, rows } = reading(() => ({ value: [1], nextLink: 'https://evil.test/rows' }));
  await expect(rows).rejects.toMatchObject({ code: 'refused' });
  expect(asked).toHaveLength(1);
});

test('a list that does not end is refused after 50 pages, not cut short', async () => {
  const { asked, rows } = reading(() => ({ value: [1], nextLink: `${service}/rows` }));
  await expect(rows).rejects.toMatchObject({ code: 'refused', server: { code: 'TooManyPages' } });
  expect(asked).toHaveLength(50);
});

test('stops when there is enough', async () => {
  const { asked, rows } = reading(() => ({ value: [1, 2], nextLink: `${service}/rows` }), 3);
  expect(await rows).toHaveLength(4);
  expect(asked).toHaveLength(2);
});

test('an answer without a list is not an empty list', async () => {
  await expect(reading(() => ({})).rows).rejects.toMatchObject({ code: 'unavailable' });
});
