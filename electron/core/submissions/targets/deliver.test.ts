import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { newFolder, removeFolder } from '../../../../tests/support/core-harness';
import { makeDossier } from '../../practice-portal/testing/portal-fixture';
import { openDatabase } from '../../storage/database';
import { createKey } from '../../storage/vault';
import { createOutbox } from '../outbox';
import type { FrozenDossier } from '../wire/frozen-dossier';
import { deliver } from './deliver';
import type { PracticeOnlyTarget, RealTarget, SendOutcome } from './target';

const ACCEPTED: SendOutcome = {
  kind: 'accepted',
  dossierNumber: 'H99.12-261121-0001',
  receivedAt: '2026-11-21T11:00:00.000Z',
};
const signal = new AbortController().signal;
const practised = () => makeDossier({}, { practise: true });

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

describe('a practice dossier', () => {
  it('is given to the practice portal', async () => {
    const send = vi.fn(async () => ACCEPTED);
    const target: PracticeOnlyTarget = { id: 'practice', kind: 'practice', send };
    const { dossier, readAttachment } = practised();
    expect(await deliver(target, dossier, readAttachment, signal)).toEqual(ACCEPTED);
    expect(send).toHaveBeenCalledOnce();
  });

  it('is refused for good before any other target hears of it', async () => {
    const send = vi.fn(async () => ACCEPTED);
    const target: RealTarget = { id: 'elsewhere', kind: 'real', send };
    const { dossier, readAttachment } = practised();
    expect(await deliver(target, dossier, readAttachment, signal)).toMatchObject({
      kind: 'refused',
      reason: 'PRACTISE_STAYS_HERE',
    });
    expect(send).not.toHaveBeenCalled();
    // A real one goes there.
    const real = makeDossier();
    expect(await deliver(target, real.dossier, real.readAttachment, signal)).toEqual(ACCEPTED);
  });

  it('is not even of the type another target takes', () => {
    expectTypeOf<FrozenDossier>().not.toExtend<Parameters<RealTarget['send']>[0]>();
    expectTypeOf<FrozenDossier & { practise: false }>().toExtend<
      Parameters<RealTarget['send']>[0]
    >();
  });

  it('makes no entry for another target, and an old entry is not sent there', async () => {
    const { db } = await openDatabase(`${folder}/a.sqlite`, () => new Date());
    const send = vi.fn(async () => ACCEPTED);
    const machineKey = createKey();
    const open = (target: RealTarget | PracticeOnlyTarget) =>
      createOutbox({ db, machineKey, target, now: () => new Date(), changed: () => {} });
    const elsewhere = open({ id: 'elsewhere', kind: 'real', send });
    const { dossier } = practised();
    expect(() => elsewhere.freeze(dossier, 'DH-AAAA-AAAA', new Map())).toThrow();
    expect(elsewhere.queuedCount()).toBe(0);

    const portal = open({ id: 'practice', kind: 'practice', send: vi.fn() });
    portal.freeze(dossier, 'DH-AAAA-AAAA', new Map());
    elsewhere.pump();
    await vi.waitFor(() => expect(elsewhere.find(dossier.id)?.state).toBe('refused'));
    expect(send).not.toHaveBeenCalled();
    await elsewhere.stop();
    await portal.stop();
    db.close();
  });
});
