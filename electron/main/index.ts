/** Main: the only process with Electron's powers. It never blocks and knows no procedure. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session as sessions } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol';
import { type CoreProcess, startCoreProcess } from './core-process';
import { type CoreSupervisor, superviseCore } from './core-supervisor';
import { type CameraGate, guardContents, guardSession } from './guards';
import { loadMachineKey } from './keystore';
import { type KioskWindow, openKioskWindow, preloadPath } from './kiosk-window';
import { type LaunchOptions, readLaunchOptions } from './launch-options';
import { type PageRelay, relayPage } from './page-relay';
import { listPrinters, makePdf, printDocument, saveDocument } from './printing';
import { writeWhole } from './write-whole';

const outFolder = fileURLToPath(new URL('..', import.meta.url));
const appFolder = join(outFolder, '..');
/**
 * Inside a packed application the core and the data lie beside the archive: another Node, where
 * one is used, cannot read inside it.
 */
const unpacked = (path: string) => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/** Inside the folder for slips: what the ward officer takes along. */
const FIGURES_FOLDER = 'so-lieu';

const coreEntry = unpacked(join(outFolder, 'core', 'index.js'));

/**
 * A core under plain Node can start while Chromium does: by the time there is a window it has
 * loaded, and it inherits none of Chromium's sockets. A utility process must wait for "ready".
 */
function startEarlyCore(options: LaunchOptions): CoreProcess | null {
  return options.coreNode ? startCoreProcess(coreEntry, options.coreNode) : null;
}

function start(options: LaunchOptions, early: CoreProcess | null): void {
  const userDataFolder = app.getPath('userData');
  const camera: CameraGate = { allowed: false };
  // Not written to disk: nothing a page leaves behind outlives the process.
  const pageSession = sessions.fromPartition('kiosk', { cache: false });
  guardSession(pageSession, camera);
  guardSession(sessions.defaultSession, { allowed: false });
  serveApp(pageSession, join(outFolder, 'renderer'));

  let relay: PageRelay | null = null;
  let kiosk: KioskWindow | null = null;

  // The page first: its process takes longest, and loads while the rest is made ready.
  kiosk = openKioskWindow({
    session: pageSession,
    preload: preloadPath(outFolder),
    kiosk: options.kiosk,
    hidden: options.hidden,
    pageGone: () => relay?.pageGone(),
  });

  const machineKey = loadMachineKey(userDataFolder, () => new Date());
  const core: CoreSupervisor = superviseCore({
    entry: coreEntry,
    coreNode: options.coreNode,
    early,
    start: {
      userDataFolder,
      assetsFolder: unpacked(join(appFolder, 'assets')),
      machineKey: machineKey.key.toString('base64'),
      keystoreWeak: machineKey.weak,
      sample: options.sample,
    },
    host: {
      printers: async () => (kiosk ? listPrinters(kiosk.window) : []),
      print: ({ input }) => printDocument(pageSession, input.job, input.printer),
      makePdf: async ({ input }) => ({
        base64: (await makePdf(pageSession, input.job)).toString('base64'),
      }),
      savePdf: async ({ input }) => ({
        saved: true,
        path: await saveDocument(pageSession, input.job, options.slipFolder, input.fileName),
      }),
      saveFile: async ({ input }) => ({
        saved: true,
        path: await writeWhole(
          join(options.slipFolder, FIGURES_FOLDER),
          input.fileName,
          Buffer.from(input.base64, 'base64'),
        ),
      }),
      allowCamera: async ({ input }) => {
        camera.allowed = input.allowed;
      },
      wipePage: async () => {
        await kiosk?.wipe();
      },
    },
    toPage: (page, data) => relay?.toPage(page, data),
    stateChanged: (state) => relay?.tellCoreState(state),
  });
  relay = relayPage({
    contents: kiosk.window.webContents,
    toCore: core.sendFromPage,
    pageClosed: core.pageClosed,
    coreState: core.state,
  });

  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void core.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

// Plain letters: the name becomes a folder and part of the page's User-Agent header, and a header
// with other letters makes the app protocol fail.
app.setName('dong-hanh');
app.userAgentFallback = app.userAgentFallback.replace(/[^\x20-\x7e]+/g, '');
registerAppScheme();
app.enableSandbox();
// A crash report would carry a page's memory; none is written.
app.commandLine.appendSwitch('disable-breakpad');

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  const options = readLaunchOptions(process.argv, process.env);
  const early = startEarlyCore(options);
  void app.whenReady().then(() => start(options, early));
} else {
  app.quit();
}
