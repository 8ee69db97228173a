/** The sandbox's HTTP surface, as a test speaks to it. */
export interface Shown {
  id: string;
  from: string;
  conversation: string;
  text?: string;
  card?: CardJson;
  /** A window or a home tab, not a message. */
  view?: 'modal' | 'home';
}

export type CardJson = { [member: string]: unknown };

export interface UpstreamCall {
  service: string;
  method: string;
  path: string;
  status: number;
  oid?: string;
  background?: boolean;
}

/** What the surface answered: its status, and its JSON. */
export interface Answer<T> {
  status: number;
  body: T;
}

export async function call<T>(
  url: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answer<T>> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

/** As `call`, for what must work. */
export async function must<T>(url: string, body?: unknown, method?: string): Promise<T> {
  const answer = await call<T>(url, body, method);
  if (answer.status >= 300)
    throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
