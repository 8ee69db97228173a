import type { ErrorRequestHandler } from 'express';

/** Thrown when the sandbox refuses a request; `status` and `code` go to the caller as they are. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Answers every thrown error as `{error: {code, message}}`, the shape all emulated services share. */
export const answerRefusal: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, code, message } = describe(error);
  response.status(status).json({ error: { code, message } });
};

function describe(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof Refusal) return error;
  const thrown = error as { status?: unknown; code?: unknown; message?: unknown } | undefined;
  const status = typeof thrown?.status === 'number' ? thrown.status : 500;
  const code =
    typeof thrown?.code === 'string' ? thrown.code : status === 500 ? 'SandboxFault' : 'BadRequest';
  return { status, code, message: String(thrown?.message ?? error) };
}
