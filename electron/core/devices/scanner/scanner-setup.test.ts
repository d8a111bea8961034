import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFakeEscl } from '../../../../tests/support/escl/fake-escl-server';
import { ok } from '../../../contract/result';
import type { IntakePage, RenderedPage } from '../../papers/types';
import { openChosenScanner } from './chosen-scanner';
import { SCANNER_DELAYS } from './delays';
import { smallPage } from './escl/escl.test-support';
import { askEsclDevice } from './escl/escl-scanner';
import { createEsclFinder } from './escl/find-escl';
import { createManualTimer, createMemoryScanner } from './fake-memory';
import { guardedScanner } from './guarded-scanner';
import { testScan } from './scanner-setup';
import { sheet } from './testing';

/** A chosen scanner that looks for eSCL only where a technician typed. */
function typedOnly() {
  let kept: readonly string[] = [];
  const timer = createManualTimer();
  const chosen = openChosenScanner({
    finders: [
      createEsclFinder({
        addresses: () => kept,
        localPorts: [],
        browse: async () => [],
        delays: SCANNER_DELAYS,
      }),
    ],
    timer,
    typed: {
      list: () => kept,
      keep: (addresses) => {
        kept = addresses;
      },
      answers: async (address) => (await askEsclDevice(address)) !== undefined,
    },
  });
  onTestFinished(() => chosen.close());
  return { chosen, timer, kept: () => kept };
}

describe('a scanner at an address a technician types', () => {
  it('is kept, found and used when a scanner answers there', async () => {
    const fake = await startFakeEscl({ platen: smallPage(4), serial: 'NET7' });
    onTestFinished(() => fake.close());
    const { chosen, timer, kept } = typedOnly();
    const shown = guardedScanner(chosen);
    expect(shown.label).toBe('');
    expect(await chosen.addAddress(fake.url.replace('/eSCL', ''))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(kept()).toEqual([fake.url]);
    expect(chosen.found().map(({ id }) => id.serial)).toEqual(['NET7']);
    // Name and abilities are those of the scanner that was found after the guard was put around.
    expect(shown.label).toBe('Thử Nghiệm M1');
    expect(shown.abilities).toEqual({ sources: ['flatbed', 'feeder'], duplex: true });
    expect(await shown.feeder(new AbortController().signal)).toBe('empty');
    fake.quirks.feeder = [smallPage(1)];
    expect(await shown.feeder(new AbortController().signal)).toBe('loaded');
    expect(await chosen.addAddress(fake.url)).toEqual({ ok: true, value: undefined });
    expect(kept()).toEqual([fake.url]);
    await timer.pass(0);
    chosen.removeAddress(fake.url);
    expect(chosen.addresses()).toEqual([]);
  });

  it('is refused when it is no address, and not kept when nobody answers there', async () => {
    const { chosen, kept } = typedOnly();
    expect(await chosen.addAddress('https://vi-du.example')).toMatchObject({
      failure: { reason: 'SCANNER_ADDRESS_BAD' },
    });
    expect(await chosen.addAddress('127.0.0.1:1')).toMatchObject({
      failure: { reason: 'SCANNER_NONE' },
    });
    expect(kept()).toEqual([]);
  });
});

describe('a test scan', () => {
  const papers = () => ({
    intake: vi.fn(async (bytes: Uint8Array) =>
      ok([
        {
          source: { kind: 'image', bytes },
          width: 1_654,
          height: 2_339,
          edits: { rotate: 0 },
          quality: 'clear',
          advice: [],
        } satisfies IntakePage,
      ]),
    ),
    render: vi.fn(async () =>
      ok<RenderedPage>({ jpeg: Uint8Array.of(1, 2, 3), width: 700, height: 990 }),
    ),
    wipe: vi.fn(async () => undefined),
  });
  function device() {
    const timer = createManualTimer();
    const memory = createMemoryScanner(timer);
    const ticking = setInterval(() => void timer.pass(5_000), 5);
    onTestFinished(() => clearInterval(ticking));
    return memory;
  }

  it('is one page from the glass, shown small, and the worker that held it is ended', async () => {
    const memory = device();
    memory.layOnGlass(sheet(1));
    const pipeline = papers();
    const shown = await testScan(guardedScanner(memory), pipeline);
    expect(shown).toMatchObject({
      ok: true,
      value: { jpegBase64: 'AQID', width: 700, height: 990, ms: expect.any(Number) },
    });
    expect(pipeline.wipe).toHaveBeenCalledTimes(1);
  });

  it('draws one sheet only where there is a feeder and no glass', async () => {
    const memory = device();
    memory.feed(sheet(1), sheet(2), sheet(3), sheet(4));
    const feederOnly = { ...memory, abilities: { sources: ['feeder'] as const, duplex: false } };
    expect((await testScan(guardedScanner(feederOnly), papers())).ok).toBe(true);
    expect(memory.sheetsLeft()).toBeGreaterThanOrEqual(2);
  });

  it('says what is wrong, and leaves nothing behind then either', async () => {
    const memory = device();
    memory.set({ plugged: false });
    const pipeline = papers();
    expect(await testScan(guardedScanner(memory), pipeline)).toMatchObject({
      failure: { reason: 'SCANNER_UNPLUGGED' },
    });
    expect(pipeline.wipe).toHaveBeenCalledTimes(1);
    expect(await testScan(null, papers())).toMatchObject({ failure: { reason: 'SCANNER_NONE' } });
  });
});
