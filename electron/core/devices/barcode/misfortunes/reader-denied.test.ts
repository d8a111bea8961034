import { describe, expect, it, vi } from 'vitest';
import { READER_DELAYS } from '../delays';
import { hidSource } from '../drivers/hid-source';
import { openTrouble } from '../drivers/open-trouble';
import { openReaderHub } from '../reader-hub';
import { createManualClock, hubUnderTest, readerUnderTest } from '../testing';

const { openDeadlineMs, nonePollMs, settleMs, closeDeadlineMs } = READER_DELAYS;

describe('a reader that cannot be opened', () => {
  it.each(['READER_DENIED', 'READER_BUSY'] as const)(
    'says %s, and works when it can',
    async (reason) => {
      const { memory, hub, settle, clock } = hubUnderTest();
      const device = memory.device();
      device.refuse(reason);
      device.plug();
      await settle();
      expect(hub.health()).toEqual({ ready: false, reason });
      device.refuse(undefined);
      await clock.pass(nonePollMs);
      expect(hub.health()).toEqual({ ready: true });
    },
  );

  it('because its driver hangs, fails after the deadline; a late connection is closed', async () => {
    const { memory, hub, clock, settle } = hubUnderTest();
    const device = memory.device();
    device.hang(true);
    device.plug();
    await settle();
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_OPENING' });
    await clock.pass(openDeadlineMs);
    expect(hub.readers()[0]?.health()).toEqual({ ready: false, reason: 'READER_FAILED' });
    device.hang(false);
    await clock.pass(nonePollMs);
    expect(hub.health()).toEqual({ ready: true });
  });

  it('whose closing hangs does not hold up the end', async () => {
    const clock = createManualClock();
    const hub = openReaderHub({
      clock,
      sources: [
        {
          name: 'stuck',
          list: async () => ({
            attachments: [
              {
                kind: 'hidPos',
                id: { vendor: 'fake', product: 'stuck', serial: '' },
                label: 'Stuck',
                path: '1',
                open: async () => ({
                  ok: true,
                  connection: {
                    framer: { accepts: () => false, push: () => ({}) as never },
                    close: () => new Promise(() => undefined),
                  },
                }),
              },
            ],
          }),
        },
      ],
    });
    await clock.pass(0);
    expect(hub.health()).toEqual({ ready: true });
    const closed = vi.fn();
    void hub.close().then(closed);
    await clock.pass(closeDeadlineMs);
    expect(closed).toHaveBeenCalled();
  });

  it('because node-hid is missing is said with the driver’s words; the kiosk goes on', async () => {
    const clock = createManualClock();
    const load = () => Promise.reject(new Error("Cannot find module 'node-hid'"));
    const hub = openReaderHub({ sources: [hidSource(load)], clock });
    await clock.pass(settleMs);
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_DRIVER_MISSING' });
    expect(hub.troubles()).toEqual([
      { source: 'hid', reason: 'READER_DRIVER_MISSING', detail: "Cannot find module 'node-hid'" },
    ]);
    await hub.close();
  });

  it('because its driver fails in the middle stays known', async () => {
    const { memory, hub, settle } = await readerUnderTest();
    memory.fail({ reason: 'READER_FAILED', detail: 'hid_enumerate' });
    await settle();
    expect(hub.troubles()).toHaveLength(1);
    expect(hub.readers()).toHaveLength(1);
    memory.fail(undefined);
    await settle();
    expect(hub.troubles()).toEqual([]);
    expect(hub.health()).toEqual({ ready: true });
  });

  it('tells rights, other programs and the rest apart by what systems say', () => {
    const errno = (code: string) => Object.assign(new Error('open'), { code });
    expect(openTrouble(errno('EACCES'))).toBe('READER_DENIED');
    expect(openTrouble(new Error('Opening COM3: Access denied'))).toBe('READER_DENIED');
    expect(openTrouble(new Error('Error Resource temporarily unavailable Cannot lock port'))).toBe(
      'READER_BUSY',
    );
    expect(openTrouble(errno('EBUSY'))).toBe('READER_BUSY');
    expect(openTrouble(errno('ENOENT'))).toBe('READER_FAILED');
    expect(openTrouble(undefined)).toBe('READER_FAILED');
  });
});
