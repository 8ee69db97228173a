import { memoryState } from '../../adapters/memory/state.js';
import { stateContract } from './state.js';

stateContract('memory', async () => {
  let skew = 0;
  return {
    state: memoryState({ clock: { now: () => Date.now() + skew } }),
    advance(ms) {
      skew += ms;
    },
    async close() {},
  };
});
