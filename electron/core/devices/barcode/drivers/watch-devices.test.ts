import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchDevices } from './watch-devices';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devices-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.runIf(process.platform === 'linux')('watching device files', () => {
  it('hears of those that match: appearing, rights, disappearing', async () => {
    const heard = vi.fn();
    const stop = watchDevices(/^hidraw\d+$/, heard, folder);
    const file = join(folder, 'hidraw3');
    for (const change of [() => writeFile(file, ''), () => chmod(file, 0o660), () => rm(file)]) {
      heard.mockClear();
      await change();
      await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5_000);
    }
    heard.mockClear();
    await writeFile(join(folder, 'null'), '');
    await writeFile(join(folder, 'hidraw4'), '');
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5_000);
    stop?.();
  });

  it('leaves it to the poll where there is nothing to watch', () => {
    expect(watchDevices(/./, () => undefined, join(folder, 'missing'))).toBeUndefined();
  });
});
