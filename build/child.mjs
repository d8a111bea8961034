/** Child processes: run one to its end and collect what it says, or hand the terminal to it. */
import { spawn } from 'node:child_process';

/** How much of a child's output is kept to explain a failure, in characters. */
const KEPT_OUTPUT_LENGTH = 200_000;

/**
 * Runs a program to its end without showing its output.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, signal?: AbortSignal }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 when the program is
 *   not there, 128 when a signal or the time-out ended it
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      signal: options.signal,
      // npm is a batch file on Windows; its arguments here are constants of ours.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout = (stdout + text).slice(-KEPT_OUTPUT_LENGTH);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr = (stderr + text).slice(-KEPT_OUTPUT_LENGTH);
    });
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: stderr + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
  });
}

/**
 * Runs a program with this terminal and passes signals on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 when a signal ended it
 */
export function handOver(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'inherit',
    });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => child.kill(signal);
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 128);
    });
  });
}

/**
 * How to call the npm that belongs to this run: the very one that started us, else the one on PATH.
 * @returns {{ command: string, args: string[] }}
 */
export function npm() {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return { command: process.execPath, args: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * The last lines of a text, to explain a failure without flooding the terminal.
 * @param {string} text
 * @param {number} [lines]
 */
export function lastLines(text, lines = 12) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * The first lines of a text, where a program says the reason first and general help after it.
 * @param {string} text
 * @param {number} [lines]
 */
export function firstLines(text, lines = 12) {
  return text.trimStart().split('\n').slice(0, lines).join('\n');
}
