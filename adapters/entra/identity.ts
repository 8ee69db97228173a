/** The identity library takes a third of a second to load, so it is loaded with the first token. */
export function identity(): typeof import('@azure/identity') {
  return require('@azure/identity') as typeof import('@azure/identity');
}
