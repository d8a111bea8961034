import { afterEach, beforeEach, expect, it } from 'vitest';
import { CARD_2021, NOT_A_CARD } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { createMemoryReaders } from '../devices/barcode/fakes/fake-memory';
import { openReaderHub, type ReaderHub } from '../devices/barcode/reader-hub';
import { followReaders } from './card-readers';

let folder: string;
let core: CoreHarness;
let hub: ReaderHub;
let scan: (text: string) => void;

beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder);
  const memory = createMemoryReaders();
  const device = memory.device({
    id: { vendor: 'fake', product: 'memory', serial: '1' },
    label: 'Memory',
  });
  hub = openReaderHub({ sources: [memory.source] });
  device.plug();
  await hub.look();
  followReaders(core.kiosk, hub);
  scan = (text) => device.scan(text);
});
afterEach(async () => {
  await hub.close();
  await core.close();
  removeFolder(folder);
});

async function shows(name: string): Promise<void> {
  for await (const view of core.views.follow()) if (view.screen.name === name) return;
}

it('takes a scan as the card of the session on screen', async () => {
  await core.client.session.start();
  await core.client.session.chooseGoal({ goal: 'procedure' });
  await core.client.session.consent({ agree: true });
  scan(CARD_2021);
  await shows('cardConfirm');
  expect(core.kiosk.runtime.current()?.data.identity?.personalId).toBe('079158000111');
});

it('says on the screen why a foreign code is no card', async () => {
  await core.client.session.start();
  await core.client.session.chooseGoal({ goal: 'procedure' });
  await core.client.session.consent({ agree: true });
  scan(NOT_A_CARD);
  for await (const { screen } of core.views.follow()) {
    if (screen.name === 'identify' && screen.failure) {
      expect(screen.failure.reason).toBe('CARD_NOT_A_CARD');
      return;
    }
  }
});

it('drops a scan that comes before consent or with nobody at the machine', async () => {
  scan(CARD_2021);
  expect(core.kiosk.runtime.current()).toBeNull();
  await core.client.session.start();
  scan(CARD_2021);
  await core.client.session.chooseGoal({ goal: 'procedure' });
  expect(core.kiosk.runtime.current()?.data.identity).toBeNull();
});
