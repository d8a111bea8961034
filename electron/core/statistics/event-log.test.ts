import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { mustDo, submit, walkToCheck, walkToReady } from '../../../tests/support/core-walk';

let folder: string;
let core: CoreHarness;
beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const rows = () => core.kiosk.db.prepare('SELECT * FROM event').all() as Array<object>;

describe('counts', () => {
  it('say what happened and nothing of who, not even in a reason that was made up', async () => {
    const id = () => core.kiosk.runtime.current()?.id ?? 'none';
    await walkToReady(core, '2.000635', CARD_2024);
    const session = id();
    await mustDo(core.client.session.callHelp({ called: true }));
    await walkToCheck(core);
    await submit(core);
    // It may have been accepted already: both lead to the result.
    await core.client.dossier.leaveQueued();
    await mustDo(core.client.session.finish());
    await mustDo(core.client.session.rate({ face: 'bad', reason: 'Nguyễn Thị Ửng chậm' }));
    const kinds = rows()
      .map((row) => (row as { kind: string }).kind)
      .filter((kind) => kind !== 'stepDone');
    expect(kinds).toEqual([
      'sessionStarted',
      'goalChosen',
      'consented',
      'helpCalled',
      'submitted',
      'rated',
      'sessionEnded',
    ]);
    const text = JSON.stringify(rows());
    for (const personal of ['Ửng', '079199', '0901234567', session]) {
      expect(text).not.toContain(personal);
    }
    expect(core.kiosk.events.submittedCounts()).toEqual(new Map([['2.000635', 1]]));
  }, 20_000);

  it('keep a reason from the list', async () => {
    await walkToReady(core, '2.000635', CARD_2024);
    await walkToCheck(core);
    await submit(core);
    await core.client.dossier.leaveQueued();
    await mustDo(core.client.session.finish());
    await mustDo(core.client.session.rate({ face: 'bad', reason: 'waited' }));
    expect(rows()).toContainEqual(expect.objectContaining({ kind: 'rated', step: 'waited' }));
  }, 20_000);
});
