import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from '../camera.testing';
import { CAMERA_TIMING } from '../timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a camera pulled out in the middle', () => {
  it('is said, let go of, and tried again until it is back, without being told', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    cameras.unplug('a');
    expect(session.state).toMatchObject({ phase: 'unplugged', stream: null, torch: null });
    expect(cameras.inUse).toEqual([]);
    await vi.advanceTimersByTimeAsync(10 * CAMERA_TIMING.retryMs);
    expect(session.state.phase).toBe('unplugged');
    cameras.plug(camera('a'), false);
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.retryMs);
    session.frame();
    expect(phases).toEqual(['opening', 'live', 'unplugged', 'live']);
    session.close();
  });

  it('gives way to another camera that is there', async () => {
    const cameras = new MemoryCameras(camera('a'), camera('b'));
    const { session } = sessionOn(cameras, { id: 'a' });
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    expect(cameras.inUse).toEqual(['a']);
    cameras.unplug('a');
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.retryMs);
    session.frame();
    expect(session.state.phase).toBe('live');
    expect(cameras.inUse).toEqual(['b']);
    session.close();
  });

  it('pulled out between being listed and being opened, leaves room for another', async () => {
    const cameras = new MemoryCameras(camera('b'));
    cameras.list = async () => [{ id: 'gone', label: 'Document camera' }];
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(cameras.opened).toEqual(['gone', null]);
    expect(cameras.inUse).toEqual(['b']);
    session.close();
  });
});
