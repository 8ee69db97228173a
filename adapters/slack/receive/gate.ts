import type { RequestHandler } from 'express';

/** Bolt refuses a signature that is older than five minutes, and takes one of next year. */
const MOST_AHEAD_S = 60 * 5;
const FORM = 'application/x-www-form-urlencoded';

/**
 * Stands before Bolt's receiver: a timestamp of the future goes no further, and a content type with a charset, which
 * its parser would not know, is put as it knows it. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const gate: RequestHandler = (request, response, next) => {
  const stamp = Number(request.get('x-slack-request-timestamp'));
  if (request.method === 'POST' && stamp > Date.now() / 1000 + MOST_AHEAD_S) {
    response.status(401).end();
    return;
  }
  const type = request.get('content-type');
  if (type?.toLowerCase().startsWith(`${FORM};`)) request.headers['content-type'] = FORM;
  next();
};
