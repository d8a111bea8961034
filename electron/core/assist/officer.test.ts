import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { mustDo, screenIs, walkToReady } from '../../../tests/support/core-walk';
import {
  addBarePage,
  type HelpedCore,
  openHelpedCore,
  PIN,
} from '../../../tests/support/helped-core';
import type { FieldValue } from '../../contract/answers';
import type { SheetRow } from '../../contract/officer';
import { ok } from '../../contract/result';
import { OPEN_CALLS, PAPER_CALLS, RESIDENT_CALLS, SHEET_CALLS } from './guard';
import { policeHandles } from './officer';
import { scanOnSheet } from './officer-answer';

// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const RESIDENCE = '1.004194';
const EXTRACT = '2.000635';
const ASK_RESIDENT = { ok: false, failure: { reason: 'ASK_RESIDENT' } };
const NOT_ALLOWED = { ok: false, failure: { reason: 'NOT_ALLOWED' } };
const LANDLORD =
  '079085000222|123456789|Nguyễn Văn Thử|15061985|Nam|1 Đường Mẫu, Phường Ví Dụ, Quận 1, Thành phố Hồ Chí Minh|01012022';

let folder: string;
let core: HelpedCore;
let officerId: string;

beforeEach(async () => {
  folder = newFolder();
  core = await openHelpedCore(folder);
  const { kiosk, people } = core;
  const made = await kiosk.helpers.create(
    { role: 'areaOfficer', name: 'Lê Giả Định', pin: PIN },
    people.technician,
  );
  if (!made.ok) throw new Error(made.failure.reason);
  officerId = made.value.id;
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const openAs = (helperId: string) => mustDo(core.client.assist.open({ helperId, pin: PIN }));
async function openSheet(): Promise<void> {
  await openAs(officerId);
  await mustDo(core.client.officer.ask());
  await mustDo(core.client.assist.answerLeave({ agree: true }));
}
const rows = async (): Promise<SheetRow[]> => (await screenIs(core, 'officerSheet')).rows;
const row = async (path: string) => (await rows()).find((each) => each.path === path);
const answer = (path: string, value: FieldValue, keepWarnings = false) =>
  core.client.officer.answer({ path, value, keepWarnings });
async function put(path: string, value: FieldValue): Promise<void> {
  const answered = await answer(path, value);
  expect([path, answered]).toMatchObject([path, { ok: true, value: { warnings: [] } }]);
}

/** What a tenant's dossier asks for; the rest comes from the card. */
async function fillIn(): Promise<void> {
  await put('phone', '0901234567');
  await put('temp_until', { year: new Date().getFullYear() + 1, month: 1, day: 15 });
  await put('declared_for', 'Bản thân');
  await put('household_mode', 'Lập hộ mới');
  await put('dwelling_basis', 'Do thuê, mượn, ở nhờ');
  await put('confirmation_channel', 'Qua VNeID');
  const [found] = await core.client.officer.addresses({ text: '12 Đường Mẫu, phu nhuan' });
  expect(found?.text).toContain('Phường Phú Nhuận');
  await put('temp_address', found?.address ?? null);
}

describe('who may be handed a dossier', () => {
  it('is the police for residence and identity, and for nothing else', () => {
    const { packs } = core.kiosk;
    const theirs = [...packs.values()].filter(policeHandles).map(({ code }) => code);
    expect(theirs).toEqual([RESIDENCE]);
    expect(policeHandles({ group: 'congan', lifeEvents: ['vehicle'] })).toBe(false);
    expect(policeHandles({ group: 'congan', lifeEvents: ['identity'] })).toBe(true);
  });

  it('is no volunteer, and no officer before the person is confirmed or at another procedure', async () => {
    await walkToReady(core, RESIDENCE, CARD_2021);
    await openAs(core.people.volunteer.id);
    expect(core.view().assist?.mayHandOver).toBe(false);
    expect(await core.client.officer.ask()).toEqual(NOT_ALLOWED);
    expect(await core.client.assist.askMandate({ reason: 'policeHandover' })).toEqual(NOT_ALLOWED);
    await mustDo(core.client.assist.handBack());
    await mustDo(core.client.session.back());
    await screenIs(core, 'cardConfirm');
    await openAs(officerId);
    expect(core.view().assist?.mayHandOver).toBe(false);
    expect(await core.client.officer.ask()).toMatchObject({ ok: false });
    await mustDo(core.client.session.end({ reason: 'resident' }));

    await walkToReady(core, EXTRACT, CARD_2021);
    await openAs(officerId);
    expect(core.view().assist?.mayHandOver).toBe(false);
    expect(await core.client.officer.ask()).toMatchObject({ ok: false });
  });

  it('needs the resident’s own agreement', async () => {
    await walkToReady(core, RESIDENCE, CARD_2021);
    await openAs(officerId);
    expect(core.view().assist?.mayHandOver).toBe(true);
    await mustDo(core.client.officer.ask());
    await screenIs(core, 'ready');
    expect(await answer('phone', '0901234567')).toEqual(NOT_ALLOWED);
    await mustDo(core.client.assist.answerLeave({ agree: false }));
    await screenIs(core, 'ready');
    expect(await answer('phone', '0901234567')).toEqual(NOT_ALLOWED);
    expect(core.counted('mandateGiven')).toEqual([]);
    // Another mandate is no sheet.
    await mustDo(core.client.assist.askMandate({ reason: 'noTime' }));
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    await screenIs(core, 'ready');
    expect(await answer('phone', '0901234567')).toEqual(NOT_ALLOWED);
  });
});

describe('the open sheet', () => {
  beforeEach(async () => {
    await walkToReady(core, RESIDENCE, CARD_2021);
    await openSheet();
  });

  it('shows every question with what the card says, the numbers masked', async () => {
    const all = await rows();
    const asked = core.kiosk.packs.get(RESIDENCE)?.fields.filter(({ ask }) => ask === 'derived');
    expect(all.map(({ path }) => path)).not.toContain(asked?.[0]?.key);
    expect(await row('full_name')).toMatchObject({ prefilled: true, value: 'Trần Thị Kiều Ví Dụ' });
    expect(await row('personal_id')).toMatchObject({ hidden: true, value: null });
    expect(JSON.stringify(core.view())).not.toContain('079158000111');
    expect(await core.client.officer.value({ path: 'personal_id' })).toEqual({
      ok: true,
      value: '079158000111',
    });
  });

  it('takes any question that shows, in any order, and shows what follows in its place', async () => {
    expect(await row('owner_full_name')).toBeUndefined();
    expect(await answer('owner_full_name', 'Nguyễn Văn Thử')).toMatchObject({
      ok: false,
      failure: { reason: 'SESSION_STALE' },
    });
    await fillIn();
    const paths = (await rows()).map(({ path }) => path);
    expect(paths.indexOf('owner_full_name')).toBeGreaterThan(paths.indexOf('members'));
    await put('owner_full_name', 'Nguyễn Văn Thử');
    expect((await row('receiving_ward'))?.value).toBe('Phường Phú Nhuận');
    expect((await rows()).filter(({ missing }) => missing)).toEqual([]);
    // The resident’s own numbers of the machine alone are no question.
    expect(await answer('request_content', 'x')).toMatchObject({ ok: false });
  });

  it('refuses what is wrong beside its field, and keeps what does not add up only when told', async () => {
    expect(await answer('phone', '09')).toEqual({
      ok: false,
      failure: { reason: 'PHONE_TOO_SHORT', details: expect.anything() },
    });
    expect((await row('phone'))?.missing).toBe(true);
    await put('declared_for', 'Khai hộ');
    await put('full_name', 'Nguyễn Thị Thử Nghiệm');
    await put('birth_date', { year: 1990, month: 1, day: 1 });
    const doubtful = await answer('personal_id', '079158000111');
    expect(doubtful).toMatchObject({
      ok: true,
      value: { warnings: [{ reason: 'ID_YEAR_MISMATCH' }] },
    });
    expect((await row('personal_id'))?.missing).toBe(true);
    expect(await answer('personal_id', '079158000111', true)).toMatchObject({
      ok: true,
      value: { warnings: [] },
    });
    expect((await row('personal_id'))?.missing).toBe(false);
  });

  it('fills another person’s fields from that person’s card, and never the resident’s', async () => {
    await put('dwelling_basis', 'Do thuê, mượn, ở nhờ');
    await put('confirmation_channel', 'Qua VNeID');
    await mustDo(core.client.officer.card({ path: 'owner_personal_id', text: LANDLORD }));
    expect((await row('owner_full_name'))?.value).toBe('Nguyễn Văn Thử');
    expect(await core.client.officer.value({ path: 'owner_personal_id' })).toEqual({
      ok: true,
      value: '079085000222',
    });
    for (const path of ['full_name', 'phone', 'temp_address']) {
      expect(await core.client.officer.card({ path, text: LANDLORD })).toEqual({
        ok: false,
        failure: { reason: 'SHEET_NO_PERSON' },
      });
    }
    expect((await row('full_name'))?.value).toBe('Trần Thị Kiều Ví Dụ');
    expect(await core.client.officer.card({ path: 'owner_full_name', text: 'x' })).toMatchObject({
      ok: false,
      failure: { reason: expect.stringContaining('CARD') },
    });
  });

  it('takes the card of an attached reader only where one is awaited', async () => {
    const { kiosk } = core;
    await put('dwelling_basis', 'Do thuê, mượn, ở nhờ');
    scanOnSheet(kiosk, ok(LANDLORD));
    expect((await row('owner_full_name'))?.value).toBeNull();
    await mustDo(core.client.officer.awaitCard({ path: 'owner_full_name' }));
    expect((await screenIs(core, 'officerSheet')).cardFor).toBe('owner_full_name');
    scanOnSheet(kiosk, ok('x'));
    expect(await screenIs(core, 'officerSheet')).toMatchObject({
      cardFor: null,
      cardFailure: { reason: expect.stringContaining('CARD') },
    });
    await mustDo(core.client.officer.awaitCard({ path: 'owner_full_name' }));
    scanOnSheet(kiosk, ok(LANDLORD));
    expect((await row('owner_full_name'))?.value).toBe('Nguyễn Văn Thử');
    expect(await screenIs(core, 'officerSheet')).toMatchObject({
      cardFor: null,
      cardFailure: null,
    });
  });

  it('leaves everything else to the resident, by the contract itself', async () => {
    await fillIn();
    const inputs: Readonly<Record<string, unknown>> = {
      'session.consent': { agree: true },
      'session.rate': { face: 'good' },
      'session.resume': { lastFourDigits: '0111' },
      'account.setPassword': { password: 'Mau-thu-42!x' },
      'account.enterCode': { code: '123456' },
      'dossier.declare': { checked: true },
      'identity.reject': { next: 'scan' },
      'procedures.choose': { code: EXTRACT },
      'dossier.answer': { path: 'phone', value: '0900000000' },
      'dossier.edit': { path: 'phone' },
      'papers.preview': { pageId: 'x', purpose: 'preview' },
      'assist.answerLeave': { agree: true },
      'assist.askMandate': { reason: 'noTime' },
    };
    const closed = [...OPEN_CALLS, ...RESIDENT_CALLS, ...PAPER_CALLS].filter(
      (path) => !SHEET_CALLS.has(path),
    );
    for (const path of RESIDENT_CALLS) expect(SHEET_CALLS.has(path), path).toBe(false);
    for (const path of closed.filter((each) => RESIDENT_CALLS.has(each) || each in inputs)) {
      let target: unknown = core.client;
      for (const name of path.split('.')) target = (target as Record<string, unknown>)[name];
      const called = (target as (input?: unknown) => Promise<unknown>)(inputs[path]);
      expect(await called, path).toEqual(ASK_RESIDENT);
    }
    for (const path of SHEET_CALLS) expect(OPEN_CALLS.has(path), path).toBe(true);
    await screenIs(core, 'officerSheet');
    expect(core.kiosk.runtime.current()?.data.declared).toBe(false);
  });

  it('hands back only when nothing is missing; papers are asked of the resident then', async () => {
    expect(await core.client.officer.invite()).toMatchObject({
      ok: false,
      failure: { reason: 'SHEET_FIELDS_MISSING' },
    });
    await screenIs(core, 'officerSheet');
    await fillIn();
    await mustDo(core.client.officer.invite());
    expect(core.view().assist).toBeNull();
    const papers = await screenIs(core, 'papers');
    await addBarePage(core, papers.components[papers.current]?.component.id ?? '');
    await mustDo(core.client.papers.continue());
    expect((await screenIs(core, 'check')).missing).toEqual([]);
    expect(core.kiosk.runtime.current()?.data.answers.members).toEqual({
      value: null,
      origin: 'resident',
    });
  });

  it('takes papers from the sheet and ends on the check page, for the resident to submit', async () => {
    await fillIn();
    const { papers } = await screenIs(core, 'officerSheet');
    const needed = papers.filter(({ required }) => required).map(({ id }) => id);
    expect(needed).toEqual(['hop-dong-thue-nha']);
    for (const id of needed) await addBarePage(core, id);
    expect((await screenIs(core, 'officerSheet')).papers[0]?.pages).toBe(1);
    await mustDo(core.client.officer.invite());
    await screenIs(core, 'check');
    await mustDo(core.client.dossier.declare({ checked: true }));
    // Counted as it was: the sheet on behalf, the steps around it the resident's own.
    const steps = core.counted('stepDone').map(({ step, level }) => [step, level]);
    expect(steps.at(-1)).toEqual(['officerSheet', 3]);
    expect(steps.find(([step]) => step === 'ready')).toEqual(['ready', 1]);
    expect(core.counted('mandateGiven').map(({ value }) => value)).toEqual(['policeHandover']);
    expect(core.kiosk.runtime.current()?.data.help).toMatchObject({
      step: 'check',
      level: 0,
      highest: 3,
    });
  });

  it('goes back by itself after three minutes, with every answer kept', async () => {
    await put('phone', '0901234567');
    core.pass(100);
    await screenIs(core, 'officerSheet');
    await core.client.assist.touched({ where: 'panel' });
    core.pass(179);
    expect((await screenIs(core, 'officerSheet')).secondsLeft).toBe(1);
    core.pass(1);
    await screenIs(core, 'ready');
    expect(core.view().assist).toBeNull();
    expect(core.kiosk.runtime.current()?.data.answers.phone?.value).toBe('0901234567');
    expect(await answer('phone', '0907654321')).toEqual(NOT_ALLOWED);
  });

  it('is gone after the core died, and no answer with it', async () => {
    await fillIn();
    await core.close();
    core = await openHelpedCore(folder, { recovery: 'continue' });
    await screenIs(core, 'ready');
    expect(core.view().assist).toBeNull();
    expect(core.kiosk.runtime.current()?.data).toMatchObject({ officerSheet: false });
    expect(core.kiosk.runtime.current()?.data.answers.dwelling_basis?.value).toBe(
      'Do thuê, mượn, ở nhờ',
    );
    // The next helper's panel is a panel, and no sheet.
    await openAs(officerId);
    await screenIs(core, 'ready');
    expect(await answer('phone', '0907654321')).toEqual(NOT_ALLOWED);
  });
});
