/** The composition root's work: opens storage, loads data, and ties the parts together. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { v7 as uuidv7 } from 'uuid';
import type { CoreStart, HostContract } from '../../contract/host';
import type { TechnicianNotice } from '../../contract/view';
import { type AssistWatch, watchAssist } from '../assist/assist-watch';
import { tellCall } from '../assist/calls';
import { createRememberedStore } from '../assist/fading-store';
import { createHelperStore } from '../assist/helpers';
import { createQueue } from '../assist/queue';
import { createShiftStore, SHIFT_SEEN_EVERY_MS } from '../assist/shifts';
import { createStepWatch } from '../assist/step-watch';
import { createTraining } from '../assist/training';
import { loadLessons } from '../assist/training-lessons';
import { createCameraGate } from '../devices/camera/camera-gate';
import { createDeviceHealth } from '../devices/health/device-health';
import type { PhoneScanner } from '../devices/phone/phone';
import type { PrinterFinder } from '../devices/printer/printer';
import type { Scanner } from '../devices/scanner/scanner';
import { createDossierFlow } from '../dossiers/dossier-context';
import { createKeptSlips } from '../dossiers/kept-slips';
import { createFaultStore } from '../faults/faults';
import type { FleetDelays } from '../fleet/delays';
import { createFleet } from '../fleet/fleet';
import { parseAddressData } from '../identity/address-data';
import { createAddressBook } from '../identity/addresses';
import { vietnamDate } from '../identity/partial-date';
import { createPapersPipeline } from '../papers/pipeline';
import { loadPoint } from '../point/point';
import { createPracticePortal, type PracticePortal } from '../practice-portal/practice-portal';
import { createPrintDesk } from '../printing/print-desk';
import { onlineDays } from '../procedures/in-force';
import { loadPacks } from '../procedures/load-packs';
import { createProcedureSearch } from '../procedures/search';
import { type IdleWatch, watchIdle } from '../sessions/idle-watch';
import { continueSession, endUnattended, offerResume, syncSubmission } from '../sessions/lifecycle';
import { createSessionMachine } from '../sessions/session-machine';
import { createSessionRuntime } from '../sessions/session-runtime';
import { createSessionStore } from '../sessions/session-store';
import { createEventLog } from '../statistics/event-log';
import { checkClock } from '../storage/clock-check';
import { closeDatabase, openDatabase } from '../storage/database';
import { createMachineNotes } from '../storage/machine-notes';
import { keepReserve } from '../storage/reserve';
import { openSealedFiles } from '../storage/sealed-files';
import { isStorageError } from '../storage/storage-failure';
import { importKey } from '../storage/vault';
import { createOutbox } from '../submissions/outbox';
import { createPracticeTarget } from '../submissions/targets/practice';
import { buildView } from '../view/build-view';
import { createViewFeed, type ViewPublisher } from '../view/view-feed';
import type { Kiosk } from './kiosk';
import { freshKioskState } from './kiosk-state';
import { openPhone } from './open-phone';
import { openScanner } from './open-scanner';
import { forgetPreferences, readPreferences } from './preferences';
import type { PracticeSwitches } from './test-switches';
import { openTexts } from './texts';

/** Wait before a session is told again what became of its dossier. */
const TELL_AGAIN_MS = 2_000;

/** Slips are kept for days: an hour more or less is nothing. */
const KEPT_SLIPS_EVERY_MS = 3_600_000;

/** By then the first view is on its way to the page; nobody has a card read sooner. */
const WARM_AFTER_MS = 200;

export type OpenedKiosk = {
  kiosk: Kiosk;
  assist: AssistWatch;
  views: ViewPublisher;
  portal: PracticePortal;
  close(): Promise<void>;
};

export type OpenKioskOptions = {
  start: CoreStart;
  host: ContractRouterClient<HostContract>;
  papersWorker: URL;
  scanner?: Scanner | null;
  /** The page that a resident's phone opens, built; and what stands in for the phone in tests. */
  phonePage?: URL;
  phone?: { scanner?: PhoneScanner; address?: string };
  now?: () => Date;
  /** Milliseconds on a clock nobody can set. */
  monotonicMs?: () => number;
  /** Waiting times of the exchange, for tests. */
  fleetDelays?: FleetDelays;
  /** Replaces the practice portal in tests. */
  portal?: PracticePortal;
  /** In the place of this machine's printers. */
  printers?: readonly PrinterFinder[];
  /** Troubles of the practice portal, for tests. */
  practice?: PracticeSwitches;
};

/** Opens everything; the kiosk is ready to serve the contract when it resolves. */
export async function openKiosk(options: OpenKioskOptions): Promise<OpenedKiosk> {
  const { start, host } = options;
  const now = options.now ?? (() => new Date());
  const dataFolder = join(start.userDataFolder, 'data');
  const machineKey = importKey(Buffer.from(start.machineKey, 'base64'));
  const state = freshKioskState(0);
  const technicianNotices: TechnicianNotice[] = [];

  const { db, notices } = await openDatabase(join(dataFolder, 'dong-hanh.sqlite'), now);
  const [{ point, problem: pointProblem }, { packs, broken }, files] = await Promise.all([
    loadPoint(start.userDataFolder, start.assetsFolder),
    loadPacks(join(start.assetsFolder, 'procedures')),
    openSealedFiles(join(dataFolder, 'papers')),
  ]);
  const store = createSessionStore(db, machineKey);
  const notes = createMachineNotes(db);
  const open = store.findOpen();
  if (open || start.recovery === 'continue') Object.assign(state, readPreferences(notes));
  else forgetPreferences(notes);
  await files.sweep(new Set(open ? store.pageFiles(open.id) : []));

  const portal =
    options.portal ??
    createPracticePortal({
      ...options.practice,
      databasePath: join(dataFolder, 'practice-portal.sqlite'),
      machineKey: Buffer.from(start.machineKey, 'base64'),
      isSessionOpen: () => runtime.current() !== null || state.resume !== null,
      dueDays: (code) => onlineDays(packs.get(code)?.times ?? [], vietnamDate(now())) ?? undefined,
    });
  const connection = await portal.start();
  const target = createPracticeTarget({
    origin: connection.origin,
    token: connection.token,
    username: connection.serviceAccount.username,
    password: connection.serviceAccount.password,
  });

  let toldCall = '';
  const publish = () => {
    state.revision += 1;
    kiosk.phone?.follow();
    kiosk.training.observe();
    const view = buildView(kiosk);
    camera.follow(view.screen.name);
    kiosk.printers.follow(view.screen.name);
    kiosk.devices.follow(view.screen);
    views.publish(view);
    kiosk.fleet.changed();
    toldCall = tellCall(kiosk, toldCall);
  };
  const camera = createCameraGate((allowed) => host.allowCamera({ allowed }));

  const machine = createSessionMachine(createDossierFlow(packs, point, now));
  const steps = createStepWatch(() => kiosk);
  const runtime = createSessionRuntime(machine, store, now, publish, steps);
  const outbox = createOutbox({
    db,
    machineKey,
    target,
    now,
    changed: () => {
      tellSession();
    },
  });
  let closed = false;
  const tellSession = () => {
    const told = closed || syncSubmission(kiosk);
    if (told === true || told.ok || !told.failure.reason.startsWith('STORAGE_')) return;
    // The disk refused the session's new state: it hears of it when there is room again.
    setTimeout(tellSession, TELL_AGAIN_MS).unref();
  };

  const papers = createPapersPipeline({
    workerUrl: options.papersWorker,
    onTrouble: ({ job, cause }) => console.error(`papers: ${job} failed: ${cause}`),
  });
  const events = createEventLog(db, now, () => runtime.current()?.data.countId ?? null);
  let idle: IdleWatch | null = null;
  const practiceCard = await readSample(start.assetsFolder);
  const kiosk: Kiosk = {
    db,
    runtime,
    store,
    files,
    notes,
    reserve: keepReserve(dataFolder),
    state,
    packs,
    search: createProcedureSearch(packs.values()),
    addresses: createAddressBook(async () => {
      const read = async (name: string) =>
        JSON.parse(await readFile(join(start.assetsFolder, 'addresses', name), 'utf8'));
      return parseAddressData(await read('units-2025.json'), await read('old-to-new.json'));
    }),
    camera,
    papers,
    ...(await openScanner(start, notes, options.scanner)),
    phone: await openPhone({
      start,
      point,
      runtime,
      now,
      language: () => state.language,
      changed: publish,
      touched: () => idle?.touched(),
      ...(options.phonePage ? { page: options.phonePage } : {}),
      ...options.phone,
    }),
    fleet: createFleet({
      userDataFolder: start.userDataFolder,
      machineKey,
      kiosk: () => kiosk,
      problem: (detail) => technicianNotices.push({ reason: 'EXCHANGE_BROKEN', detail }),
      delays: options.fleetDelays,
    }),
    printers: createPrintDesk({
      host,
      notes,
      sources: { point, papers, assetsFolder: start.assetsFolder, sample: start.sample },
      ...(options.printers ? { finders: options.printers } : {}),
      changed: publish,
      practiceName: () => kiosk.texts(state.language, 'printerPanel:name'),
    }),
    devices: createDeviceHealth({ kiosk: () => kiosk, notes, now }),
    faults: createFaultStore(db, now, () => uuidv7()),
    keptSlips: createKeptSlips(db, machineKey, now),
    outbox,
    target,
    forgetPersons: () => portal.forgetPersons(),
    host,
    point,
    technicianNotices,
    texts: openTexts(start.assetsFolder),
    helpers: createHelperStore({ db, machineKey, now, newId: () => uuidv7() }),
    shifts: createShiftStore(db, now),
    events,
    queue: createQueue(db, events, now),
    remembered: createRememberedStore(db, machineKey, now),
    training: createTraining({
      db,
      now,
      lessons: () =>
        loadLessons(join(start.assetsFolder, 'training'), (file) =>
          technicianNotices.push({ reason: 'PACK_BROKEN', detail: `training/${file}` }),
        ),
      kioskOf: () => kiosk,
    }),
    practiceCard,
    sample: start.sample ? practiceCard : null,
    now,
    monotonicMs: options.monotonicMs ?? (() => performance.now()),
    callListeners: new Set(),
    newId: () => uuidv7(),
    publish,
    touched: () => idle?.touched(),
  };
  const views = createViewFeed(() => buildView(kiosk));

  // The machine was off, or fell: nobody's shift went on meanwhile.
  if (start.recovery === 'ask') kiosk.shifts.closeLeftOpen();
  const noteShifts = () => {
    try {
      kiosk.shifts.seen();
    } catch (error) {
      // A full disk ends no shift; the next minute tries again.
      if (!isStorageError(error)) throw error;
    }
  };
  const noting = setInterval(noteShifts, SHIFT_SEEN_EVERY_MS).unref();

  const forgetting = setInterval(() => kiosk.keptSlips.list(), KEPT_SLIPS_EVERY_MS).unref();
  if (kiosk.keptSlips.any()) kiosk.keptSlips.list();
  forgetExpired(kiosk);

  const clockIsRight = checkClock(db, now());
  technicianNotices.push(
    ...notices,
    ...connection.notices.map(({ reason, ...detail }) => ({
      reason,
      detail: ['practice-portal', ...Object.values(detail)].join(' '),
    })),
    ...(pointProblem ? [{ reason: 'POINT_BROKEN' as const, detail: pointProblem }] : []),
    ...broken.map(({ file, path, message }) => ({
      reason: 'PACK_BROKEN' as const,
      detail: `${file} ${path}: ${message}`,
    })),
    ...(start.keystoreWeak ? [{ reason: 'KEYSTORE_WEAK' as const, detail: dataFolder }] : []),
    ...(clockIsRight ? [] : [{ reason: 'CLOCK_SET_BACK' as const, detail: now().toISOString() }]),
  );
  // A wrong clock puts wrong dates on slips: everybody in front of the screen should know.
  if (!clockIsRight) state.notice = { reason: 'CLOCK_SET_BACK' };

  if (start.recovery === 'ask') await offerResume(kiosk);
  else await continueSession(kiosk);
  camera.follow(buildView(kiosk).screen.name);

  idle = watchIdle({
    idleSeconds: point.idleSeconds,
    warningSeconds: point.idleWarningSeconds,
    isOpen: () =>
      runtime.current() !== null ||
      state.resume !== null ||
      state.office !== null ||
      state.queueOpen !== null,
    warn: (secondsLeft) => {
      state.idleSecondsLeft = secondsLeft;
      publish();
    },
    end: () => {
      endUnattended(kiosk).catch((error: unknown) => console.error(where(error)));
    },
  });
  const assist = watchAssist(kiosk, options.practice?.autoReturnSeconds);
  kiosk.scanner?.onHealth(publish);
  kiosk.devices.onChange(publish);
  outbox.pump();
  // Reading the address data takes longer than a press may: done before the first card comes.
  const warming = setTimeout(() => {
    void kiosk.addresses.provinces().catch(() => {});
    kiosk.fleet.begin().catch((error: unknown) => console.error(where(error)));
  }, WARM_AFTER_MS);

  return {
    kiosk,
    assist,
    views,
    portal,
    async close() {
      closed = true;
      clearTimeout(warming);
      clearInterval(noting);
      noteShifts();
      idle?.stop();
      assist.stop();
      await kiosk.fleet.close();
      await outbox.stop();
      await kiosk.phone?.close();
      await kiosk.papers.close();
      await kiosk.scanner?.close();
      await kiosk.printers.close();
      clearInterval(forgetting);
      await portal.stop();
      closeDatabase(db);
      machineKey.destroy();
    },
  };
}

/** The place in our own code only: messages may quote what was entered. */
function where(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
}

/** Erases those whose time is over; a disk that is full now is asked again at the next start. */
function forgetExpired({ remembered }: Kiosk): void {
  try {
    remembered.forgetExpired();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}

async function readSample(assetsFolder: string): Promise<{ cardText: string }> {
  const text = await readFile(join(assetsFolder, 'samples', 'sample-card.txt'), 'utf8');
  return { cardText: text.trim() };
}
