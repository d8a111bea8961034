/** The readers of this machine: HID POS and USB-COM ones, or a folder another process fills. */
import { hidSource } from './drivers/hid-source';
import { serialSource } from './drivers/serial-source';
import { openFolderReader } from './fakes/fake-file';
import type { PanelReader } from './fakes/fake-panel';
import { openReaderHub, type ReaderHub } from './reader-hub';

export type MachineReaders = {
  hub: ReaderHub;
  /** The practice reader, where samples are shown. */
  panel: PanelReader | null;
};

/**
 * Opens the hub and begins to look. `KIOSK_READER_FOLDER` names a folder that plays a reader, for
 * tests and for showing; real devices are then left alone. `sample`: a practice reader is there
 * beside the real ones.
 */
export async function openMachineReaders(
  env: NodeJS.ProcessEnv,
  sample: boolean,
): Promise<MachineReaders> {
  if (env.KIOSK_READER_FOLDER) {
    const folder = await openFolderReader(env.KIOSK_READER_FOLDER);
    return { hub: openReaderHub({ sources: [folder.source] }), panel: null };
  }
  const real = [hidSource(), serialSource()];
  if (!sample) return { hub: openReaderHub({ sources: real }), panel: null };
  const { createPanelReader } = await import('./fakes/fake-panel');
  const panel = createPanelReader();
  return { hub: openReaderHub({ sources: [...real, panel.source] }), panel };
}
