import { describe, expect, it, vi } from 'vitest';
import { createManualTimer } from '../scanner/fake-memory';
import { PRINTER_DELAYS } from './delays';
import { createMemoryPrinter } from './fake-memory';
import { guardedPrinter } from './guarded-printer';
import { createJobFollower } from './job-follower';
import { documentOf, ONE_SHEET_MS, printerUnderTest } from './testing';

const { jobDeadlineMs, jobSilenceMs, stopGraceMs, pollMs } = PRINTER_DELAYS;

describe('a printer that hangs', () => {
  it('is left behind within its deadline, is busy while it hangs, and says nothing more', async () => {
    const { device, print, printer, said, timer } = printerUnderTest();
    device.set({ hanging: true });
    const printing = print();
    await timer.pass(jobDeadlineMs + 2 * stopGraceMs);
    expect(await printing).toEqual({ ok: false, failure: { reason: 'PRINTER_HANG' } });
    expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_BUSY' });
    const words = said.length;
    device.set({ hanging: false });
    await timer.pass(ONE_SHEET_MS);
    expect(said).toHaveLength(words);
    expect(await print()).toEqual({ ok: false, failure: { reason: 'PRINTER_BUSY' } });
  });

  it('is free again as soon as its driver comes back', async () => {
    const timer = createManualTimer();
    let wake: () => void = () => undefined;
    const printer = guardedPrinter(
      {
        ...createMemoryPrinter(timer),
        print: async () => {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          return { ok: true, value: { jobId: '1' } };
        },
      },
      { timer },
    );
    const printing = printer.print(documentOf(new Uint8Array()), new AbortController().signal);
    await timer.pass(jobDeadlineMs + 2 * stopGraceMs);
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_HANG' } });
    const told = vi.fn();
    printer.onHealth(told);
    wake();
    await timer.pass(0);
    expect(told).toHaveBeenCalledOnce();
    expect(printer.health()).toEqual({ ready: true });
  });

  it('that throws fails like any other, without its words', async () => {
    const timer = createManualTimer();
    const broken = guardedPrinter(
      {
        ...createMemoryPrinter(timer),
        print: () => Promise.reject(new Error('/duong/dan/rieng')),
      },
      { timer },
    );
    const result = await broken.print(documentOf(new Uint8Array()), new AbortController().signal);
    expect(result).toEqual({ ok: false, failure: { reason: 'PRINTER_FAILED' } });
    expect(broken.health()).toEqual({ ready: true });
  });

  it('takes no second job beside the first', async () => {
    const { print, timer, device } = printerUnderTest();
    const first = print(Uint8Array.of(1));
    expect(await print(Uint8Array.of(2))).toMatchObject({ failure: { reason: 'PRINTER_BUSY' } });
    await timer.pass(ONE_SHEET_MS);
    expect(await first).toMatchObject({ ok: true });
    expect(device.sheets).toEqual([Uint8Array.of(1)]);
  });

  it('is told to stop when its session ends, and prints nothing', async () => {
    const { abort, device, print, timer } = printerUnderTest();
    const printing = print();
    await timer.pass(PRINTER_DELAYS.fakeSendMs);
    abort.abort(new Error('session over'));
    await timer.pass(ONE_SHEET_MS);
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_FAILED' } });
    expect(device.sheets).toEqual([]);
    expect(device.waiting()).toBe(0);
  });
});

describe('the course of a job', () => {
  it('ends as hanging when nothing moves, however often the queue answers', () => {
    const follower = createJobFollower(PRINTER_DELAYS, 0);
    const seen = { job: 'processing', trouble: null } as const;
    expect(follower.see(seen, pollMs).go).toBe('on');
    expect(follower.see(seen, jobSilenceMs - 1).go).toBe('on');
    expect(follower.see(seen, jobSilenceMs + pollMs)).toEqual({
      go: 'failed',
      reason: 'PRINTER_HANG',
    });
  });

  it('ends as hanging when a job goes to and fro for ever', () => {
    const follower = createJobFollower(PRINTER_DELAYS, 0);
    let decision = follower.see({ job: 'pending', trouble: null }, 0);
    let at = 0;
    for (; decision.go === 'on' && at < 2 * jobDeadlineMs; at += 10_000) {
      const job = at % 20_000 === 0 ? 'processing' : 'pending';
      decision = follower.see({ job, trouble: null }, at);
    }
    expect(decision).toEqual({ go: 'failed', reason: 'PRINTER_HANG' });
    expect(at).toBeLessThanOrEqual(jobDeadlineMs + 10_000);
  });

  it('gives a trouble that went away and came back its whole time again', () => {
    const follower = createJobFollower(PRINTER_DELAYS, 0);
    const out = { job: 'processing', trouble: 'PRINTER_PAPER_OUT' } as const;
    const well = { job: 'processing', trouble: null } as const;
    const nearly = PRINTER_DELAYS.troublePatienceMs - 1;
    expect(follower.see(out, 0).go).toBe('on');
    expect(follower.see(out, nearly).go).toBe('on');
    expect(follower.see(well, nearly + 1).go).toBe('on');
    expect(follower.see(out, nearly + 2).go).toBe('on');
    expect(follower.see(out, nearly + 10).go).toBe('on');
  });

  it.each(['cancelled', 'aborted', 'gone'] as const)('a job that is %s has failed', (job) => {
    const follower = createJobFollower(PRINTER_DELAYS, 0);
    expect(follower.see({ job, trouble: null }, 1)).toEqual({
      go: 'failed',
      reason: 'PRINTER_FAILED',
    });
  });
});
