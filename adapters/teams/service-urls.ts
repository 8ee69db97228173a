import type { TeamsConfig } from './options.js';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Decides to which connectors the bot may send its own token: threat T5 of the model, asked on receipt and again at each send. */
export function allowsServiceUrl(
  config: Pick<TeamsConfig, 'mode' | 'serviceUrls'>,
  candidate: string,
): boolean {
  const url = parsed(candidate);
  if (!url || url.username || url.password || url.search || url.hash) return false;
  const loopback = config.mode === 'sandbox' && url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' && !loopback) return false;
  return config.serviceUrls.some((allowed) => covers(allowed, url));
}

/**
 * The connector for a person of whom nothing is known yet.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export function firstServiceUrl({ serviceUrls }: Pick<TeamsConfig, 'serviceUrls'>): string | undefined {
  const [first] = serviceUrls;
  if (first === undefined) return undefined;
  const url = parsed(first.includes('://') ? first : `https://${first}/`);
  if (url?.hostname === 'smba.trafficmanager.net' && url.pathname === '/') return `${url.href}teams/`;
  return url?.href;
}

function covers(allowed: string, url: URL): boolean {
  if (!allowed.includes('://')) return url.protocol === 'https:' && url.host === allowed.toLowerCase();
  const prefix = parsed(allowed);
  return prefix !== undefined && url.origin === prefix.origin && below(prefix.pathname, url.pathname);
}

const below = (prefix: string, path: string) => closed(path).startsWith(closed(prefix));
const closed = (path: string) => (path.endsWith('/') ? path : `${path}/`);

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
