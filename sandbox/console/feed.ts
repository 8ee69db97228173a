import type { Response } from 'express';

/** What the page is told as it happens; `data` is sent as JSON. */
export interface Feed {
  tell(event: 'message' | 'view' | 'typing' | 'clock' | 'upstream', data: unknown): void;
  /** Keeps the response open as server-sent events. */
  join(response: Response): void;
  /** Ends all streams, so that the server can stop. */
  close(): void;
}

const HEARTBEAT_MS = 15_000;

export function createFeed(): Feed {
  const listeners = new Set<Response>();
  const beat = setInterval(() => {
    for (const listener of listeners) listener.write(': still here\n\n');
  }, HEARTBEAT_MS).unref();
  return {
    tell(event, data) {
      for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    join(response) {
      response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
    close() {
      clearInterval(beat);
      for (const listener of listeners) listener.end();
    },
  };
}
