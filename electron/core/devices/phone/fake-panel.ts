/** The real way, with a practice phone beside it that sends drawn papers at a press. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../../contract/result';
import type { PhoneEvents, PhoneScanner } from './phone';

/** Drawn papers that belong to nobody, in `assets/samples`. */
const SAMPLES = ['birth-notice', 'rental-contract', 'certificate'] as const;

/** Adds the practice phone to `real`; `samplesFolder` holds the pictures. */
export function withPracticePhone(real: PhoneScanner, samplesFolder: string): PhoneScanner {
  let events: PhoneEvents | null = null;
  let next = 0;
  return {
    async open(given) {
      const opened = await real.open(given);
      if (!opened.ok) return opened;
      events = given;
      const { close } = opened.value;
      return ok({
        ...opened.value,
        close: async () => {
          if (events === given) events = null;
          await close();
        },
      });
    },
    async sendSample() {
      const to = events;
      if (!to) return err('PHONE_CLOSED');
      const allowed = to.mayTake();
      if (!allowed.ok) return allowed;
      const name = SAMPLES[next % SAMPLES.length];
      next += 1;
      const bytes = Uint8Array.from(await readFile(join(samplesFolder, `${name}.jpg`)));
      to.receiving(true);
      const taken = await to.picture(bytes);
      to.receiving(false);
      return taken.ok ? ok(undefined) : taken;
    },
  };
}
