/** The whole core in one process, with a host that prints nothing: for tests without a window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { HostContract } from '../../electron/contract/host';
import type { PageContract } from '../../electron/contract/page';
import type { SessionView } from '../../electron/contract/view';
import { createPageRouter } from '../../electron/core/api/page-router';
import { createPageIntake } from '../../electron/core/dossiers/page-intake';
import {
  type OpenedKiosk,
  type OpenKioskOptions,
  openKiosk,
} from '../../electron/core/kiosk/open-kiosk';
import { buildView } from '../../electron/core/view/build-view';

export const ASSETS_FOLDER = fileURLToPath(new URL('../../assets', import.meta.url));
/** A key for tests: 32 equal bytes. */
export const TEST_MACHINE_KEY = Buffer.alloc(32, 7).toString('base64');

export type CoreHarness = OpenedKiosk & {
  client: ContractRouterClient<PageContract>;
  view(): SessionView;
  userData: string;
  /** What the core asked of main. */
  host: {
    wiped: number;
    printed: string[];
    saved: string[];
    /** Files of figures by name. */
    files: Map<string, Buffer>;
    cameraAllowed: boolean;
    printers: string[];
  };
};

/** A temporary user-data folder; remove it with `removeFolder`. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dong-hanh-core-'));
}

/** Removes a folder made by `newFolder`. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a core on `userData`. */
export async function openCore(
  userData: string,
  options: Partial<OpenKioskOptions> & { recovery?: 'ask' | 'continue' } = {},
): Promise<CoreHarness> {
  const host: CoreHarness['host'] = {
    wiped: 0,
    printed: [],
    saved: [],
    files: new Map(),
    cameraAllowed: false,
    printers: [],
  };
  const hostClient: ContractRouterClient<HostContract> = {
    printers: async () => host.printers,
    print: async ({ job }) => {
      host.printed.push(job.html);
      return { handedOver: true, message: '' };
    },
    makePdf: async ({ job }) => {
      host.printed.push(job.html);
      return { base64: Buffer.from(job.html).toString('base64') };
    },
    savePdf: async ({ job, fileName }) => {
      host.saved.push(job.html);
      return { saved: true, path: fileName };
    },
    saveFile: async ({ fileName, base64 }) => {
      host.files.set(fileName, Buffer.from(base64, 'base64'));
      return { saved: true, path: fileName };
    },
    allowCamera: async ({ allowed }) => {
      host.cameraAllowed = allowed;
    },
    wipePage: async () => {
      host.wiped += 1;
    },
  };
  const { recovery = 'ask', ...rest } = options;
  const opened = await openKiosk({
    start: {
      userDataFolder: userData,
      assetsFolder: ASSETS_FOLDER,
      machineKey: TEST_MACHINE_KEY,
      keystoreWeak: true,
      recovery,
      sample: true,
    },
    host: hostClient,
    papersWorker: new URL('file:///papers-worker-not-built.js'),
    ...rest,
  });
  const router = createPageRouter(opened.kiosk, createPageIntake(opened.kiosk), opened.views);
  return {
    ...opened,
    client: createRouterClient(router),
    view: () => buildView(opened.kiosk),
    userData,
    host,
  };
}
