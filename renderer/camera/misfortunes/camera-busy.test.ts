import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from '../camera.testing';
import { CAMERA_TIMING } from '../timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a camera another program holds', () => {
  it('is said, and opened as soon as it is free', async () => {
    const cameras = new MemoryCameras(camera('a'));
    cameras.fault = 'busy';
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(3 * CAMERA_TIMING.retryMs);
    expect(phases).toEqual(['opening', 'busy']);
    cameras.fault = null;
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.retryMs);
    session.frame();
    expect(phases).toEqual(['opening', 'busy', 'live']);
    expect(cameras.inUse).toEqual(['a']);
    session.close();
  });
});
