/** The readers of this machine: HID POS and USB-COM ones, or a folder another process fills. */
import { hidSource } from './drivers/hid-source';
import { serialSource } from './drivers/serial-source';
import { openFolderReader } from './fakes/fake-file';
import { openReaderHub, type ReaderHub } from './reader-hub';

/**
 * Opens the hub and begins to look. `KIOSK_READER_FOLDER` names a folder that plays a reader, for
 * tests and for showing; real devices are then left alone.
 */
export async function openMachineReaders(env: NodeJS.ProcessEnv): Promise<ReaderHub> {
  if (!env.KIOSK_READER_FOLDER) {
    return openReaderHub({ sources: [hidSource(), serialSource()] });
  }
  const folder = await openFolderReader(env.KIOSK_READER_FOLDER);
  return openReaderHub({ sources: [folder.source] });
}
