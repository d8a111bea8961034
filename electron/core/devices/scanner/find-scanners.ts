/** Which scanners there are, whatever the way to them, and which one this kiosk uses. */

import { SCANNER_DELAYS, type ScannerDelays } from './delays';
import { DRIVERS, type FoundScanner, type ScannerFinder } from './driver';
import { createEsclFinder } from './escl/find-escl';
import { createNaps2Finder } from './naps2/naps2-scanner';
import { createSaneFinder } from './sane/sane-scanner';
import type { ScannerId } from './scanner';
import { createWiaFinder } from './wia/wia-scanner';

export type FinderOptions = {
  platform?: NodeJS.Platform;
  /** Where scan-wia.ps1 lies; without it WIA is not tried. */
  wiaScript?: string;
  /** Base addresses of eSCL devices a technician typed; asked for anew with every search. */
  esclAddresses?: () => readonly string[];
  /** SANE's configuration folder, where it is not the system's. */
  saneConfigFolder?: string;
  /** WIA devices whose feeder breaks when any property is set. */
  wiaTouchNothing?: boolean;
  /** Parent of the private folders pages pass through. */
  temporaryFolder?: string;
  delays?: ScannerDelays;
};

/** The ways to scanners that this operating system has, best first. */
export function scannerFinders(options: FinderOptions = {}): ScannerFinder[] {
  const platform = options.platform ?? process.platform;
  const delays = options.delays ?? SCANNER_DELAYS;
  const folder =
    options.temporaryFolder === undefined ? {} : { temporaryFolder: options.temporaryFolder };
  const escl = createEsclFinder({
    ...(options.esclAddresses === undefined ? {} : { addresses: options.esclAddresses }),
    delays,
    discoverMs: delays.discoverMs,
  });
  if (platform === 'win32') {
    const wia =
      options.wiaScript === undefined
        ? []
        : [
            createWiaFinder({
              script: options.wiaScript,
              touchNothing: options.wiaTouchNothing ?? false,
              delays,
              ...folder,
            }),
          ];
    return [escl, ...wia, createNaps2Finder({ delays, ...folder })];
  }
  if (platform !== 'linux') return [escl];
  const config =
    options.saneConfigFolder === undefined ? {} : { configFolder: options.saneConfigFolder };
  return [escl, createSaneFinder({ delays, ...config, ...folder })];
}

/**
 * Everything that answers, each device once by the best way to it. All ways are tried at the same
 * time; one that throws finds nothing and does not keep the others from finding.
 */
export async function findScanners(
  finders: readonly ScannerFinder[],
  signal: AbortSignal,
): Promise<FoundScanner[]> {
  const answers = await Promise.all(finders.map((each) => each.find(signal).catch(() => [])));
  const byDriver = answers
    .flat()
    .sort((a, b) => DRIVERS.indexOf(a.driver) - DRIVERS.indexOf(b.driver));
  const kept: FoundScanner[] = [];
  for (const each of byDriver) {
    // Two devices of one model by the same way are two; by another way they are met again.
    if (!kept.some((other) => other.driver !== each.driver && isSameDevice(other, each))) {
      kept.push(each);
    }
  }
  return kept;
}

/** Whether two ways lead to one device: serial numbers decide, else the words of the model. */
function isSameDevice(a: FoundScanner, b: FoundScanner): boolean {
  if (a.id.serial !== '' && b.id.serial !== '') return a.id.serial === b.id.serial;
  const [one, two] = [words(a), words(b)];
  const [fewer, more] = one.size <= two.size ? [one, two] : [two, one];
  return fewer.size > 0 && [...fewer].every((word) => more.has(word));
}

/** Words that name the model; drivers add the maker's name, "series", "(USB)" as they like. */
function words({ id }: FoundScanner): Set<string> {
  const all = `${id.vendor} ${id.product}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // A word with a digit is the model's; a model without any is known by all its words.
  const model = all.filter((word) => /\d/.test(word));
  return new Set(model.length > 0 ? model : all);
}

/**
 * The scanner to use: the remembered one and no other, even where it is missing, so that nobody
 * lays papers into one device while another is asked; the best one when none is remembered.
 */
export function chooseScanner(
  found: readonly FoundScanner[],
  remembered: ScannerId | undefined,
): FoundScanner | undefined {
  if (!remembered) return found[0];
  const model = found.filter(
    ({ id }) => id.vendor === remembered.vendor && id.product === remembered.product,
  );
  const exact = model.find(({ id }) => id.serial === remembered.serial);
  // A device that once told its serial number and now does not (another way to it), or the reverse.
  const vague = model.filter(({ id }) => id.serial === '' || remembered.serial === '');
  return exact ?? (vague.length === 1 ? vague[0] : undefined);
}
