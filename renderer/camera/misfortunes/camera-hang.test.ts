import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera, MemoryCameras, sessionOn } from '../camera.testing';
import { CAMERA_TIMING } from '../timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a camera that hangs', () => {
  it('sending no picture for five seconds, is said and opened anew', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session, phases } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.silenceMs - 1);
    session.frame();
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.silenceMs - 1);
    expect(session.state.phase).toBe('live');
    expect(cameras.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(session.state.phase).toBe('hanging');
    expect(cameras.opened).toHaveLength(2);
    expect(cameras.inUse).toEqual(['a']);
    session.frame();
    expect(phases).toEqual(['opening', 'live', 'hanging', 'live']);
    session.close();
  });

  it('never sending the first one, is opened anew again and again', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(3 * CAMERA_TIMING.silenceMs + 100);
    expect(session.state.phase).toBe('hanging');
    expect(cameras.opened).toHaveLength(4);
    expect(cameras.inUse).toEqual(['a']);
    session.close();
  });

  it('not even answering, is given up at the deadline; a late answer is closed', async () => {
    const cameras = new MemoryCameras(camera('a'));
    cameras.stuck = true;
    const { session } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.openDeadlineMs);
    expect(session.state.phase).toBe('hanging');
    cameras.answerLate();
    await vi.advanceTimersByTimeAsync(0);
    expect(cameras.inUse).toEqual([]);
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.retryMs);
    session.frame();
    expect(session.state.phase).toBe('live');
    session.close();
    expect(cameras.inUse).toEqual([]);
  });

  it('is not thought to hang while nobody sees the page', async () => {
    const cameras = new MemoryCameras(camera('a'));
    const { session, watched } = sessionOn(cameras);
    session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.frame();
    watched.now = false;
    await vi.advanceTimersByTimeAsync(20 * CAMERA_TIMING.silenceMs);
    expect(session.state.phase).toBe('live');
    watched.now = true;
    await vi.advanceTimersByTimeAsync(CAMERA_TIMING.silenceMs);
    expect(session.state.phase).toBe('hanging');
    session.close();
  });
});
