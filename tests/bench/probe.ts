/** Starts the probe: an empty window or the application, without a debugger. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findLaunch } from '../../build/electron-launch.mjs';

const PROBE_FOLDER = fileURLToPath(new URL('./probe', import.meta.url));
/** A start or a session that takes longer has failed. */
const DEADLINE_MS = 60_000;

export type Probe = {
  pid: number;
  /** Epoch milliseconds at which the process was started. */
  startedAt: number;
  /** Epoch milliseconds of the next "ready" that has not been asked for yet. */
  ready(): Promise<number>;
  /** Runs a script in the page. */
  run(script: string): void;
  close(): Promise<void>;
};

type Waiting = { resolve: (ready: number) => void; reject: (error: Error) => void };

/** Starts `kind` with its user data in `userData`. */
export function startProbe(kind: 'empty' | 'kiosk', userData: string): Probe {
  const launch = findLaunch();
  launch.chown(userData);
  const startedAt = Date.now();
  const child: ChildProcess = spawn(
    launch.executablePath,
    [PROBE_FOLDER, `--user-data-dir=${userData}`, '--lang=vi', kind],
    { env: launch.env, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const pid = child.pid;
  if (pid === undefined || !child.stdout || !child.stdin)
    throw new Error('the probe did not start');
  const ready: number[] = [];
  let waiting: Waiting | null = null;
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Electron itself writes there, too.
    if (!line.startsWith('{')) return;
    const message = JSON.parse(line) as { ready?: number; error?: string };
    if (message.error !== undefined) fail(new Error(message.error));
    if (message.ready === undefined) return;
    if (waiting) waiting.resolve(message.ready);
    else ready.push(message.ready);
    waiting = null;
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      fail(new Error(`the ${kind} window has gone`));
      resolve();
    });
  });
  const { stdin } = child;
  stdin.on('error', () => {});
  return {
    pid,
    startedAt,
    ready() {
      const known = ready.shift();
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const deadline = setTimeout(
          () => fail(new Error(`the ${kind} window was not ready in ${DEADLINE_MS} ms`)),
          DEADLINE_MS,
        );
        waiting = {
          resolve: (value) => {
            clearTimeout(deadline);
            resolve(value);
          },
          reject: (error) => {
            clearTimeout(deadline);
            reject(error);
          },
        };
      });
    },
    run(script) {
      stdin.write(`${JSON.stringify(script)}\n`);
    },
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
