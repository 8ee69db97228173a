import { randomUUID } from 'node:crypto';

/** Microsoft Graph says no. The codes are Graph's own. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'GraphError';
  }
}

/** The body of an error; `client` is the id that the caller gave the request. */
export function errorBody({ code, message }: GraphError, client: string | undefined) {
  const id = randomUUID();
  const date = new Date().toISOString().replace(/\.\d+Z$/, '');
  return {
    error: {
      code,
      message,
      innerError: { date, 'request-id': id, 'client-request-id': client ?? id },
    },
  };
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function badRequest(message: string, code = 'Request_BadRequest'): GraphError {
  return new GraphError(400, code, message);
}

/** 403 for what the caller's roles do not allow. */
export function forbidden(): GraphError {
  return new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}
