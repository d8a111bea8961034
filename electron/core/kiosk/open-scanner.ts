/** The scanner of this machine: a real one in service, the practice one where samples are shown. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreStart } from '../../contract/host';
import type { ChosenScanner } from '../devices/scanner/chosen-scanner';
import { openFolderScanner } from '../devices/scanner/fake-file';
import { createPanelScanner, type PanelScanner } from '../devices/scanner/fake-panel';
import { guardedScanner } from '../devices/scanner/guarded-scanner';
import type { Scanner, ScannerId } from '../devices/scanner/scanner';
import { practiceSetup } from '../devices/scanner/scanner-setup';
import type { MachineNotes } from '../storage/machine-notes';
import type { Kiosk } from './kiosk';

export type KioskScanner = Pick<Kiosk, 'scanner' | 'scannerPanel' | 'scannerSetup'>;

/** The Windows script, beside the checkout's data or beside the packaged application. */
function wiaScript(assetsFolder: string): string | undefined {
  return [
    join(assetsFolder, '..', 'build', 'windows', 'scan-wia.ps1'),
    join(assetsFolder, '..', '..', 'windows', 'scan-wia.ps1'),
  ].find((path) => existsSync(path));
}

function readId(text: string | null): ScannerId | undefined {
  if (text === null) return undefined;
  const { vendor, product, serial } = JSON.parse(text) as ScannerId;
  return { vendor, product, serial };
}

function readAddresses(text: string | null): string[] {
  if (text === null) return [];
  const all: unknown = JSON.parse(text);
  return Array.isArray(all) ? all.filter((each) => typeof each === 'string') : [];
}

async function openRealScanner(assetsFolder: string, notes: MachineNotes): Promise<ChosenScanner> {
  // Loaded only where it is used: the search brings network and program code with it.
  const [{ openChosenScanner }, { scannerFinders }] = await Promise.all([
    import('../devices/scanner/chosen-scanner'),
    import('../devices/scanner/find-scanners'),
  ]);
  const script = wiaScript(assetsFolder);
  const addresses = () => readAddresses(notes.read('scanner_addresses'));
  return openChosenScanner({
    finders: scannerFinders({ esclAddresses: addresses, ...(script ? { wiaScript: script } : {}) }),
    typed: {
      list: addresses,
      keep: (kept) => notes.write('scanner_addresses', JSON.stringify(kept)),
      async answers(address, signal) {
        const { askEsclDevice } = await import('../devices/scanner/escl/escl-scanner');
        return (await askEsclDevice(address, { signal })) !== undefined;
      },
    },
    remembered: readId(notes.read('scanner')),
    remember: (id) => notes.write('scanner', JSON.stringify(id)),
  });
}

/**
 * Opens the scanner. With samples allowed it is the practice scanner, worked by its panel, or with
 * `KIOSK_SCANNER_FOLDER` a folder that another process fills; in service it is whatever answers.
 */
export async function openScanner(
  start: CoreStart,
  notes: MachineNotes,
  given?: Scanner | null,
): Promise<KioskScanner> {
  const practising = (scanner: Scanner, scannerPanel: PanelScanner | null): KioskScanner => ({
    scanner,
    scannerPanel,
    scannerSetup: practiceSetup(scanner),
  });
  if (given === null) return { scanner: null, scannerPanel: null, scannerSetup: null };
  if (given !== undefined) return practising(given, null);
  if (!start.sample) {
    const chosen = await openRealScanner(start.assetsFolder, notes);
    return { scanner: guardedScanner(chosen), scannerPanel: null, scannerSetup: chosen };
  }
  if (process.env.KIOSK_SCANNER_FOLDER) {
    const folder = await openFolderScanner(process.env.KIOSK_SCANNER_FOLDER);
    return practising(guardedScanner(folder), null);
  }
  const panel = createPanelScanner(join(start.assetsFolder, 'samples'));
  return practising(guardedScanner(panel), panel);
}
