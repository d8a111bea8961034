/** A machine that belongs to no exchange, or was given a file that is none. */
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { pointMachines } from './fleet';

let folder: string;
let core: CoreHarness;

beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('@nats-io'));

it('loads nothing of the exchange where none is configured', async () => {
  core = await openCore(folder);
  await core.kiosk.fleet.begin();
  expect(loaded()).toEqual([]);
  expect(core.kiosk.fleet.link()).toBe('none');
  expect(pointMachines(core.kiosk)).toEqual([]);
  expect(core.view().remoteHelp).toBeNull();
  // The look is a real one: importing the client does show.
  await import('@nats-io/transport-node');
  expect(loaded()).not.toEqual([]);
});

it.each([
  ['no JSON', '{"format":1', ''],
  ['another shape', '{"format":2,"seed":"SUABC"}', 'format'],
  ['too large', `{"format":1,"ca":"${'x'.repeat(30_000)}"}`, ''],
])('tells the technician of a file that is none: %s', async (_what, text, place) => {
  writeFileSync(join(folder, 'exchange.json'), text);
  core = await openCore(folder);
  await core.kiosk.fleet.begin();
  const notice = core.kiosk.technicianNotices.find(({ reason }) => reason === 'EXCHANGE_BROKEN');
  expect(notice?.detail).toContain('exchange.json');
  expect(notice?.detail).toContain(place);
  expect(notice?.detail).not.toContain('SUABC');
  // It stays, to be looked at; nothing was taken over.
  expect(existsSync(join(folder, 'exchange.json'))).toBe(true);
  expect(core.kiosk.fleet.link()).toBe('none');
});

it('tells the technician of a sealed file that another key sealed', async () => {
  core = await openCore(folder);
  writeFileSync(join(folder, 'data', 'exchange.sealed'), Buffer.alloc(200, 1));
  await core.kiosk.fleet.begin();
  expect(core.kiosk.technicianNotices.map(({ reason }) => reason)).toContain('EXCHANGE_BROKEN');
});
