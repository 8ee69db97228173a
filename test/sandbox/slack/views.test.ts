import type { Called } from './stub-bot.js';
import { startWorld, type World } from './world.js';

let world: World;
let keep: (trigger: string) => void = () => undefined;

beforeAll(async () => {
  world = await startWorld(({ trigger_id: trigger }) => keep(trigger));
});
afterAll(() => world.close());
beforeEach(() => closeAll('ana'));

const plain = (text: string) => ({ type: 'plain_text', text });
const more = { type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] };
const modal = (title: string, extra: object = {}) => {
  return { type: 'modal', title: plain(title), blocks: [more], ...extra };
};
const call = (method: string, args: Record<string, unknown>) => world.bot.call(method, args);

/** A trigger of a command. */
async function trigger(person = 'ana'): Promise<string> {
  const got = new Promise<string>((resolve) => {
    keep = resolve;
  });
  await world.act(person, 'messages', { text: 'x', via: 'command' });
  return got;
}

/** A trigger of a button in the modal on top. */
async function triggerInside(): Promise<string> {
  const got = new Promise<string>((resolve) => {
    keep = resolve;
  });
  const [top] = await world.views('ana');
  await world.act('ana', `views/${top?.id}/actions`, { action: 'more' });
  return got;
}

async function open(view: object = modal('First')): Promise<Called> {
  return call('views.open', { trigger_id: await trigger(), view });
}

async function closeAll(person: string): Promise<void> {
  const modals = (await world.views(person)).filter(({ type }) => type === 'modal');
  for (const { id } of modals) {
    await world.act(person, `views/${id}/actions`, { action: 'close' });
    await closeAll(person);
  }
}

const titles = async () => (await world.views('ana')).map(({ title }) => title);

describe('a trigger', () => {
  it('opens one view, for who did it', async () => {
    const id = await trigger('ben');
    expect(await call('views.open', { trigger_id: id, view: modal('Ben') })).toMatchObject({
      ok: true,
      view: { type: 'modal', team_id: 'T0CONTOSO', app_id: 'A0PIM', state: { values: {} } },
    });
    expect((await world.views('ben')).map(({ title }) => title)).toEqual(['Ben']);
    const again = await call('views.open', { trigger_id: id, view: modal('Again') });
    expect(again).toMatchObject({ ok: false, error: 'exchanged_trigger_id' });
    await closeAll('ben');
  });

  it('is good for three seconds', async () => {
    const [quick, slow] = [await trigger(), await trigger()];
    world.later(2_500);
    expect(await call('views.open', { trigger_id: quick, view: modal('In time') })).toMatchObject({
      ok: true,
    });
    world.later(501);
    const late = await call('views.open', { trigger_id: slow, view: modal('Late') });
    expect(late).toMatchObject({ ok: false, error: 'expired_trigger_id' });
  });

  it.each(['1.2.3', undefined])('may not be made up: %s', async (made) => {
    const answer = await call('views.open', { trigger_id: made, view: modal('x') });
    expect(answer).toMatchObject({ error: 'invalid_trigger_id' });
  });

  it('is not used up by a view that is refused', async () => {
    const id = await trigger();
    const wrong = await call('views.open', { trigger_id: id, view: modal('x'.repeat(25)) });
    expect(wrong).toMatchObject({ error: 'invalid_arguments' });
    expect(wrong.response_metadata.messages[0]).toContain('json-pointer:/view/title/text');
    expect(await call('views.open', { trigger_id: id, view: modal('x') })).toMatchObject({ ok: true });
  });
});

describe('a stack', () => {
  it('holds three views, and shows the one on top', async () => {
    await open();
    const push = async (title: string) =>
      call('views.push', { trigger_id: await triggerInside(), view: modal(title) });
    expect(await push('Second')).toMatchObject({ ok: true, view: { previous_view_id: expect.any(String) } });
    expect(await push('Third')).toMatchObject({ ok: true });
    expect(await titles()).toEqual(['Third']);
    expect(await push('Fourth')).toMatchObject({ ok: false, error: 'push_limit_reached' });
    const [top] = await world.views('ana');
    await world.act('ana', `views/${top?.id}/actions`, { action: 'close' });
    expect(await titles()).toEqual(['Second']);
  });

  it('is not pushed upon from elsewhere', async () => {
    await open();
    const pushed = await call('views.push', { trigger_id: await trigger(), view: modal('x') });
    expect(pushed).toMatchObject({ error: 'invalid_trigger_id' });
  });

  it('begins anew with each views.open', async () => {
    const first = await open();
    await open(modal('Other'));
    expect(await titles()).toEqual(['Other']);
    const update = { view_id: first.view.id, view: modal('x') };
    expect(await call('views.update', update)).toMatchObject({ error: 'not_found' });
  });
});

describe('an update', () => {
  it('is by id or by external id, and only while the view is open', async () => {
    const { view } = await open(modal('First', { external_id: 'form-1' }));
    expect(
      await call('views.update', { view_id: view.id, view: modal('By id', { external_id: 'form-1' }) }),
    ).toMatchObject({ ok: true, view: { id: view.id } });
    expect(await call('views.update', { external_id: 'form-1', view: modal('By name') })).toMatchObject({
      ok: true,
    });
    expect(await titles()).toEqual(['By name']);
    await closeAll('ana');
    const late = await call('views.update', { view_id: view.id, view: modal('x') });
    expect(late).toMatchObject({ error: 'not_found' });
  });

  it('with an old hash is refused', async () => {
    const { view } = await open();
    const update = { view_id: view.id, hash: view.hash, view: modal('x') };
    const first = await call('views.update', update);
    expect(first.view.hash).not.toBe(view.hash);
    expect(await call('views.update', update)).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { ...update, hash: first.view.hash })).toMatchObject({ ok: true });
  });

  it('of nothing is refused', async () => {
    expect(await call('views.update', { view: modal('x') })).toMatchObject({ error: 'invalid_arguments' });
  });
});

it('has an external id once among all that is open', async () => {
  await open(modal('First', { external_id: 'one' }));
  const other = { trigger_id: await trigger('ben'), view: modal('Other', { external_id: 'one' }) };
  expect(await call('views.open', other)).toMatchObject({ error: 'duplicate_external_id' });
  await closeAll('ana');
  const again = { ...other, trigger_id: await trigger('ben') };
  expect(await call('views.open', again)).toMatchObject({ ok: true });
  await closeAll('ben');
});

describe('a home page', () => {
  const home = (text: string) => ({ type: 'home', blocks: [{ type: 'header', text: plain(text) }] });
  const publish = (text: string, extra: object = {}) =>
    call('views.publish', { user_id: 'U0DEV', view: home(text), ...extra });

  it('is shown to one person, and keeps its id', async () => {
    const first = await publish('One');
    const second = await publish('Two', { hash: first.view.hash });
    expect(second.view.id).toBe(first.view.id);
    expect(await world.views('dev')).toMatchObject([{ id: first.view.id, type: 'home' }]);
    expect(await publish('Three', { hash: first.view.hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await world.views('ana')).toEqual([]);
  });

  it('is refused for nobody and as a modal', async () => {
    expect(await publish('x', { user_id: 'U0ZOE' })).toMatchObject({ error: 'invalid_arguments' });
    expect(await publish('x', { view: modal('x') })).toMatchObject({ error: 'invalid_arguments' });
  });
});
