/** The demonstration's walk, several times: how fast screens change and what a person does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelledSeconds } from '../demo/keystroke-model';
import { readDemoOptions } from '../demo/options';
import { walk } from '../demo/resident';
import { newUserData, removeUserData, startKiosk } from '../support/app';

const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));

export type Walks = {
  /** From a press or scan to the painted heading of the next screen. */
  changesMs: number[];
  modelledSeconds: number[];
  taps: number[];
  slowest: Array<{ screen: string; ms: number }>;
};

/** An album that keeps nothing: pictures would stand between the presses. */
const NO_ALBUM = { pictures: [], take: async () => {}, add: () => {} };

/** Walks the extract of a civil-status record `runs` times, each in a new folder. */
export async function measureWalks(runs: number): Promise<Walks> {
  const card = readFileSync(SAMPLE_CARD, 'utf8').trim();
  const changes: Array<{ screen: string; ms: number }> = [];
  const walks: Walks = { changesMs: [], modelledSeconds: [], taps: [], slowest: [] };
  for (let run = 0; run < runs; run += 1) {
    const userData = newUserData();
    const kiosk = await startKiosk({ userData });
    try {
      await kiosk.page.locator('[data-screen="welcome"] h1').waitFor();
      const { times, doings } = await walk(kiosk, readDemoOptions([]), card, NO_ALBUM);
      for (const { screen, waitMs, pressed } of times) {
        if (pressed) changes.push({ screen, ms: Math.round(waitMs) });
      }
      walks.modelledSeconds.push(modelledSeconds(doings));
      walks.taps.push(doings.taps);
    } finally {
      await kiosk.kill();
      removeUserData(userData);
    }
  }
  walks.changesMs = changes.map(({ ms }) => ms);
  walks.slowest = changes.sort((a, b) => b.ms - a.ms).slice(0, 10);
  return walks;
}
