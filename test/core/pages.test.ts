import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(() => {
  world = openWorld({ readers: 20 });
});
afterEach(() => world.ends());

it('my requests go forth and back through their pages, in one card, each once', async () => {
  const { ana } = world;
  const places = Array.from({ length: 20 }, (_, at) => `rg-${at + 1}`);
  await ana.says(`activate Reader on ${places.join(', ')} tomorrow at 9:00 for 1h because INC-7`);
  await ana.says('my requests');
  const shown = () => {
    const { view } = ana.sees('my-requests');
    return { page: view.page, places: view.rows.map(({ facts }) => facts.subject.place.name) };
  };
  const first = shown();
  await ana.sees('my-requests').presses('requests.page', {}, 'page2');
  const second = shown();
  expect([first.page, second.page, ana.sees('my-requests').view.total]).toEqual([1, 2, 20]);
  expect([...first.places, ...second.places].sort()).toEqual([...places].sort());
  await ana.sees('my-requests').presses('requests.page', {}, 'page1');
  expect(shown()).toEqual(first);
});
