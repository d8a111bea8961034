/** Processes of the running application, to be killed one by one. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** The core under a Node of its own, or as Electron's utility process. */
const CORE = /core\/index\.js|node\.mojom\.NodeService/;

type Process = { pid: number; parent: number; command: string };

function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; what counts comes after the last one.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: Number(parent), command };
  } catch {
    return null;
  }
}

function descendantsOf(ancestor: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found: Process[] = [];
  const parents = new Set([ancestor]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const process of all) {
      if (parents.has(process.pid) || !parents.has(process.parent)) continue;
      parents.add(process.pid);
      found.push(process);
      grown = true;
    }
  }
  return found;
}

/** Process id of the core of this application, or null while there is none. */
export async function corePid(app: ElectronApplication): Promise<number | null> {
  const main = await app.evaluate(() => process.pid);
  return descendantsOf(main).find(({ command }) => CORE.test(command))?.pid ?? null;
}

/** Process id of the page's process. */
export function pagePid(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('the window is gone');
    return window.webContents.getOSProcessId();
  });
}
