/** What the technician's page shows. */
import type { OfficePageOf } from '../../../contract/office/office';
import type { Kiosk } from '../../kiosk/kiosk';

export function devicesPage(kiosk: Kiosk): OfficePageOf<'devices'> {
  const { devices, faults, point, scannerSetup, sample } = kiosk;
  const { looking, card, print, savedAs } = devices.trials;
  const { receiptPrinter } = point;
  return {
    page: 'devices',
    devices: devices.list(),
    looking,
    driverTroubles: [...(devices.readers()?.troubles() ?? [])].map(
      ({ source, reason, detail }) => ({ source, reason, detail }),
    ),
    addresses: [...(scannerSetup?.addresses() ?? [])],
    receiptAddress: receiptPrinter ? `${receiptPrinter.host}:${receiptPrinter.port}` : null,
    tests: devices.tests.all(),
    cardTest: card,
    sampleCard: sample?.cardText ?? null,
    printTest: print,
    faults: faults.open(),
    savedAs,
  };
}
