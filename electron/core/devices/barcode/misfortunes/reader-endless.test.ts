import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from '../delays';
import { reportsOf } from '../fakes/reports';
import { CARD_X, readerUnderTest } from '../testing';
import { MAX_SCAN_BYTES } from '../wire/framer';

describe('a code that never ends', () => {
  it('is refused once, and the next card is read', async () => {
    const { device, texts, clock } = await readerUnderTest();
    const [more] = reportsOf('9'.repeat(60));
    for (let time = 0; time < 10_000; time += 1) if (more) device.send(more);
    expect(texts()).toEqual([]);
    await clock.pass(READER_DELAYS.partSilenceMs);
    device.scan(CARD_X);
    expect(texts()).toEqual(['CARD_TOO_LONG', CARD_X]);
  });

  it('may be as long as the cap, not longer', async () => {
    const { device, texts } = await readerUnderTest();
    device.scan('5'.repeat(MAX_SCAN_BYTES));
    device.scan('6'.repeat(MAX_SCAN_BYTES + 1));
    expect(texts()).toEqual(['5'.repeat(MAX_SCAN_BYTES), 'CARD_TOO_LONG']);
  });

  it('on a serial line is refused once too', async () => {
    const { device, texts, clock } = await readerUnderTest({ kind: 'serial' });
    for (let time = 0; time < 1_000; time += 1) device.send(Buffer.alloc(64, '9'));
    await clock.pass(READER_DELAYS.partSilenceMs);
    device.scan(CARD_X);
    expect(texts()).toEqual(['CARD_TOO_LONG', CARD_X]);
  });
});
