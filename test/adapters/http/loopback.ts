import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpClient, httpClient } from '../../../adapters/http/pipeline.js';

/** One call as it arrived. */
interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface Given {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What the server does with a call: gives an answer, or takes the response into its own hands. */
type Play = (call: Arrived, response: ServerResponse) => Given | undefined | Promise<Given | undefined>;

export interface Loopback {
  /** Where it really listens. */
  origin: string;
  /** A client that leads every nominal address to it. */
  http: HttpClient;
  calls: Arrived[];
  play: Play;
  close(): Promise<void>;
}

/** A server on loopback whose answers a test writes: `server.play = …`. */
export async function loopback(): Promise<Loopback> {
  const calls: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = /json/.test(request.headers['content-type'] ?? '') && text ? JSON.parse(text) : text;
    const { method = '', headers } = request;
    const call = { method, path: url.pathname, query: url.searchParams, headers, body };
    calls.push(call);
    const given = await self.play(call, response);
    if (given) answer(response, given);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: Loopback = {
    origin,
    http: httpClient({ rewrite: (url) => origin + url.slice(new URL(url).origin.length) }),
    calls,
    play: () => ({ status: 500 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

function answer(response: ServerResponse, { status = 200, headers = {}, body }: Given): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}
