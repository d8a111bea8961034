/**
 * `npm run devices:doctor`: what works on this machine and what to install. Looks only, changes
 * nothing. The kiosk is usable when Electron and its own packages are there; each device is one
 * more thing that works.
 */
import { pathToFileURL } from 'node:url';
import { machineProbes } from './doctor-probes.mjs';
import { fail } from './say.mjs';

const RULES = '60-dong-hanh-readers.rules';
const RULE_FOLDERS = ['/etc/udev/rules.d', '/lib/udev/rules.d', '/usr/lib/udev/rules.d'];

/**
 * @typedef {object} Finding
 * @property {boolean} works
 * @property {boolean} needed without it the kiosk itself does not run
 * @property {string} says a plain sentence
 * @property {string | null} fix a command or a step, where it does not work
 */

/** @typedef {import('./doctor-probes.mjs').Probes} Probes */

/**
 * @param {boolean} works
 * @param {string} good said when it works
 * @param {string} bad said when it does not
 * @param {string | null} fix
 * @param {boolean} [needed]
 * @returns {Finding}
 */
function finding(works, good, bad, fix, needed = false) {
  return { works, needed, says: works ? good : bad, fix: works ? null : fix };
}

/**
 * Looks at everything.
 * @param {Probes} probes
 * @returns {Promise<Finding[]>}
 */
export async function examine(probes) {
  const common = [...(await theApplication(probes)), ...(await readers(probes))];
  const exchange = finding(
    probes.nats() !== null,
    'nats-server is there: machines of a point can see each other.',
    'nats-server is not there; needed on one machine of a point with several.',
    probes.platform === 'linux' ? 'sudo apt-get install nats-server' : 'Install nats-server.',
  );
  if (probes.platform !== 'linux') return [...common, exchange];
  return [
    ...common,
    ...(await scanners(probes)),
    ...(await printers(probes)),
    ...cameras(probes),
    exchange,
  ];
}

/** @param {Probes} probes */
async function theApplication(probes) {
  const electron = probes.electron();
  const database = await probes.loads('better-sqlite3');
  return [
    finding(
      electron !== null,
      `Electron is there: ${electron}.`,
      'Electron is not there.',
      'npm run setup',
      true,
    ),
    finding(
      database === null,
      'The database driver (better-sqlite3) loads.',
      `The database driver (better-sqlite3) does not load: ${database}.`,
      'npm run setup',
      true,
    ),
    ...(probes.platform === 'linux'
      ? [
          finding(
            hasFont(probes),
            'The system has fonts.',
            'The system has no font, so Chromium draws nothing.',
            'sudo apt-get install fonts-dejavu-core',
            true,
          ),
        ]
      : []),
  ];
}

/** @param {Probes} probes */
function hasFont(probes) {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some((folder) => {
    return probes.files(folder, /^[^.]/).length > 0;
  });
}

/** @param {Probes} probes */
async function readers(probes) {
  const hid = await probes.loads('node-hid');
  const serial = await probes.loads('serialport');
  const found = [
    finding(
      hid === null,
      'Card readers: the driver for HID POS (node-hid) loads.',
      `Card readers: the driver for HID POS (node-hid) does not load: ${hid}.`,
      'npm run setup',
    ),
    finding(
      serial === null,
      'Card readers: the driver for USB-COM (serialport) loads.',
      `Card readers: the driver for USB-COM (serialport) does not load: ${serial}. Only readers in USB-COM mode need it.`,
      'npm run setup',
    ),
  ];
  if (probes.platform !== 'linux') return found;
  const hasRule = RULE_FOLDERS.some((folder) => {
    return probes.files(folder, /\.rules$/).some((path) => path.endsWith(RULES));
  });
  const nodes = probes.files('/dev', /^hidraw\d+$/);
  const open = nodes.filter((path) => probes.usable(path));
  found.push(
    finding(
      hasRule,
      'Card readers: the udev rule is installed.',
      'Card readers: the udev rule is not installed, so this user may not open them.',
      `sudo cp build/linux/${RULES} /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger`,
    ),
    finding(
      open.length > 0,
      `HID devices: ${nodes.length} found, ${open.length} may be opened by this user.`,
      nodes.length === 0
        ? 'HID devices: none is plugged in.'
        : `HID devices: ${nodes.length} found, none may be opened by this user.`,
      nodes.length === 0
        ? 'Plug the card reader in and run this again.'
        : 'Install the udev rule above, then plug the reader in again.',
    ),
  );
  const lines = probes.files('/dev', /^tty(?:ACM|USB)\d+$/);
  if (lines.length > 0) {
    found.push(
      finding(
        lines.some((path) => probes.usable(path)),
        `Serial lines: ${lines.join(', ')} may be opened.`,
        `Serial lines: ${lines.join(', ')} may not be opened by this user.`,
        'sudo usermod -aG dialout "$USER", then sign in again',
      ),
    );
  }
  return found;
}

/** @param {Probes} probes */
async function scanners(probes) {
  const hasSane = probes.program('scanimage') !== null;
  const listed = hasSane ? await probes.run('scanimage', ['-f', '%d%n']) : null;
  const devices = (listed?.stdout ?? '').split('\n').filter((line) => line.trim() !== '');
  return [
    finding(
      hasSane,
      'Scanners: SANE (scanimage) is there.',
      'Scanners: SANE (scanimage) is not there.',
      'sudo apt-get install sane-utils',
    ),
    finding(
      probes.program('airscan-discover') !== null,
      'Scanners: sane-airscan is there, for network scanners.',
      'Scanners: sane-airscan is not there; scanners without a driver of their own need it.',
      'sudo apt-get install sane-airscan',
    ),
    finding(
      probes.program('ipp-usb') !== null,
      'Scanners and printers: ipp-usb is there, for driverless USB devices.',
      'Scanners and printers: ipp-usb is not there; driverless USB devices need it.',
      'sudo apt-get install ipp-usb',
    ),
    finding(
      devices.length > 0,
      `Scanners: ${devices.length} found by SANE: ${devices.join(', ')}.`,
      'Scanners: SANE finds none.',
      'Plug the scanner in, switch it on and run "scanimage -L".',
    ),
  ];
}

/** @param {Probes} probes */
async function printers(probes) {
  const hasCups = probes.program('lpstat') !== null;
  const running = hasCups ? await probes.run('lpstat', ['-r']) : null;
  const isRunning = /is running/.test(running?.stdout ?? '');
  const queues = isRunning ? await probes.run('lpstat', ['-e']) : null;
  const names = (queues?.stdout ?? '').split('\n').filter((line) => line.trim() !== '');
  return [
    finding(
      isRunning,
      'Printers: CUPS is running.',
      hasCups ? 'Printers: CUPS is not running.' : 'Printers: CUPS is not there.',
      hasCups ? 'sudo systemctl enable --now cups' : 'sudo apt-get install cups cups-client',
    ),
    finding(
      names.length > 0,
      `Printers: ${names.join(', ')}.`,
      'Printers: CUPS knows none.',
      'Set the printer up in the system settings, or with "lpadmin".',
    ),
  ];
}

/** @param {Probes} probes */
function cameras(probes) {
  const nodes = probes.files('/dev', /^video\d+$/);
  const open = nodes.filter((path) => probes.usable(path));
  return [
    finding(
      open.length > 0,
      `Cameras: ${open.join(', ')} may be used.`,
      nodes.length === 0
        ? 'Cameras: none is plugged in.'
        : `Cameras: ${nodes.join(', ')} may not be used by this user.`,
      nodes.length === 0
        ? 'Plug a USB camera in.'
        : 'sudo usermod -aG video "$USER", then sign in again',
    ),
  ];
}

/**
 * What is printed, line by line.
 * @param {Finding[]} findings
 */
export function report(findings) {
  const lines = findings.flatMap(({ works, says, fix }) => [
    `${works ? '✓' : '✗'} ${says}`,
    ...(fix === null ? [] : [`    → ${fix}`]),
  ]);
  const usable = isUsable(findings);
  const last = findings.every(({ works }) => works)
    ? 'Everything works here.'
    : usable
      ? 'The kiosk can be used here. Each ✗ is a device that does not work yet.'
      : 'The kiosk cannot be used here yet: mend the first ✗ lines.';
  return [...lines, '', last];
}

/** @param {Finding[]} findings */
export function isUsable(findings) {
  return findings.every(({ works, needed }) => works || !needed);
}

/**
 * Prints the findings.
 * @returns {Promise<number>} exit code: 0 when the kiosk can be used here
 */
export async function doctor() {
  const findings = await examine(machineProbes());
  for (const line of report(findings)) console.log(line);
  return isUsable(findings) ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  doctor().then((code) => {
    process.exitCode = code;
  }, fail);
}
