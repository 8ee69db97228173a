import { randomBytes } from 'node:crypto';
import { SLACK_APP_ID, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } from '../../seed.js';
import type { Json } from '../json.js';
import { SlackError } from '../refusal.js';
import type { SlackSettings } from '../settings.js';
import { BOT, TEAM } from '../workspace.js';

/** What somebody agreed to on the page that asks. */
interface Consent {
  /** Slack user id. */
  user: string;
  scope: string;
  redirectUri: string | undefined;
}

/** The app in the workspace: codes, tokens, and what each may do. */
export interface Installs {
  /** A code for that consent, good once within ten minutes. */
  code(consent: Consent): string;
  /** Answers `oauth.v2.access`. Throws a SlackError. */
  access(args: Json): Json;
  /** The scopes of a token. Throws a SlackError. */
  scopesOf(token: string | undefined): string[];
  /** Whether the app was ever let in. */
  any(): boolean;
}

interface Token {
  consent: Consent;
  /** Undefined: for ever. */
  until: number | undefined;
}

const CODE_LIFE_MS = 10 * 60_000;

/** `now` gives real time in ms, as tokens do everywhere in the sandbox. */
export function createInstalls({ now, settings }: { now: () => number; settings: SlackSettings }): Installs {
  const codes = new Map<string, Consent & { at: number; used: boolean }>();
  const tokens = new Map<string, Token>();
  const refreshes = new Map<string, Consent>();
  const grant = (consent: Consent): Json => {
    const { slackTokenSeconds: seconds } = settings;
    const rotating = seconds > 0;
    const token = `${rotating ? 'xoxe.xoxb-1-' : 'xoxb-'}${secret()}`;
    const refresh = `xoxe-1-${secret()}`;
    tokens.set(token, { consent, until: rotating ? now() + seconds * 1_000 : undefined });
    if (rotating) refreshes.set(refresh, consent);
    return {
      ok: true,
      app_id: SLACK_APP_ID,
      authed_user: { id: consent.user },
      scope: consent.scope,
      token_type: 'bot',
      access_token: token,
      ...(rotating ? { refresh_token: refresh, expires_in: seconds } : {}),
      bot_user_id: BOT.user,
      team: { id: TEAM.id, name: TEAM.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  };
  const byCode = (args: Json): Json => {
    const found = codes.get(String(args.code));
    if (!found || now() - found.at > CODE_LIFE_MS) throw new SlackError('invalid_code');
    if (found.used) throw new SlackError('code_already_used');
    if (args.redirect_uri !== found.redirectUri) throw new SlackError('bad_redirect_uri');
    found.used = true;
    return grant(found);
  };
  /** The token before lives on until its own end. https://docs.slack.dev/authentication/using-token-rotation */
  const byRefresh = (args: Json): Json => {
    const token = String(args.refresh_token);
    const consent = refreshes.get(token);
    if (!consent) throw new SlackError('invalid_refresh_token');
    refreshes.delete(token);
    return grant(consent);
  };
  return {
    code(consent) {
      const code = secret();
      codes.set(code, { ...consent, at: now(), used: false });
      return code;
    },
    access(args) {
      if (args.client_id !== SLACK_CLIENT_ID) throw new SlackError('invalid_client_id');
      if (args.client_secret !== SLACK_CLIENT_SECRET) throw new SlackError('bad_client_secret');
      const { grant_type: type = 'authorization_code' } = args;
      if (type === 'authorization_code') return byCode(args);
      if (type === 'refresh_token') return byRefresh(args);
      throw new SlackError('invalid_grant_type');
    },
    scopesOf(token) {
      if (!token) throw new SlackError('not_authed');
      const found = tokens.get(token);
      if (!found) throw new SlackError('invalid_auth');
      if (found.until !== undefined && now() > found.until) throw new SlackError('token_expired');
      return found.consent.scope.split(',');
    },
    any: () => tokens.size > 0,
  };
}

const secret = () => randomBytes(24).toString('hex');
