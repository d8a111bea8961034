import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SCANNER_DELAYS } from '../delays';
import { listSaneDevices } from './devices';
import { readSaneOptions, saneArguments, saneDuplex, saneSources } from './options';

const read = (...lines: string[]) =>
  readSaneOptions(['  Scan Mode:', ...lines.map((line) => `    ${line}`)].join('\n'));

const FUJITSU = read(
  '--source ADF Front|ADF Back|ADF Duplex [ADF Front]',
  '--mode Lineart|Halftone|Gray|Color [Lineart]',
  '--resolution 50..600dpi (in steps of 1) [600]',
  '-x 0..224.846mm (in steps of 0.0211639) [215.872]',
  '-y 0..863.489mm (in steps of 0.0211639) [279.364]',
);
const EPSON = read(
  '--mode Lineart|Gray|Color [Lineart]',
  '--resolution 75|100|150|300|600dpi [75]',
  '--source Flatbed|Automatic Document Feeder [Flatbed]',
  '--adf-mode Simplex|Duplex [inactive]',
);
const BROTHER = read(
  '--mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]',
  '--resolution 100|150|200|300|400|600|1200dpi [200]',
  '--source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [Automatic Document Feeder(left aligned)]',
);
const LAMP = read('--duplex[=(yes|no)] [no]', '--source Flatbed|ADF [Flatbed] [advanced]');

const job = { source: 'feeder', dpi: 200, colour: true } as const;

describe('what a SANE device can do', () => {
  it('is read from the words of many makers', () => {
    expect([saneSources(FUJITSU), saneDuplex(FUJITSU)]).toEqual([['feeder'], true]);
    expect([saneSources(EPSON), saneDuplex(EPSON)]).toEqual([['flatbed', 'feeder'], false]);
    expect([saneSources(BROTHER), saneDuplex(BROTHER)]).toEqual([['flatbed', 'feeder'], true]);
    expect([saneSources(LAMP), saneDuplex(LAMP)]).toEqual([['flatbed', 'feeder'], true]);
    expect([saneSources(read()), saneDuplex(read())]).toEqual([['flatbed'], false]);
  });

  it('becomes arguments for one side, both sides, colour and the next finer resolution', () => {
    expect(saneArguments(FUJITSU, job)).toEqual({
      dpi: 200,
      args: [
        ...['--source', 'ADF Front', '--mode', 'Color', '--resolution', '200'],
        ...['-x', '210', '-y', '297'],
      ],
    });
    expect(saneArguments(FUJITSU, { ...job, duplex: true })?.args.slice(0, 2)).toEqual([
      '--source',
      'ADF Duplex',
    ]);
    expect(saneArguments(EPSON, { ...job, duplex: true })).toEqual({
      dpi: 300,
      args: [
        ...['--source', 'Automatic Document Feeder', '--mode', 'Color', '--resolution', '300'],
      ],
    });
    expect(saneArguments(BROTHER, { ...job, source: 'flatbed' })?.args).toEqual([
      ...['--source', 'FlatBed', '--mode', '24bit Color', '--resolution', '200'],
    ]);
    expect(saneArguments(LAMP, { ...job, duplex: true })?.args).toEqual([
      '--source',
      'ADF',
      '--duplex=yes',
    ]);
  });

  it('is refused where the device has not got it', () => {
    expect(saneArguments(FUJITSU, { ...job, source: 'flatbed' })).toBeUndefined();
    expect(saneArguments(read('--resolution 50|100dpi [50]'), { ...job, source: 'flatbed' })).toBe(
      undefined,
    );
  });
});

describe.skipIf(process.platform === 'win32')('the list of SANE devices', () => {
  it('has the serial number of the kernel, and neither cameras nor broken lines', async () => {
    const usbFolder = await mkdtemp(join(tmpdir(), 'usb-'));
    onTestFinished(() => rm(usbFolder, { recursive: true, force: true }));
    for (const [folder, bus, device, serial] of [
      ['1-1', '1', '4', 'KHAC'],
      ['1-2', '1', '12', 'SN0001'],
    ] as const) {
      await mkdir(join(usbFolder, folder));
      await writeFile(join(usbFolder, folder, 'busnum'), `${bus}\n`);
      await writeFile(join(usbFolder, folder, 'devnum'), `${device}\n`);
      await writeFile(join(usbFolder, folder, 'serial'), `${serial}\n`);
    }
    const lines = [
      'genesys:libusb:001:012\tCanon\tLiDE 300',
      'v4l:/dev/video0\tNoname\tWebcam',
      '--help\tx\ty',
      'hỏng',
      'net:192.0.2.7:fujitsu:1\tFUJITSU\tfi-8170',
    ];
    process.env.LINES_OF_TEST = lines.join('\n');
    const listed = await listSaneDevices({
      command: ['sh', '-c', `printf '%s\\n' "$LINES_OF_TEST"`],
      delays: SCANNER_DELAYS,
      usbFolder,
    });
    delete process.env.LINES_OF_TEST;
    expect(listed).toEqual([
      {
        name: 'genesys:libusb:001:012',
        id: { vendor: 'Canon', product: 'LiDE 300', serial: 'SN0001' },
        label: 'Canon LiDE 300',
      },
      {
        name: 'net:192.0.2.7:fujitsu:1',
        id: { vendor: 'FUJITSU', product: 'fi-8170', serial: '' },
        label: 'FUJITSU fi-8170',
      },
    ]);
  });
});
