import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from '../delays';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';

const { repeatWindowMs } = READER_DELAYS;

describe('a card read again and again', () => {
  it('counts once while it lies there, however long', async () => {
    const { device, texts, clock } = await readerUnderTest();
    for (let time = 0; time < 20; time += 1) {
      device.scan(CARD_X);
      await clock.pass(repeatWindowMs - 1);
    }
    expect(texts()).toEqual([CARD_X]);
  });

  it('counts again when it was taken away in between', async () => {
    const { device, texts, clock } = await readerUnderTest();
    device.scan(CARD_X);
    await clock.pass(repeatWindowMs);
    device.scan(CARD_X);
    expect(texts()).toEqual([CARD_X, CARD_X]);
  });

  it('counts again after another card', async () => {
    const { device, texts } = await readerUnderTest();
    for (const card of [CARD_X, CARD_Y, CARD_X]) device.scan(card);
    expect(texts()).toEqual([CARD_X, CARD_Y, CARD_X]);
  });
});
