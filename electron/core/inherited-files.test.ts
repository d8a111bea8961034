import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MODULE = fileURLToPath(new URL('./inherited-files.ts', import.meta.url));

/** Answers the sockets above the line to main that are open in it. */
const PROGRAM = `
import { readdirSync, readlinkSync } from 'node:fs';
if (process.argv[2]) await import(process.argv[2]);
const sockets = readdirSync('/proc/self/fd').filter((name) => {
  try {
    return Number(name) > 3 && readlinkSync('/proc/self/fd/' + name).startsWith('socket:');
  } catch {
    return false;
  }
});
process.send(sockets.length);
process.disconnect();
`;

describe.runIf(process.platform === 'linux')('what a core under Node inherits', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dong-hanh-inherited-'));
    writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts the program with one more socket than a core has. */
  async function socketsOf(...args: string[]): Promise<number> {
    const child = fork(join(folder, 'program.mjs'), args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    });
    const [sockets] = (await once(child, 'message')) as [number];
    return sockets;
  }

  it('is let go, and the line to main stays', async () => {
    expect(await socketsOf()).toBe(1);
    expect(await socketsOf(MODULE)).toBe(0);
  });
});
