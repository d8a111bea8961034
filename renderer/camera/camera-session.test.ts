import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from './camera.testing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('CameraSession', () => {
  it('is live with the first picture, and lets go of everything when closed', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state).toMatchObject({ phase: 'opening', stream: { id: 'a' } });
    session.frame();
    expect(phases).toEqual(['opening', 'live']);
    session.close();
    expect(cameras.inUse).toEqual([]);
    expect(cameras.isListening).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('closed while it opens, keeps nothing open', async () => {
    const cameras = new MemoryCameras(camera('a'));
    cameras.stuck = true;
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.close();
    cameras.answerLate();
    await vi.advanceTimersByTimeAsync(0);
    expect(cameras.opened).toHaveLength(1);
    expect(cameras.inUse).toEqual([]);
    expect(phases).toEqual(['opening']);
  });

  it('changes cameras round and round, and remembers the choice for the visit', async () => {
    const cameras = new MemoryCameras(camera('a'), camera('b'));
    const choice = { id: null as string | null };
    const first = sessionOn(cameras, choice);
    first.session.start();
    await vi.advanceTimersByTimeAsync(0);
    first.session.frame();
    expect(first.session.state.several).toBe(true);
    await first.session.switchCamera();
    expect(cameras.inUse).toEqual(['b']);
    expect(first.session.state.phase).toBe('opening');
    first.session.close();

    const second = sessionOn(cameras, choice);
    second.session.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(cameras.inUse).toEqual(['b']);
    await second.session.switchCamera();
    expect(cameras.inUse).toEqual(['a']);
    second.session.close();
  });

  it('offers another camera when one is plugged in beside the one in use', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    expect(session.state.several).toBe(false);
    cameras.plug(camera('b'));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state.several).toBe(true);
    expect(cameras.inUse).toEqual(['a']);
    session.close();
  });

  it('has a lamp only where the camera has one', async () => {
    const cameras = new MemoryCameras(camera('a', '', true), camera('b'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state.torch).toBe(false);
    await session.setTorch(true);
    expect(cameras.torches).toEqual([true]);
    expect(session.state.torch).toBe(true);
    await session.switchCamera();
    expect(session.state.torch).toBeNull();
    await session.setTorch(true);
    expect(cameras.torches).toEqual([true]);
    session.close();
  });
});
