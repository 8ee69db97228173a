import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';

export interface RawAnswer {
  status: number;
  header(name: string): string | undefined;
  text: string;
}

const LARGEST_BODY = 5 * 1024 * 1024;
const EVERY_STATUS = new Set([Number.POSITIVE_INFINITY]);

/**
 * Sends a request and reads its answer to the end, at most 5 MB of it. One timeout (ms) spans both: the client's
 * own ends with the headers. Throws whatever broke.
 */
export async function receive(
  request: PipelineRequest,
  send: (request: PipelineRequest) => Promise<PipelineResponse>,
  timeout: number,
): Promise<RawAnswer> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), timeout);
  request.abortSignal = ending.signal;
  request.streamResponseStatusCodes = EVERY_STATUS;
  try {
    const response = await send(request);
    const header = (name: string) => response.headers.get(name);
    return { status: response.status, header, text: await read(response, ending.signal) };
  } finally {
    clearTimeout(timer);
  }
}

async function read(response: PipelineResponse, ending: AbortSignal): Promise<string> {
  const stream = response.readableStreamBody;
  if (!stream) return response.bodyAsText ?? '';
  const chunks: Buffer[] = [];
  let size = 0;
  const stop = () => (stream as { destroy?(error: Error): void }).destroy?.(new Error('No answer in time.'));
  ending.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      size += bytes.length;
      // Leaving the loop closes the stream and its connection.
      if (size > LARGEST_BODY) throw new Error('The answer is larger than 5 MB.');
      chunks.push(bytes);
    }
  } finally {
    ending.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks).toString('utf8');
}
