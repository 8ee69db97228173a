import type { Shape } from '../odata/row.js';

/** How lists of people, of groups and of both are answered. */
export const USER: Shape = { context: 'users', type: 'microsoft.graph.user', onRequest: ['accountEnabled'] };
export const GROUP: Shape = { context: 'groups', type: 'microsoft.graph.group' };
export const OBJECT: Shape = { context: 'directoryObjects', type: 'microsoft.graph.directoryObject' };
