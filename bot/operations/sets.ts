/** Ids of a person's activations that are not over. */
export const openSet = (oid: string): string => `open:${oid}`;
/** Ids of a person's operations that wait for a sign-in. */
export const signInSet = (oid: string): string => `signin:${oid}`;
/** Ids of the cards that speak of a request. */
export const cardsSet = (requestName: string): string => `cards:${requestName}`;
/** The id of the activation that owns a request. */
export const requestSet = (requestName: string): string => `request:${requestName}`;
