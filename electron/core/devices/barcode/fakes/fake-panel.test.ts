import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from '../delays';
import { openReaderHub } from '../reader-hub';
import { CARD_X, CARD_Y, createManualClock, outcome } from '../testing';
import { createPanelReader } from './fake-panel';

async function panelUnderTest() {
  const clock = createManualClock();
  const panel = createPanelReader();
  const hub = openReaderHub({ sources: [panel.source], clock });
  const texts: string[] = [];
  hub.onScan((scan) => void texts.push(outcome(scan)));
  await clock.pass(0);
  return { clock, panel, hub, texts, settle: () => clock.pass(READER_DELAYS.settleMs) };
}

describe('a reader worked by a panel', () => {
  it('works from the start, in every layout', async () => {
    const { panel, texts, hub } = await panelUnderTest();
    expect(hub.health()).toEqual({ ready: true });
    panel.scan(CARD_X);
    panel.set({ layout: 'B' });
    panel.scan(CARD_Y);
    panel.set({ layout: 'shifted' });
    panel.scan(CARD_X);
    expect(texts).toEqual([CARD_X, CARD_Y, CARD_X]);
  });

  it('is pulled out and refused by its switches', async () => {
    const { panel, hub, settle } = await panelUnderTest();
    panel.set({ plugged: false });
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_UNPLUGGED' });
    panel.set({ plugged: true, trouble: 'READER_DENIED' });
    await settle();
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_DENIED' });
    panel.set({ trouble: undefined });
    await settle();
    expect(hub.health()).toEqual({ ready: true });
    expect(panel.state()).toMatchObject({ plugged: true, trouble: undefined });
  });

  it('spoils scans on purpose', async () => {
    const { panel, texts, clock } = await panelUnderTest();
    panel.scan(CARD_X, 'half');
    await clock.pass(READER_DELAYS.repeatWindowMs);
    panel.scan(CARD_X, 'garbled');
    await clock.pass(READER_DELAYS.repeatWindowMs);
    panel.scan(CARD_X, 'garbage');
    panel.scan(CARD_Y);
    expect(texts).toEqual(['CARD_HALF_SCAN', 'CARD_GARBLED', 'CARD_GARBLED', CARD_Y]);
  });
});
