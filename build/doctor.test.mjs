import { describe, expect, it } from 'vitest';
import { examine, isUsable, report } from './doctor.mjs';

/**
 * A machine where everything is there, but for what `less` says.
 * @param {Partial<import('./doctor-probes.mjs').Probes>} less
 * @returns {import('./doctor-probes.mjs').Probes}
 */
const machine = (less = {}) => ({
  platform: 'linux',
  program: (name) => `/usr/bin/${name}`,
  loads: async () => null,
  files: (folder, pattern) =>
    ({
      '/dev': ['/dev/hidraw0', '/dev/video0'],
      '/etc/udev/rules.d': ['/etc/udev/rules.d/60-dong-hanh-readers.rules'],
      '/usr/share/fonts': ['/usr/share/fonts/truetype'],
    })[folder]?.filter((path) => pattern.test(path.split('/').at(-1) ?? '')) ?? [],
  usable: () => true,
  run: async (command, args) => ({
    code: 0,
    stdout:
      command === 'scanimage'
        ? 'pnm:0\n'
        : args[0] === '-r'
          ? 'scheduler is running\n'
          : 'Printer\n',
  }),
  electron: () => '/electron',
  nats: () => '/usr/sbin/nats-server',
  ...less,
});

/** @param {Partial<import('./doctor-probes.mjs').Probes>} less */
const wrong = async (less) => {
  const findings = await examine(machine(less));
  return {
    usable: isUsable(findings),
    wrong: findings.filter(({ works }) => !works),
    text: report(findings).join('\n'),
  };
};

describe('the doctor', () => {
  it('finds nothing to mend on a machine that has everything', async () => {
    const { usable, wrong: bad, text } = await wrong({});
    expect(bad).toEqual([]);
    expect(usable).toBe(true);
    expect(text).not.toContain('✗');
  });

  it('says which command gives this user the reader', async () => {
    const {
      usable,
      wrong: bad,
      text,
    } = await wrong({
      usable: () => false,
      files: (folder) => (folder === '/dev' ? ['/dev/hidraw0'] : ['/usr/share/fonts/x']),
    });
    expect(usable).toBe(true);
    expect(bad.map(({ says }) => says)).toContain(
      'HID devices: 1 found, none may be opened by this user.',
    );
    expect(text).toContain('sudo cp build/linux/60-dong-hanh-readers.rules /etc/udev/rules.d/');
  });

  it.each([
    ['scanimage', 'sane-utils'],
    ['airscan-discover', 'sane-airscan'],
    ['ipp-usb', 'ipp-usb'],
    ['lpstat', 'cups'],
  ])('names the package of a missing %s', async (program, name) => {
    const { usable, text } = await wrong({
      program: (each) => (each === program ? null : `/usr/bin/${each}`),
    });
    expect(usable).toBe(true);
    expect(text).toContain(`sudo apt-get install ${name}`);
  });

  it('tells a stopped CUPS from one that is not there', async () => {
    const { text } = await wrong({ run: async () => ({ code: 1, stdout: 'not running' }) });
    expect(text).toContain('CUPS is not running');
    expect(text).toContain('sudo systemctl enable --now cups');
  });

  it.each([
    ['Electron', { electron: () => null }],
    ['the database', { loads: async () => 'wrong ELF class' }],
    ['fonts', { files: () => [] }],
  ])('calls the machine unusable without %s', async (_, less) => {
    expect((await wrong(less)).usable).toBe(false);
  });

  it('looks for nothing of Linux on Windows', async () => {
    const { usable, text } = await wrong({
      platform: 'win32',
      files: () => [],
      program: () => null,
    });
    expect(usable).toBe(true);
    expect(text).not.toMatch(/udev|CUPS|apt-get/);
  });
});
