import { createDefaultHttpClient, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';

export type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The wire under every call that the bot makes, identity's too. `rewrite` changes the address just before it is
 * used, after all checks were made on the nominal one; only then is plain http allowed, and only to loopback.
 * A real tenant gets no `rewrite`: the address stays, and plain http is refused by the client itself.
 */
export function httpClient({
  rewrite,
}: {
  rewrite?: ((url: string) => string) | undefined;
} = {}): HttpClient {
  const wire = createDefaultHttpClient();
  if (!rewrite) return wire;
  return {
    sendRequest: (request) => wire.sendRequest(led(request, rewrite(request.url))),
  };
}

function led(request: PipelineRequest, address: string): PipelineRequest {
  if (address === request.url) return request;
  const { hostname, protocol } = new URL(address);
  const local = LOOPBACK.has(hostname);
  if (protocol === 'http:' && !local)
    throw new Error('A rewritten address may be plain http on loopback only.');
  const { agent: viaProxy, ...rest } = request;
  return {
    ...rest,
    url: address,
    allowInsecureConnection: local,
    // A proxy of the environment was chosen for the nominal address; it does not know this machine's loopback.
    ...(viaProxy && !local ? { agent: viaProxy } : {}),
  };
}
