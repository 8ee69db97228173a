import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

let built = false;

/** The compiled product: what `npm start` runs. Compiles only what changed. */
export function compiled(): string {
  if (!built) execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'inherit' });
  built = true;
  return join(ROOT, 'dist/sandbox/index.js');
}

/** One half of the sandbox as a process of its own. */
export interface Half {
  url: string;
  /** As `kill -9`: no last word. Resolves once it is gone. */
  kill(): Promise<void>;
  /** As a host that replaces it: SIGTERM. Resolves with its exit status. */
  stop(): Promise<number | null>;
}

/** Starts a half; resolves with the address that it prints. */
export function startHalf(args: string[], env: Record<string, string>): Promise<Half> {
  const child = spawn(process.execPath, [compiled(), ...args], { env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    let out = '';
    const heard = (chunk: Buffer) => {
      out += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
      if (url) resolve({ url, kill: () => kill(child), stop: () => stop(child) });
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', (code) =>
      reject(new Error(`it ended with ${code} before it printed its address: ${out}`)),
    );
  });
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  return gone;
}

function stop(child: ChildProcess): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return gone;
}
