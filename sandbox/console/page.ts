import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express, { type Response, Router } from 'express';

/** Nothing from elsewhere. Microsoft's card renderer sets style attributes, so styles may be inline; scripts may not. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The page, as files, with Microsoft's card renderer; to be mounted at /. */
export function pageRoutes(): Router {
  const routes = Router();
  const renderer = join(dirname(require.resolve('adaptivecards/package.json')), 'dist/adaptivecards.min.js');
  const script = readFileSync(renderer);
  routes.get('/adaptivecards.min.js', (_request, response) => {
    response.set(HEADERS).type('text/javascript').send(script);
  });
  const setHeaders = (response: Response) => void response.set(HEADERS);
  routes.use(express.static(join(__dirname, 'page'), { cacheControl: false, setHeaders }));
  return routes;
}
