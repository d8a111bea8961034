/** Memory of the application after one and after many sessions, beside an empty window. */
import { newUserData, removeUserData } from '../support/app';
import { type Memory, memoryOverSessions, restingMemory } from './memory';
import { startProbe } from './probe';
import { quickSession } from './quick-resident';
import { median, round, trend } from './statistics';

const PROCEDURE = '2.000635';
/** Allocators breathe by some tenths of a MiB; growth beyond this and its own error is a leak. */
const SLOPE_TOLERANCE_MIB = 0.1;

async function emptyWindow(): Promise<Memory> {
  const userData = newUserData();
  const probe = startProbe('empty', userData);
  try {
    await probe.ready();
    return await restingMemory(probe.pid);
  } finally {
    await probe.close();
    removeUserData(userData);
  }
}

/** `emptyRuns` empty windows, then one application with `sessions` sessions. Sizes are MiB. */
export async function measureMemory(emptyRuns: number, sessions: number) {
  const empty: Memory[] = [];
  for (let run = 0; run < emptyRuns; run += 1) empty.push(await emptyWindow());
  const emptyMib = median(empty.map(({ totalMib }) => totalMib));
  const userData = newUserData();
  const probe = startProbe('kiosk', userData);
  try {
    await probe.ready();
    const welcome = await restingMemory(probe.pid);
    const all = await memoryOverSessions(
      probe,
      quickSession(PROCEDURE),
      sessions,
      (number, now) => {
        if (number === 1 || number % 10 === 0) {
          console.log(`      session ${number}: ${round(now.totalMib)} MiB`);
        }
      },
    );
    const totals = all.map(({ totalMib }) => totalMib);
    const first = totals[0] as number;
    const last = median(totals.slice(-3));
    // What is filled once (caches, compiled code) is full by then; a leak goes on.
    const anonymous = all.map(({ anonymousMib }) => anonymousMib);
    const { slope, standardError } = trend(anonymous.slice(anonymous.length >> 1));
    return {
      emptyMib: round(emptyMib),
      emptyByKind: empty.at(-1)?.byKind,
      welcomeMib: round(welcome.totalMib),
      welcomeByKind: welcome.byKind,
      firstMib: round(first),
      lastMib: round(last),
      lastByKind: all.at(-1)?.byKind,
      firstRatio: round(first / emptyMib, 2),
      lastRatio: round(last / emptyMib, 2),
      slopeMibPerSession: round(slope, 3),
      slopeLimitMibPerSession: round(SLOPE_TOLERANCE_MIB + 2 * standardError, 3),
      anonymousMib: anonymous.map((each) => round(each)),
      totalsMib: totals.map((each) => round(each)),
    };
  } finally {
    await probe.close();
    removeUserData(userData);
  }
}
