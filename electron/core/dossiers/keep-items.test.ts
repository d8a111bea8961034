import { afterEach, expect, it, vi } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';

/** Other work may share the machine; only a job that hangs comes this far. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let core: CoreHarness;
const folder = newFolder();

afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

async function toDocuments(): Promise<void> {
  await core.client.session.start();
  await core.client.session.chooseGoal({ goal: 'procedure', procedureCode: '2.000815' });
  await core.client.session.consent({ agree: true });
  await core.client.identity.useSampleCard();
  await core.client.identity.confirm();
  await core.client.procedures.begin();
  for (let step = 0; step < 10; step += 1) {
    const { screen } = core.view();
    if (screen.name === 'prefilled') await core.client.dossier.confirmPrefilled();
    else if (screen.name === 'question' && screen.field.type !== 'list') {
      const value = screen.field.options?.[0]?.value ?? '0901234567';
      await core.client.dossier.answer({ path: screen.path, value });
    } else return;
  }
}

it('keeps each finished item of a list before the list is finished', async () => {
  core = await openCore(folder);
  await toDocuments();
  const { screen } = core.view();
  if (screen.name !== 'question') throw new Error(`on ${screen.name}`);
  const items = [{ name: 'Bằng tốt nghiệp mẫu', pages: 2, copies: 3 }];

  expect(await core.client.dossier.keepItems({ path: screen.path, items })).toEqual({ ok: true });
  expect(core.view().screen).toMatchObject({ name: 'question', path: screen.path });

  await core.close();
  core = await openCore(folder, { recovery: 'continue' });
  expect(core.view().screen).toMatchObject({
    name: 'question',
    path: screen.path,
    answer: { value: items },
  });

  const wrong = [...items, { name: '', pages: 0, copies: 1 }];
  expect(await core.client.dossier.keepItems({ path: screen.path, items: wrong })).toMatchObject({
    ok: false,
    failure: { details: { item: 2 } },
  });
  expect(core.view().screen).toMatchObject({ answer: { value: items } });
});
