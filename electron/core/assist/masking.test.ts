import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import { ASSETS_FOLDER, newFolder, removeFolder } from '../../../tests/support/core-harness';
import { doStep, mustDo, PHONE, submit, walkToReady } from '../../../tests/support/core-walk';
import { addBarePage, type HelpedCore, openHelpedCore } from '../../../tests/support/helped-core';
import { isPersonal, mustHide } from './masking';

// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const CODES = readdirSync(join(ASSETS_FOLDER, 'procedures'))
  .filter((name) => /^\d.*\.json$/.test(name))
  .map((name) => name.replace(/\.json$/, ''));

/** Everything of CARD_2021 and of the walk's answers that says something about somebody. */
const PERSONAL = [
  'Trần Thị Kiều Ví Dụ',
  '079158000111',
  '079•••••0111',
  '012345678',
  '15/08/1958',
  '15/8/1958',
  '"year":1958',
  '12 Đường Mẫu',
  'Nguyễn Văn Thử',
  '079085000222',
  '15/06/1985',
  '"year":1985',
  'thu@vi-du.example',
  'Bằng tốt nghiệp mẫu',
  'Thông tin ví dụ',
  PHONE,
  '090••••567',
];

let folder: string;
let core: HelpedCore;

/** What the view tells of somebody; the pack's own words have examples that look like people. */
const shown = () => {
  const { screen, assist, ...rest } = core.view();
  const bare = screen.name === 'question' ? { ...screen, field: null } : screen;
  const view = JSON.stringify([bare, assist && { ...assist, notes: null }, rest]);
  return PERSONAL.filter((text) => view.includes(text));
};

/** Opens the panel as the core does, without the PIN's slow check: the PIN is not the subject. */
async function openPanelQuickly(): Promise<void> {
  const { volunteer } = core.people;
  const checked = vi.spyOn(core.kiosk.helpers, 'checkPin');
  checked.mockResolvedValueOnce({ ok: true, value: volunteer });
  await core.openPanel();
  checked.mockRestore();
}

/** Looks at the screen without and with a panel; answers what it shows without. */
async function look(): Promise<string[]> {
  const before = core.view();
  const plain = shown();
  await openPanelQuickly();
  const { name } = before.screen;
  expect(shown(), `${name} with a panel open`).toEqual([]);
  expect(core.view().assist).not.toBeNull();
  await mustDo(core.client.assist.handBack());
  const { revision: _before, ...old } = before;
  const { revision: _after, ...again } = core.view();
  expect(again, `${name} after the panel`).toEqual(old);
  return plain;
}

describe('with a panel open', () => {
  beforeEach(async () => {
    folder = newFolder();
    core = await openHelpedCore(folder);
  });
  afterEach(async () => {
    await core.close();
    removeFolder(folder);
  });

  it.each(CODES)('no screen of %s shows a personal value, and all come back', async (code) => {
    const seen = new Map<string, string[]>();
    const lookAt = async () => {
      const { name } = core.view().screen;
      seen.set(name, [...(seen.get(name) ?? []), ...(await look())]);
    };
    const { client } = core;
    await mustDo(client.session.start());
    await lookAt();
    await mustDo(client.session.chooseGoal({ goal: 'procedure', procedureCode: code }));
    await lookAt();
    await mustDo(client.session.consent({ agree: true }));
    await lookAt();
    await mustDo(client.identity.readCard({ text: CARD_2021, via: 'wedge' }));
    await lookAt();
    await mustDo(client.identity.reject({ next: 'type' }));
    await lookAt();
    await mustDo(client.session.back());
    await mustDo(client.identity.confirm());
    for (let { screen } = core.view(); screen.name !== 'check'; { screen } = core.view()) {
      await lookAt();
      await doStep(core, screen, (componentId) => addBarePage(core, componentId));
    }
    await lookAt();
    // Every question once more, with its answer in it.
    const { screen } = core.view();
    const rows = screen.name === 'check' ? screen.rows.filter(({ editable }) => editable) : [];
    expect(rows.length).toBeGreaterThan(2);
    for (const { path } of rows) {
      await mustDo(client.dossier.edit({ path }));
      await lookAt();
      await mustDo(client.session.back());
    }
    // Without a panel these do show somebody: the search would find what is not masked.
    expect(seen.get('cardConfirm')).toContain('Trần Thị Kiều Ví Dụ');
    expect(seen.get('identityForm')).toContain('079158000111');
    expect(seen.get('check')?.length).toBeGreaterThan(2);
    expect(seen.get('question')?.length).toBeGreaterThan(2);
  });

  it('no screen of an account shows a number or a code', async () => {
    const { client } = core;
    await mustDo(client.session.start());
    await mustDo(client.session.chooseGoal({ goal: 'account' }));
    await mustDo(client.session.consent({ agree: true }));
    await mustDo(client.identity.readCard({ text: CARD_2021, via: 'wedge' }));
    await mustDo(client.identity.confirm());
    expect(await look()).not.toEqual([]);
    await mustDo(client.account.setPhone({ phone: PHONE }));
    await look();
    await mustDo(client.session.back());
    expect(await look()).toContain(PHONE);
    await mustDo(client.account.setPhone({ phone: PHONE }));
    await mustDo(client.account.setPassword({ password: 'Mau-thu-42!x' }));
    expect(core.view().screen.name).toBe('accountCode');
    const code = /\d{4,8}/.exec(JSON.stringify(core.kiosk.state.phoneMessages))?.[0] ?? '';
    expect(code).not.toBe('');
    const withCode = JSON.stringify(core.view().screen);
    expect(withCode).toContain(code);
    await openPanelQuickly();
    expect(JSON.stringify(core.view().screen)).not.toContain(code);
    expect(core.view().assist).toMatchObject({ lookAway: true, mayType: false, notes: null });
    expect(await client.assist.askTyping()).toEqual({
      ok: false,
      failure: { reason: 'ASK_RESIDENT' },
    });
  });

  it('the slip names nobody, and a number that is no dossier’s is not shown', async () => {
    await walkToReady(core, '2.000635', CARD_2021);
    for (let { screen } = core.view(); screen.name !== 'check'; { screen } = core.view()) {
      await doStep(core, screen, (componentId) => addBarePage(core, componentId));
    }
    await submit(core);
    await vi.waitFor(() => expect(core.view().screen.name).toBe('result'), { timeout: 20_000 });
    await openPanelQuickly();
    expect(shown()).toEqual([]);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'lookup' }));
    await core.client.lookup.find({ number: '079158000111' });
    expect(shown()).toContain('079158000111');
    await openPanelQuickly();
    expect(shown()).toEqual([]);
  });

  it('an answer kept from before is hidden and can be kept; one typed now is seen', async () => {
    await walkToReady(core, '2.000635', CARD_2021);
    const { client } = core;
    for (let { screen } = core.view(); screen.name !== 'check'; { screen } = core.view()) {
      await doStep(core, screen, (componentId) => addBarePage(core, componentId));
    }
    const { screen } = core.view();
    const phone =
      screen.name === 'check' ? screen.rows.find(({ text }) => text?.vi.includes('090')) : null;
    if (!phone) throw new Error('the walk answers with a phone number');
    await mustDo(client.dossier.edit({ path: phone.path }));
    await openPanelQuickly();
    expect(core.view()).toMatchObject({ screen: { answer: null }, assist: { answerHidden: true } });
    const before = core.kiosk.runtime.current()?.data.answers[phone.path];
    expect(before?.value).toContain('901234567');
    await mustDo(client.assist.keepAnswer());
    expect(core.view().screen.name).toBe('check');
    expect(core.kiosk.runtime.current()?.data.answers[phone.path]?.value).toEqual(before?.value);
  });
});

describe('what is personal', () => {
  const help = {
    means: { vi: 'a', en: 'a' },
    mistakes: { vi: 'a', en: 'a' },
    say: { vi: 'a', en: 'a' },
  };
  const field = {
    key: 'x',
    label: { vi: 'x', en: 'x' },
    question: { vi: 'x', en: 'x' },
    required: true,
    ask: 'page' as const,
    help,
    options: [{ value: 'Kết hôn', label: { vi: 'Kết hôn', en: 'Marriage' } }],
  };

  it.each([
    'text',
    'longText',
    'name',
    'personalId',
    'phone',
    'email',
    'date',
    'address',
    'list',
  ] as const)('is every %s', (type) => expect(isPersonal({ ...field, type })).toBe(true));

  it('is a choice of what people are, and the resident’s own words in place of an option', () => {
    expect(isPersonal({ ...field, type: 'choice' })).toBe(false);
    expect(isPersonal({ ...field, type: 'choice', optionList: 'ethnic-groups' })).toBe(true);
    expect(isPersonal({ ...field, type: 'choice', optionList: 'a-list-made-later' })).toBe(true);
    expect(isPersonal({ ...field, type: 'choice', optionList: 'result-methods' })).toBe(false);
    expect(isPersonal({ ...field, type: 'number', masked: true })).toBe(true);
    expect(mustHide({ ...field, type: 'choice' }, 'Kết hôn')).toBe(false);
    expect(mustHide({ ...field, type: 'choice' }, 'của bà Mẫu')).toBe(true);
    expect(mustHide({ ...field, type: 'phone' }, null)).toBe(false);
  });
});
