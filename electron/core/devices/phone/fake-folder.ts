/**
 * A phone made of a folder that another process fills, so that someone outside the application
 * can "send" pictures:
 *
 *   pictures/   each picture is sent once, by name, and deleted
 *   state.json  {"network": true, "compared": true}, all optional
 *
 * The folder is watched only while the way is open, and never polled.
 */
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok } from '../../../contract/result';
import { FAKE_WORDS } from './fake-memory';
import { type Clock, realClock } from './limits';
import type { PhoneEvents, PhoneScanner } from './phone';

const StateFile = z.object({
  network: z.boolean().default(true),
  compared: z.boolean().default(true),
});
const PICTURE = /\.(jpe?g|png|heic)$/i;
/** Another process writes the folder in several steps: look when it has been quiet this long. */
const QUIET_MS = 100;

/** Opens the folder, making it when it is missing. */
export async function openFolderPhone(
  folder: string,
  clock: Clock = realClock,
): Promise<PhoneScanner> {
  const pictures = join(folder, 'pictures');
  await mkdir(pictures, { recursive: true });
  const readState = () => {
    try {
      return StateFile.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')));
    } catch {
      return StateFile.parse({});
    }
  };

  return {
    async open(events) {
      if (!readState().network) return err('PHONE_NO_NETWORK');
      let closed = false;
      let quiet: unknown;
      let sending: Promise<void> = Promise.resolve();
      const look = () => {
        sending = sending.then(() => (closed ? undefined : send(events, pictures, readState)));
      };
      const soon = () => {
        clock.clearTimeout(quiet);
        quiet = clock.setTimeout(look, QUIET_MS);
      };
      const watchers: FSWatcher[] = [watch(folder, soon), watch(pictures, soon)];
      for (const watcher of watchers) {
        watcher.on('error', () => events.ended({ reason: 'PHONE_NETWORK_LOST' }));
      }
      look();
      return ok({
        url: 'https://192.168.1.2:40000/folder/',
        words: FAKE_WORDS,
        async close() {
          closed = true;
          clock.clearTimeout(quiet);
          for (const watcher of watchers) watcher.close();
        },
      });
    },
  };
}

async function send(
  events: PhoneEvents,
  pictures: string,
  readState: () => z.infer<typeof StateFile>,
): Promise<void> {
  const { network, compared } = readState();
  if (!network) return events.ended({ reason: 'PHONE_NETWORK_LOST' });
  const names = (await readdir(pictures)).filter((name) => PICTURE.test(name)).sort();
  if (names.length === 0) return;
  events.connected();
  if (!compared) return;
  events.confirmed();
  for (const name of names) {
    if (!events.mayTake().ok) return;
    const bytes = Uint8Array.from(await readFile(join(pictures, name)));
    await rm(join(pictures, name));
    events.receiving(true);
    await events.picture(bytes);
    events.receiving(false);
  }
}
