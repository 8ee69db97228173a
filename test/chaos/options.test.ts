import { optionsIn } from './options.js';

it.each([
  [['--kills', 'many'], '--kills is "many"'],
  [['--control', 'no-name'], '--control is "no-name"; it is new-name or short-lease'],
  [['--kils', '3'], '--kils'],
])('%j is refused in words', (args, words) => {
  expect(() => optionsIn(args)).toThrow(words);
});
