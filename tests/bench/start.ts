/** From the start of the process to a welcome screen that can be pressed, beside an empty window. */
import { newUserData, removeUserData } from '../support/app';
import { startProbe } from './probe';

async function once(kind: 'empty' | 'kiosk', userData: string): Promise<number> {
  const probe = startProbe(kind, userData);
  try {
    return Math.round((await probe.ready()) - probe.startedAt);
  } finally {
    await probe.close();
  }
}

/** Starts both `runs` times in turn; one start of each before is not counted. */
export async function measureStart(runs: number): Promise<{ empty: number[]; kiosk: number[] }> {
  const folders = { empty: newUserData(), kiosk: newUserData() };
  const empty: number[] = [];
  const kiosk: number[] = [];
  try {
    await once('empty', folders.empty);
    await once('kiosk', folders.kiosk);
    for (let run = 0; run < runs; run += 1) {
      empty.push(await once('empty', folders.empty));
      kiosk.push(await once('kiosk', folders.kiosk));
    }
  } finally {
    removeUserData(folders.empty);
    removeUserData(folders.kiosk);
  }
  return { empty, kiosk };
}
