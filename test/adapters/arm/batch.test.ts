import { scopeOf } from '../../../adapters/arm/scopes.js';
import { PimError } from '../../../bot/pim/errors.js';
import type { Activation, PimRequest } from '../../../bot/pim/requests.js';
import type { Scope } from '../../../bot/pim/roles.js';
import type { AskedTogether } from '../../../bot/ports.js';
import { ANA, RG, ROLE, row, SUB } from './rows.js';
import { refusal, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const nameOf = (at: number): string => `6f1e1d0c-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`;
const activation: Activation = {
  realm: 'azure',
  eligibility: `${SUB}/providers/Microsoft.Authorization/roleEligibilitySchedules/e`,
  role: { id: ROLE, name: 'Contributor' },
  scope: scopeOf(RG) as Scope,
  duration: 'PT2H',
};
const asked = (count: number): AskedTogether[] =>
  Array.from({ length: count }, (_, at) => ({ name: nameOf(at), activation }));
const taken = (name: string) => row(name, { scope: RG, requestType: 'SelfActivate', status: 'Provisioned' });
const answerTo = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  httpStatusCode: 201,
  content: taken(name),
  ...more,
});
const told = (answers: (PimRequest | PimError)[] | undefined) =>
  answers?.map((answer) => (answer instanceof PimError ? answer.code : answer.state));
const activate = (count: number) => w.realm.together?.activate(ANA, asked(count)) ?? Promise.reject();
const paths = () => w.calls.map(({ method, path }) => `${method} ${path.slice(path.lastIndexOf('/') + 1)}`);

test('twenty are one call, each a PUT under its own name', async () => {
  w.play = ({ body }) => {
    const { requests } = body as { requests: { name: string }[] };
    return { body: { responses: requests.map(({ name }) => answerTo(name)).reverse() } };
  };
  const answers = await activate(20);
  expect(answers.map((answer) => (answer as PimRequest).name)).toEqual(asked(20).map(({ name }) => name));
  expect(w.calls).toHaveLength(1);
  expect(w.calls[0]).toMatchObject({ method: 'POST', path: '/batch' });
  expect(w.calls[0]?.query.get('api-version')).toBe('2020-06-01');
  const { requests } = (w.calls[0]?.body ?? {}) as { requests: unknown[] };
  expect(requests[3]).toMatchObject({
    httpMethod: 'PUT',
    name: nameOf(3),
    url: `${RG}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/${nameOf(3)}?api-version=2020-10-01`,
    content: { properties: { principalId: ANA.oid, requestType: 'SelfActivate' } },
  });
});

test('each is answered by its own answer, and what is not answered is unclear', async () => {
  const error = (code: string, message = '') => ({ content: { error: { code, message } } });
  w.play = () => ({
    body: {
      responses: [
        answerTo(nameOf(0)),
        answerTo(nameOf(1), { httpStatusCode: 400, ...error('RoleAssignmentExists') }),
        answerTo(nameOf(2), { httpStatusCode: 429, headers: { 'Retry-After': '20' }, content: {} }),
        answerTo(nameOf(3), { httpStatusCode: 500, content: {} }),
        answerTo(nameOf(4), { content: 'cut' }),
        answerTo(nameOf(5), {
          httpStatusCode: 409,
          ...error('RoleAssignmentRequestExists', `with Id: ${nameOf(5)} already exists`),
        }),
      ],
    },
  });
  const answers = await activate(7);
  expect(told(answers)).toEqual([
    'active',
    'alreadyActive',
    'throttled',
    'unclear',
    'unclear',
    'nameTaken',
    'unclear',
  ]);
  expect(answers[2]).toMatchObject({ retryAfter: 20_000 });
});

test('more than twenty are two calls', async () => {
  w.play = ({ body }) => {
    const { requests } = body as { requests: { name: string }[] };
    return { body: { responses: requests.map(({ name }) => answerTo(name)) } };
  };
  expect(told(await activate(21))).toEqual(Array(21).fill('active'));
  expect(w.calls).toHaveLength(2);
});

test.each([400, 403, 404, 405])(
  'refused as a whole with %d, each goes by itself under the same name',
  async (status) => {
    w.play = ({ path }) => {
      if (path === '/batch') return { status, body: { error: { code: 'NoSuchThing', message: '' } } };
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name === nameOf(1))
        return { status: 403, body: { error: { code: 'AuthorizationFailed', message: '' } } };
      return { status: 201, body: taken(name) };
    };
    expect(told(await activate(3))).toEqual(['active', 'notAllowed', 'active']);
    expect(paths()[0]).toBe('POST batch');
    expect(paths().slice(1).sort()).toEqual([0, 1, 2].map((at) => `PUT ${nameOf(at)}`));
  },
);

test.each([500, 408])(
  'an answer of %d says nothing: each is unclear, and nothing is sent again',
  async (status) => {
    w.play = () => ({ status, body: {} });
    expect(told(await activate(2))).toEqual(['unclear', 'unclear']);
    expect(w.calls).toHaveLength(1);
  },
);

test('an address to ask again later is no answer', async () => {
  w.play = () => ({ status: 202, headers: { location: '/batch/1' }, body: '' });
  expect(told(await activate(2))).toEqual(['unclear', 'unclear']);
});

test('put off as a whole, nothing was sent', async () => {
  w.play = () => ({ status: 429, headers: { 'retry-after': '7' }, body: {} });
  expect(await refusal(activate(2))).toMatchObject({ code: 'throttled', retryAfter: 7_000 });
});

test('a token that one answer calls too weak is not used again', async () => {
  const content = { error: { code: 'RoleAssignmentRequestPolicyValidationFailed', message: '["MfaRule"]' } };
  w.play = () => ({
    body: { responses: [answerTo(nameOf(0)), answerTo(nameOf(1), { httpStatusCode: 400, content })] },
  });
  expect(told(await activate(2))).toEqual(['active', 'rulesFailed']);
  expect(w.tokens).toEqual(['get', 'forget']);
});
