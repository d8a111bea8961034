import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from '../camera.testing';
import { CAMERA_TIMING } from '../timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a camera plugged in again', () => {
  it('is taken up the moment the system tells, and only once', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    cameras.unplug('a');
    await vi.advanceTimersByTimeAsync(1);
    cameras.plug(camera('a'));
    await vi.advanceTimersByTimeAsync(1);
    session.frame();
    expect(phases).toEqual(['opening', 'live', 'unplugged', 'live']);
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.retryMs);
    expect(cameras.inUse).toEqual(['a']);
    session.close();
  });

  it('told of several times over, is opened once and leaves none behind', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    cameras.unplug('a');
    cameras.plug(camera('a'));
    cameras.plug(camera('b'));
    cameras.plug(camera('c'));
    await vi.advanceTimersByTimeAsync(1);
    session.frame();
    expect(cameras.inUse).toEqual(['a']);
    expect(session.state.several).toBe(true);
    session.close();
    expect(cameras.inUse).toEqual([]);
  });

  it('after the view is gone, is left alone', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    cameras.unplug('a');
    session.close();
    cameras.plug(camera('a'));
    await vi.advanceTimersByTimeAsync(10 * CAMERA_TIMING.retryMs);
    expect(cameras.inUse).toEqual([]);
    expect(cameras.isListening).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
