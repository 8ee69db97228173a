import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Server {
  /** 'http://127.0.0.1:<port>' */
  origin: string;
  port: number;
  close(): Promise<void>;
}

/** Listens on loopback only; port 0 takes a free one. Throws in plain words when the port is taken. */
export function listen(handler: RequestListener, port: number): Promise<Server> {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ origin: `http://127.0.0.1:${taken}`, port: taken, close });
    });
  });
}

function inWords(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use. Set PORT to another one, or to 0 for a free one.`);
  if (error.code === 'EACCES')
    return new Error(`Port ${port} may not be used here. Set PORT to another one.`);
  return error;
}
