import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from '../camera.testing';
import { CAMERA_TIMING } from '../timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a camera that may not be used', () => {
  it('is given up at once and not asked for again', async () => {
    const cameras = new MemoryCameras(camera('a'));
    cameras.fault = 'denied';
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(10 * CAMERA_TIMING.openDeadlineMs);
    expect(phases).toEqual(['opening', 'denied']);
    expect(cameras.opened).toHaveLength(1);
    session.close();
  });

  it('forbidden after it was pulled out, is not tried for ever', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    cameras.fault = 'denied';
    cameras.unplug('a');
    cameras.plug(camera('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state.phase).toBe('denied');
    expect(vi.getTimerCount()).toBe(0);
    session.close();
  });
});

describe('a machine without a camera', () => {
  it('says so at once', async () => {
    const { session, phases } = sessionOn(new MemoryCameras());
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(phases).toEqual(['opening', 'none']);
    session.close();
  });
});
