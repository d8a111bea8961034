/** Memory of the application beside an empty window, over many sessions. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Probe } from './probe';

const KIB_PER_MIB = 1024;
/** Readings until the memory has come to rest: freed pages go back with a delay. */
const MOST_READINGS = 20;
const READING_EVERY_MS = 250;
/** Rest: the lowest value has not been undercut by more than this in the last readings. */
const REST_MIB = 1;
const REST_READINGS = 4;

/** The process ids of `root` and of all below it. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The second column, the name in brackets, may hold blanks itself.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const columns = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(columns[1]));
    } catch {
      // Gone meanwhile.
    }
  }
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

type ProcessMemory = { kind: string; mib: number; anonymousMib: number };

/** Proportional set size of one process in MiB, its own memory in it, and what it is. */
function memoryOf(pid: number): ProcessMemory | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mib = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? 0) / KIB_PER_MIB;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const kind =
      /--type=(\S+)/.exec(command)?.[1] ?? (command.includes('core/index.js') ? 'core' : 'main');
    const service = /--utility-sub-type=(\S+)/.exec(command)?.[1];
    return { kind: service ?? kind, mib: mib('Pss'), anonymousMib: mib('Pss_Anon') };
  } catch {
    return null;
  }
}

export type Memory = {
  totalMib: number;
  /**
   * The part that is no file's: what a leak adds to. Files shared with other programs count less
   * the more of them run, so that the total moves with what else happens on the machine.
   */
  anonymousMib: number;
  byKind: Record<string, number>;
};

/** Proportional set size of the tree below `root` as it is. */
export function readMemory(root: number): Memory {
  const byKind: Record<string, number> = {};
  let totalMib = 0;
  let anonymousMib = 0;
  for (const pid of processTree(root)) {
    const found = memoryOf(pid);
    if (!found) continue;
    totalMib += found.mib;
    anonymousMib += found.anonymousMib;
    byKind[found.kind] = Number(((byKind[found.kind] ?? 0) + found.mib).toFixed(1));
  }
  return { totalMib, anonymousMib, byKind };
}

/** The same, once it has come to rest. */
export async function restingMemory(root: number): Promise<Memory> {
  let lowest = readMemory(root);
  let since = 0;
  for (let readings = 0; readings < MOST_READINGS && since < REST_READINGS; readings += 1) {
    await pause(READING_EVERY_MS);
    const now = readMemory(root);
    since = now.totalMib < lowest.totalMib - REST_MIB ? 0 : since + 1;
    if (now.totalMib < lowest.totalMib) lowest = now;
  }
  return lowest;
}

/** Walks `count` sessions one after the other; answers the resting memory after each. */
export async function memoryOverSessions(
  probe: Probe,
  script: string,
  count: number,
  onSession: (number: number, memory: Memory) => void,
): Promise<Memory[]> {
  const all: Memory[] = [];
  for (let number = 1; number <= count; number += 1) {
    probe.run(script);
    await probe.ready();
    const memory = await restingMemory(probe.pid);
    all.push(memory);
    onSession(number, memory);
  }
  return all;
}
