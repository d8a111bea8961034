import type { Device } from 'node-hid';
import { describe, expect, it, vi } from 'vitest';
import { type HidDriver, hidSource } from './hid-source';

const device = (change: Partial<Device>): Device => ({
  vendorId: 0x0c2e,
  productId: 0x0b61,
  path: 'nowhere/1',
  serialNumber: 'SN0001',
  manufacturer: 'Vi Du',
  product: 'Reader',
  release: 1,
  interface: 0,
  ...change,
});
const POINT_OF_SALE = { usagePage: 0x8c, usage: 2 };
const KEYBOARD = { usagePage: 1, usage: 6 };

function driver(devices: Device[]) {
  const handle = {
    on: vi.fn(),
    sendFeatureReport: vi.fn(async (data: number[]) => data.length),
    close: vi.fn(async () => undefined),
  };
  const open = vi.fn(async (_path: string) => handle);
  const fake: HidDriver = { devicesAsync: async () => devices, HIDAsync: { open } };
  const list = async () => (await hidSource(async () => fake).list()).attachments;
  return { handle, open, list };
}

describe('readers among HID devices', () => {
  it('are known by usage, whoever made them; mice and other keyboards are left alone', async () => {
    const { list } = driver([
      device({ ...POINT_OF_SALE, vendorId: 0x9999, path: 'nowhere/1' }),
      device({ usagePage: 1, usage: 2, path: 'nowhere/2' }),
      device({ ...KEYBOARD, vendorId: 0x046d, product: 'Keyboard K120', path: 'nowhere/3' }),
      device({ usagePage: 0x8c, usage: 1, path: 'nowhere/4' }),
    ]);
    expect(await list()).toMatchObject([
      {
        kind: 'hidPos',
        id: { vendor: '9999', product: '0b61', serial: 'SN0001' },
        label: 'Vi Du Reader',
        path: 'nowhere/1',
      },
    ]);
  });

  it('in keyboard mode are recognised by maker or name, and cannot be opened', async () => {
    const { list } = driver([
      device({ ...KEYBOARD, vendorId: 0x1eab, path: 'nowhere/1' }),
      device({
        ...KEYBOARD,
        vendorId: 0x9999,
        product: 'SM-2D PRODUCT HID KBW',
        path: 'nowhere/2',
      }),
      device({ ...KEYBOARD, vendorId: 0x9999, product: 'USB BarCode Reader', path: 'nowhere/3' }),
    ]);
    const found = await list();
    expect(found.map(({ kind }) => kind)).toEqual(['wedge', 'wedge', 'wedge']);
    expect(found.every(({ open, switchMode }) => !open && !switchMode)).toBe(true);
  });

  it('with several collections or a keyboard of their own are one reader', async () => {
    const { list } = driver([
      device({ ...POINT_OF_SALE }),
      device({ ...POINT_OF_SALE }),
      device({ ...KEYBOARD, path: 'nowhere/2' }),
    ]);
    expect(await list()).toHaveLength(1);
  });

  it('of Honeywell in keyboard mode are told by feature report 254 to change', async () => {
    const { list, handle, open } = driver([
      device({ ...KEYBOARD, path: 'nowhere/1' }),
      device({ usagePage: 0xff45, usage: 1, path: 'nowhere/2' }),
    ]);
    const [reader] = await list();
    expect(await reader?.switchMode?.()).toBe(true);
    expect(open).toHaveBeenCalledWith('nowhere/2');
    expect(handle.sendFeatureReport).toHaveBeenCalledWith([254, 1]);
    expect(handle.close).toHaveBeenCalled();
    open.mockRejectedValueOnce(new Error('cannot open device'));
    expect(await reader?.switchMode?.()).toBe(false);
  });
});
