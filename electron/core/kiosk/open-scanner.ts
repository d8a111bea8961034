/** The scanner of this machine: a real one in service, the practice one where samples are shown. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreStart } from '../../contract/host';
import { openFolderScanner } from '../devices/scanner/fake-file';
import { createPanelScanner } from '../devices/scanner/fake-panel';
import { guardedScanner } from '../devices/scanner/guarded-scanner';
import type { Scanner, ScannerId } from '../devices/scanner/scanner';
import type { MachineNotes } from '../storage/machine-notes';
import type { Kiosk } from './kiosk';

export type KioskScanner = Pick<Kiosk, 'scanner' | 'scannerPanel'>;

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

async function openRealScanner(assetsFolder: string, notes: MachineNotes): Promise<Scanner> {
  // Loaded only where it is used: the search brings network and program code with it.
  const [{ openChosenScanner }, { scannerFinders }] = await Promise.all([
    import('../devices/scanner/chosen-scanner'),
    import('../devices/scanner/find-scanners'),
  ]);
  const script = wiaScript(assetsFolder);
  return openChosenScanner({
    finders: scannerFinders(script ? { wiaScript: script } : {}),
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
  if (given !== undefined) return { scanner: given, scannerPanel: null };
  if (!start.sample) {
    const scanner = await openRealScanner(start.assetsFolder, notes);
    return { scanner: guardedScanner(scanner), scannerPanel: null };
  }
  if (process.env.KIOSK_SCANNER_FOLDER) {
    const folder = await openFolderScanner(process.env.KIOSK_SCANNER_FOLDER);
    return { scanner: guardedScanner(folder), scannerPanel: null };
  }
  const panel = createPanelScanner(join(start.assetsFolder, 'samples'));
  return { scanner: guardedScanner(panel), scannerPanel: panel };
}
