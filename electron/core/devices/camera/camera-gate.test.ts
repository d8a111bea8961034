import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARD_2024 } from '../../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../../tests/support/core-harness';
import { doStep, mustDo, walkToReady } from '../../../../tests/support/core-walk';
import { createCameraGate } from './camera-gate';

describe('createCameraGate', () => {
  it('tells main once about each change, and shuts what another core left open', async () => {
    const told: boolean[] = [];
    const gate = createCameraGate(async (allowed) => void told.push(allowed));
    gate.follow('welcome');
    gate.follow('goal');
    gate.follow('identify');
    gate.follow('identify');
    gate.follow('cardConfirm');
    expect(told).toEqual([false, true, false]);
  });

  it('does not open anywhere but beside papers', async () => {
    const told: boolean[] = [];
    const gate = createCameraGate(async (allowed) => void told.push(allowed));
    for (const screen of ['welcome', 'question', 'check', 'result', 'farewell'] as const) {
      gate.follow(screen);
      expect(await gate.open()).toEqual({
        ok: false,
        failure: { reason: 'SESSION_WRONG_STEP' },
      });
    }
    expect(told).toEqual([false]);
  });

  it('is forgotten with the screen: coming back to papers does not open it', async () => {
    const told: boolean[] = [];
    const gate = createCameraGate(async (allowed) => void told.push(allowed));
    gate.follow('papers');
    expect(await gate.open()).toEqual({ ok: true, value: undefined });
    gate.follow('papers');
    gate.follow('check');
    gate.follow('papers');
    expect(told).toEqual([false, true, false]);
  });

  it('says when main cannot be told', async () => {
    const gate = createCameraGate(() => Promise.reject(new Error('gone')));
    gate.follow('papers');
    expect(await gate.open()).toEqual({ ok: false, failure: { reason: 'CAMERA_DENIED' } });
  });
});

describe('the camera in a session', () => {
  let core: CoreHarness;
  const userData = newFolder();
  beforeAll(async () => {
    core = await openCore(userData);
  });
  afterAll(async () => {
    await core.close();
    removeFolder(userData);
  });

  async function toPapers(): Promise<void> {
    await walkToReady(core, '1.001193', CARD_2024);
    while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
  }

  it('may be used with the dialog open only, and not after', async () => {
    await toPapers();
    expect(core.host.cameraAllowed).toBe(false);
    await mustDo(core.client.camera.open());
    expect(core.host.cameraAllowed).toBe(true);
    await mustDo(core.client.camera.close());
    expect(core.host.cameraAllowed).toBe(false);
  });

  it('is shut with the screen', async () => {
    await mustDo(core.client.camera.open());
    await mustDo(core.client.session.back());
    expect(core.view().screen.name).not.toBe('papers');
    expect(core.host.cameraAllowed).toBe(false);
    expect(await core.client.camera.open()).toMatchObject({ ok: false });
    expect(core.host.cameraAllowed).toBe(false);
    while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
    expect(core.host.cameraAllowed).toBe(false);
  });

  it('is shut before the page is wiped, and shut for the next person', async () => {
    await mustDo(core.client.camera.open());
    expect(core.host.cameraAllowed).toBe(true);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(core.host.wiped).toBe(1);
    expect(core.host.cameraAllowed).toBe(false);
    await toPapers();
    expect(core.host.cameraAllowed).toBe(false);
    await mustDo(core.client.session.end({ reason: 'idle' }));
  });

  it('is shut when the page is loaded anew and watches again', async () => {
    await toPapers();
    await mustDo(core.client.camera.open());
    const watching = new AbortController();
    const views = await core.client.view.watch(undefined, { signal: watching.signal });
    await views.next();
    expect(core.host.cameraAllowed).toBe(false);
    watching.abort();
    await mustDo(core.client.session.end({ reason: 'resident' }));
  });
});
