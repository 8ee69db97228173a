import type { Flow } from '../flow.js';

/** What one can say. */
export const showHelp: Flow = async () => ({ replies: [{ view: { name: 'help' } }] });

/** The first words in a new chat. */
export const greet: Flow = async () => ({ replies: [{ view: { name: 'hello' } }] });
