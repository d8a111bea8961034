/** A scanner that speaks eSCL (AirScan, "driverless"), on the network or behind ipp-usb. */

import type { Timer } from '../delays';
import { realTimer, SCANNER_DELAYS } from '../delays';
import type { CheckedScanner } from '../driver';
import { createHealthKeeper } from '../driver';
import type { ScanSource } from '../scanner';
import type { EsclCapabilities } from './capabilities';
import { readCapabilities } from './capabilities';
import type { HttpFailure } from './http';
import { runJob } from './job';
import type { EsclAddress, LinkDelays } from './link';
import { createLink, troubleOf } from './link';
import { feederTrouble } from './status';

export type EsclOptions = { delays?: LinkDelays; timer?: Timer };

/** A device that answered: where it is, what it can do. */
export type EsclDevice = { address: EsclAddress; capabilities: EsclCapabilities };

/**
 * Asks a device for its capabilities. When it refuses the name it was called by, it is asked once
 * more as "localhost". Undefined when nobody answers there, or nobody that scans.
 */
export async function askEsclDevice(
  baseUrl: string,
  options: EsclOptions & { signal?: AbortSignal } = {},
): Promise<EsclDevice | undefined> {
  const delays = options.delays ?? SCANNER_DELAYS;
  for (const host of [undefined, 'localhost'] as const) {
    const address: EsclAddress = host === undefined ? { baseUrl } : { baseUrl, host };
    const answer = await createLink(address, delays).capabilities(options.signal);
    if (answer.kind !== 'answer') return undefined;
    const capabilities = answer.status === 200 ? readCapabilities(answer.body) : undefined;
    if (capabilities) return { address, capabilities };
    if (answer.status < 400 || answer.status > 499) return undefined;
  }
  return undefined;
}

/** Places the device takes paper from. */
export function sourcesOf(capabilities: EsclCapabilities): ScanSource[] {
  const sources: ScanSource[] = [];
  if (capabilities.platen) sources.push('flatbed');
  if (capabilities.feeder) sources.push('feeder');
  return sources;
}

/** Opens a device that answered. Wrap it in `guardedScanner` before use. */
export function openEsclScanner(device: EsclDevice, options: EsclOptions = {}): CheckedScanner {
  const delays = options.delays ?? SCANNER_DELAYS;
  const timer = options.timer ?? realTimer;
  const { address, capabilities } = device;
  const link = createLink(address, delays);
  const keeper = createHealthKeeper();
  const closing = new AbortController();

  return {
    id: capabilities.id,
    label: capabilities.label,
    abilities: { sources: sourcesOf(capabilities), duplex: capabilities.duplex !== undefined },
    async feeder(signal) {
      const status = await link.status(AbortSignal.any([signal, closing.signal]));
      if ('kind' in status) return 'unknown';
      if (status.feeder === 'Loaded') return 'loaded';
      return status.feeder === 'Empty' ? 'empty' : 'unknown';
    },
    health: keeper.health,
    onHealth: keeper.onHealth,
    async check() {
      const status = await link.status(closing.signal);
      if ('kind' in status) {
        const failure: HttpFailure = status;
        if (failure.kind === 'aborted') return keeper.health();
        return keeper.set({ ready: false, reason: troubleOf(failure) });
      }
      const trouble =
        feederTrouble(status) ??
        (status.state === 'Processing' ? 'SCANNER_BUSY' : undefined) ??
        (status.state === 'Down' ? 'SCANNER_FAILED' : undefined);
      return keeper.set(trouble ? { ready: false, reason: trouble } : { ready: true });
    },
    async scan(job, onPage, signal) {
      const result = await runJob(
        { link, baseUrl: address.baseUrl, capabilities, delays, timer },
        job,
        onPage,
        AbortSignal.any([signal, closing.signal]),
      );
      keeper.learn(result, [
        'SCANNER_JAM',
        'SCANNER_DOUBLE_FEED',
        'SCANNER_COVER_OPEN',
        'SCANNER_UNPLUGGED',
      ]);
      return result;
    },
    async close() {
      closing.abort(new Error('closed'));
      keeper.clear();
    },
  };
}
