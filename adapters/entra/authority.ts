import type { HttpClient, PipelinePolicy } from '../http/pipeline.js';

/** The bot's own registration in Entra. */
export interface Registration {
  tenantId: string;
  appId: string;
  appSecret: string;
  /** `https://login.microsoftonline.com`, or a sovereign cloud's. */
  authorityHost: string;
}

/** The last answer of the token endpoint, or why there was none: the credentials keep the text alone. */
export interface Heard {
  status?: number;
  body?: string | undefined;
  retryAfter?: string | undefined;
  failure?: unknown;
}

const MICROSOFT = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
]);
const TIMEOUT_MS = 10_000;

/** One question to the token endpoint. */
export interface Question {
  registration: Registration;
  http: HttpClient;
  /** Filled while the credential works. */
  heard: Heard;
  /** Nobody waits for the answer. */
  background?: boolean;
}

/** What every credential is made with. One try: who asks decides about more. */
export function credentialOptions({ registration, http, heard, background = false }: Question) {
  const { tenantId, appId: clientId, appSecret: clientSecret, authorityHost } = registration;
  return {
    tenantId,
    clientId,
    clientSecret,
    authorityHost,
    disableInstanceDiscovery: !MICROSOFT.has(new URL(authorityHost).hostname),
    httpClient: http,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: listening(heard, background), position: 'perCall' as const }],
  };
}

/** The credentials drop the claims, the status and the wait that Entra answers with; this keeps them. */
function listening(heard: Heard, background: boolean): PipelinePolicy {
  return {
    name: 'pimBotListening',
    async sendRequest(request, next) {
      const given = request.abortSignal;
      const ending = new AbortController();
      // The client's own timeout ends with the headers, and its timer outlives a broken connection.
      const timer = setTimeout(() => ending.abort(), TIMEOUT_MS);
      given?.addEventListener('abort', () => ending.abort());
      request.abortSignal = ending.signal;
      if (background) request.headers.set('x-pim-background', '1');
      try {
        const answer = await next(request);
        const { status, bodyAsText, headers } = answer;
        Object.assign(heard, {
          status,
          body: bodyAsText ?? undefined,
          retryAfter: headers.get('retry-after'),
        });
        return answer;
      } catch (failure) {
        heard.failure = failure;
        throw failure;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
