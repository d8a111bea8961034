/** The calls about devices and faults. A technician's, except telling of a broken machine. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err, ok, type Result } from '../../contract/result';
import type { Permission } from '../../contract/roles';
import { requirePermission } from '../assist/sign-in';
import {
  chooseDevice,
  lookForDevices,
  makeReport,
  notePaper,
  switchReader,
  tryPrinter,
  tryScanner,
} from '../devices/health/try-out';
import { exportFaults, reportFault } from '../faults/report-fault';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome, unexpected } from './outcome';

/** Builds the handlers of `devices`, `faults` and `readerPanel`. */
export function createDevicesRouter(kiosk: Kiosk) {
  const os = implement(pageContract);
  const { devices } = kiosk;

  const allowed = (
    permission: Permission,
    work: () => Result<unknown> | Promise<Result<unknown>>,
  ) =>
    outcome(async () => {
      const who = requirePermission(kiosk, permission);
      return who.ok ? work() : who;
    });
  const manage = (work: () => Result<unknown> | Promise<Result<unknown>>) =>
    allowed('manageDevices', work);
  const shown = (): Result<void> => {
    kiosk.publish();
    return ok(undefined);
  };

  return {
    devices: {
      look: os.devices.look.handler(() => manage(() => lookForDevices(kiosk))),
      choose: os.devices.choose.handler(({ input }) =>
        manage(() => chooseDevice(kiosk, input.kind, input.id)),
      ),
      switchMode: os.devices.switchMode.handler(({ input }) =>
        manage(() => switchReader(kiosk, input.id)),
      ),
      testScan: os.devices.testScan.handler(async () => {
        try {
          const who = requirePermission(kiosk, 'manageDevices');
          if (!who.ok) return who;
          const scanned = await tryScanner(kiosk);
          if (!scanned.ok) return scanned;
          const { jpegBase64: base64, width, height, ms } = scanned.value;
          return ok({ base64, width, height, ms });
        } catch (error) {
          return { ok: false, failure: unexpected(error) } as const;
        }
      }),
      testPrint: os.devices.testPrint.handler(({ input }) =>
        manage(() => tryPrinter(kiosk, input.id)),
      ),
      paperCameOut: os.devices.paperCameOut.handler(({ input }) =>
        manage(() => notePaper(kiosk, input.cameOut)),
      ),
      testCard: os.devices.testCard.handler(({ input }) =>
        manage(() => {
          devices.trials.card = { waiting: input.on, result: null };
          return shown();
        }),
      ),
      cardTyped: os.devices.cardTyped.handler(({ input }) =>
        manage(() => {
          const typing = devices.list().find(({ way }) => way === 'wedge');
          const taken = devices.tryCard(ok(input.text), 'typed', typing?.label ?? '');
          return taken ? shown() : err('SESSION_WRONG_STEP');
        }),
      ),
      tryCamera: os.devices.tryCamera.handler(({ input }) =>
        manage(() => (input.on ? kiosk.camera.open('office') : kiosk.camera.close())),
      ),
      cameraSeen: os.devices.cameraSeen.handler(({ input }) =>
        manage(() => {
          devices.tests.note('camera', input.label, input.works ? null : 'CAMERA_NONE');
          return shown();
        }),
      ),
      addAddress: os.devices.addAddress.handler(({ input }) =>
        manage(async () => {
          const added = await kiosk.scannerSetup?.addAddress(input.address);
          kiosk.publish();
          return added ?? err('SCANNER_NONE');
        }),
      ),
      removeAddress: os.devices.removeAddress.handler(({ input }) =>
        manage(() => {
          kiosk.scannerSetup?.removeAddress(input.address);
          return shown();
        }),
      ),
      report: os.devices.report.handler(({ input }) => manage(() => makeReport(kiosk, input.way))),
    },
    faults: {
      report: os.faults.report.handler(({ input }) =>
        outcome(() => reportFault(kiosk, input.symptom)),
      ),
      mend: os.faults.mend.handler(({ input }) =>
        allowed('mendFault', () =>
          kiosk.faults.mend(input.faultId) ? shown() : err('SESSION_STALE'),
        ),
      ),
      exportFile: os.faults.exportFile.handler(() =>
        allowed('mendFault', async () => {
          const saved = await exportFaults(kiosk);
          if (!saved.ok) return saved;
          devices.trials.savedAs = saved.value;
          return shown();
        }),
      ),
    },
    readerPanel: {
      set: os.readerPanel.set.handler(({ input }) =>
        outcome(() => {
          const panel = devices.readerPanel();
          if (!panel) return err('SESSION_WRONG_STEP');
          const { trouble, plugged } = input;
          panel.set({
            ...(plugged === undefined ? {} : { plugged }),
            ...(trouble === undefined ? {} : { trouble: trouble ?? undefined }),
          });
          return shown();
        }),
      ),
      scan: os.readerPanel.scan.handler(({ input }) =>
        outcome(() => {
          const panel = devices.readerPanel();
          if (!panel || !kiosk.sample) return err('SESSION_WRONG_STEP');
          panel.scan(kiosk.sample.cardText, input.mishap ?? undefined);
          return ok(undefined);
        }),
      ),
    },
  };
}
