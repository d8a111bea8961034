/**
 * Runs another program that may hang: in a process group of its own that can be killed whole, with
 * a deadline that starts anew with each line it prints, and a bound on what it may print.
 */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { ForeignProgramDelays } from './delays';

/** Program and first arguments, for instance `['scanimage']`. */
export type Command = readonly [string, ...string[]];

export type ProgramOptions = {
  /** Longest time without a line, in milliseconds. It stands still while a line is dealt with. */
  silenceMs: number;
  delays: Pick<ForeignProgramDelays, 'killGraceMs' | 'exitGraceMs'>;
  /** Words on standard error by which the program says it is finished, and then should leave. */
  lastWords?: RegExp;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  signal?: AbortSignal;
  /** Takes one line of standard output, without its end; the next waits until it is done. */
  onLine?: (line: string, child: ProgramInput) => Promise<void> | void;
  /** What is written to standard input at the start; it stays open unless `closeInput`. */
  input?: string;
  closeInput?: boolean;
};

/** What may be done to a running program while it is listened to. */
export type ProgramInput = {
  write(text: string): void;
  /** Ends its standard input, which tells it to come to an end. */
  end(): void;
};

export type ProgramEnd =
  | { kind: 'exited'; code: number }
  /** Not installed, or not to be started. */
  | { kind: 'missing' }
  /** Died of a signal it was not sent from here. */
  | { kind: 'crashed' }
  /** Silent for too long, and killed. */
  | { kind: 'hung' }
  /** Printed without end, and killed. */
  | { kind: 'flooded' }
  /** Told to stop by the caller's signal. */
  | { kind: 'stopped' };

export type ProgramRun = { end: ProgramEnd; lines: string[]; stderr: string };

/** More than any list of devices and options; a program that prints more has lost its way. */
const MOST_OUTPUT_BYTES = 1_048_576;
/** Enough of the last words for a decision. */
const KEPT_STDERR_CHARACTERS = 8_192;
/** A helper that the program left behind may hold the pipes; the program itself has ended. */
const PIPES_GRACE_MS = 500;

/**
 * Runs `command` with `args` to its end. Resolves with how it ended; rejects only with what
 * `onLine` throws, after the program was stopped.
 */
export async function runProgram(
  command: Command,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramRun> {
  const lines: string[] = [];
  let stderr = '';
  if (options.signal?.aborted) return { end: { kind: 'stopped' }, lines, stderr };
  const child = start(command, args, options);
  if (!child) return { end: { kind: 'missing' }, lines, stderr };

  let verdict: ProgramEnd | undefined;
  let thrown: { error: unknown } | undefined;
  let silence: NodeJS.Timeout | undefined;
  /** A line is being dealt with: that takes as long as it takes. */
  let taking = false;
  let kill: NodeJS.Timeout | undefined;

  function stop(end: ProgramEnd): void {
    if (verdict) return;
    verdict = end;
    clearTimeout(silence);
    signalGroup(child, 'SIGTERM');
    kill = setTimeout(() => signalGroup(child, 'SIGKILL'), options.delays.killGraceMs);
  }
  function listen(): void {
    clearTimeout(silence);
    const isFinished = options.lastWords?.test(stderr) ?? false;
    const patienceMs = isFinished ? options.delays.exitGraceMs : options.silenceMs;
    if (!verdict && !taking) silence = setTimeout(() => stop({ kind: 'hung' }), patienceMs);
  }
  const input: ProgramInput = {
    write: (text) => void (child.stdin.writable && child.stdin.write(text)),
    end: () => void child.stdin.end(),
  };

  /** Lines are dealt with one after the other, however fast they come. */
  let queue = Promise.resolve();
  function take(line: string): void {
    lines.push(line);
    queue = queue.then(async () => {
      if (verdict || thrown) return;
      clearTimeout(silence);
      taking = true;
      try {
        await options.onLine?.(line, input);
      } catch (error) {
        thrown = { error };
        stop({ kind: 'stopped' });
      }
      taking = false;
      listen();
    });
  }

  let rest = '';
  let bytes = 0;
  const decoder = new TextDecoder();
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_OUTPUT_BYTES) return stop({ kind: 'flooded' });
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const line of parts) take(line);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-KEPT_STDERR_CHARACTERS);
    if (options.lastWords?.test(stderr)) listen();
  });
  // Writing to a program that has just ended is its end, not ours.
  child.stdin.on('error', () => undefined);
  if (options.input !== undefined) child.stdin.write(options.input);
  if (options.closeInput) child.stdin.end();

  const abort = () => stop({ kind: 'stopped' });
  options.signal?.addEventListener('abort', abort, { once: true });
  listen();
  const end = await ended(child);
  options.signal?.removeEventListener('abort', abort);
  if (rest !== '' && !verdict) take(rest);
  await queue;
  clearTimeout(silence);
  clearTimeout(kill);
  // Whatever the program left running goes with it.
  signalGroup(child, 'SIGKILL');
  if (thrown) throw thrown.error;
  return { end: verdict ?? end, lines, stderr };
}

function start(
  command: Command,
  args: readonly string[],
  options: ProgramOptions,
): ChildProcessWithoutNullStreams | undefined {
  const [file, ...first] = command;
  try {
    return spawn(file, [...first, ...args], {
      stdio: 'pipe',
      windowsHide: true,
      // A group of its own, so that helpers the program starts are killed with it.
      detached: process.platform !== 'win32',
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
  } catch {
    // Arguments the system cannot pass on, for instance a NUL in a device's name.
    return undefined;
  }
}

function ended(child: ChildProcessWithoutNullStreams): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let end: ProgramEnd = { kind: 'missing' };
    child.once('error', () => resolve(end));
    child.once('exit', (code) => {
      end = code === null ? { kind: 'crashed' } : { kind: 'exited', code };
      const pipes = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, PIPES_GRACE_MS);
      child.once('close', () => clearTimeout(pipes));
    });
    child.once('close', () => resolve(end));
  });
}

function signalGroup(
  child: ChildProcessWithoutNullStreams | undefined,
  signal: NodeJS.Signals,
): void {
  if (child?.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode !== null || child.signalCode !== null) return;
    // Windows has no gentle signal for a console program; /T takes its children too.
    spawn('taskkill', ['/PID', String(child.pid), '/T', '/F'], { windowsHide: true }).on(
      'error',
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
