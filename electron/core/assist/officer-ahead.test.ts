import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { mustDo, screenIs } from '../../../tests/support/core-walk';
import { type HelpedCore, openHelpedCore, PIN } from '../../../tests/support/helped-core';
import { AWAITED_SECONDS } from './officer-ahead';

// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const RESIDENCE = '1.004194';
const EXTRACT = '2.000635';
const OFFICER = 'Lê Giả Định';
const OTHER_CARD =
  '079085000222|123456789|Nguyễn Văn Thử|15061985|Nam|1 Đường Mẫu, Phường Ví Dụ, Quận 1, Thành phố Hồ Chí Minh|01012022';

let folder: string;
let core: HelpedCore;
let officerId: string;

beforeEach(async () => {
  folder = newFolder();
  core = await openHelpedCore(folder);
  const { kiosk, people } = core;
  const made = await kiosk.helpers.create(
    { role: 'areaOfficer', name: OFFICER, pin: PIN },
    people.technician,
  );
  if (!made.ok) throw new Error(made.failure.reason);
  officerId = made.value.id;
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const data = () => core.kiosk.runtime.current()?.data;
const steps = () => core.counted('stepDone').map(({ step, level }) => [step, level]);

async function toConsent(code = RESIDENCE): Promise<void> {
  await mustDo(core.client.session.start());
  await mustDo(core.client.session.chooseGoal({ goal: 'procedure', procedureCode: code }));
  await screenIs(core, 'consent');
}
async function agreeAhead(): Promise<void> {
  await mustDo(core.client.assist.open({ helperId: officerId, pin: PIN }));
  await mustDo(core.client.officer.ask());
  await mustDo(core.client.assist.answerLeave({ agree: true }));
}
async function card(text = CARD_2021): Promise<void> {
  await mustDo(core.client.identity.readCard({ text, via: 'wedge' }));
  await screenIs(core, 'cardConfirm');
}
async function signInOfficer(): Promise<void> {
  await mustDo(core.client.office.open());
  const signed = { helperId: officerId, pin: PIN };
  const inside = await core.client.office.signIn(signed);
  if (!inside.ok) {
    await mustDo(core.client.office.signIn({ ...signed, outsideReason: 'appointment' }));
  }
}

describe('a hand-over before the card', () => {
  it('opens the sheet with the card’s confirmation; consent and card are the resident’s own', async () => {
    await toConsent();
    await agreeAhead();
    // The panel is closed: nobody looks on while the resident consents and shows the card.
    await screenIs(core, 'consent');
    expect(core.view()).toMatchObject({ assist: null, handOver: { officerName: OFFICER } });
    expect(await core.client.officer.answer({ path: 'phone', value: '0901234567' })).toMatchObject({
      ok: false,
      failure: { reason: 'NOT_ALLOWED' },
    });
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    expect(core.counted('mandateGiven')).toEqual([]);
    await mustDo(core.client.identity.confirm());
    const sheet = await screenIs(core, 'officerSheet');
    expect(sheet.officerName).toBe(OFFICER);
    expect(core.view()).toMatchObject({ handOver: null, assist: { mandate: 'policeHandover' } });
    expect(data()).toMatchObject({ sheetAwaits: null, officerSheet: true });
    expect(data()?.help).toMatchObject({ step: 'officerSheet', level: 3, highest: 3 });
    // The officer stood beside the notice while asking; the card was the resident’s alone.
    expect(steps()).toEqual([
      ['goal', 0],
      ['consent', 1],
      ['identify', 0],
      ['cardConfirm', 0],
    ]);
    expect(core.counted('mandateGiven').map(({ value }) => value)).toEqual(['policeHandover']);
    // Handed back, the resident stands where they would have stood.
    await mustDo(core.client.assist.handBack());
    await screenIs(core, 'ready');
  });

  it('needs the resident’s own press for consent and card while the panel is open', async () => {
    await toConsent();
    await mustDo(core.client.assist.open({ helperId: officerId, pin: PIN }));
    await mustDo(core.client.officer.ask());
    const refused = { ok: false, failure: { reason: 'ASK_RESIDENT' } };
    expect(await core.client.session.consent({ agree: true })).toEqual(refused);
    expect(await core.client.identity.confirm()).toEqual(refused);
    await mustDo(core.client.assist.answerLeave({ agree: false }));
    expect(data()?.sheetAwaits).toBeNull();
    expect(core.view().assist?.asked).toBeNull();
  });

  it('is nobody’s at another procedure, and no volunteer’s', async () => {
    await toConsent();
    await mustDo(core.client.assist.open({ helperId: core.people.volunteer.id, pin: PIN }));
    expect(core.view().assist?.mayHandOver).toBe(false);
    expect(await core.client.officer.ask()).toMatchObject({ ok: false });
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await toConsent(EXTRACT);
    await mustDo(core.client.assist.open({ helperId: officerId, pin: PIN }));
    expect(core.view().assist?.mayHandOver).toBe(false);
    expect(await core.client.officer.ask()).toMatchObject({ ok: false });
  });

  async function expectNormalWay(): Promise<void> {
    expect(core.view().handOver).toBeNull();
    await mustDo(core.client.identity.confirm());
    await screenIs(core, 'ready');
    expect(core.view().assist).toBeNull();
    expect(core.counted('mandateGiven')).toEqual([]);
    expect(steps().slice(-2)).toEqual([
      ['identify', 0],
      ['cardConfirm', 0],
    ]);
  }

  it('goes the normal way when the resident changes their mind', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    await mustDo(core.client.officer.withdraw());
    await expectNormalWay();
  });

  it('goes the normal way when it took too long', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    core.pass(AWAITED_SECONDS);
    expect(core.view().handOver).not.toBeNull();
    core.pass(1);
    expect(data()?.sheetAwaits).toBeNull();
    await expectNormalWay();
  });

  it('goes the normal way when the officer is no longer one', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    const removed = core.kiosk.helpers.remove(officerId, core.people.technician);
    expect(removed).toMatchObject({ ok: true });
    await expectNormalWay();
  });

  it('goes the normal way when another helper took the place', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    await mustDo(core.client.assist.open({ helperId: core.people.volunteer.id, pin: PIN }));
    await mustDo(core.client.assist.handBack());
    expect(core.view().handOver).toBeNull();
    await mustDo(core.client.identity.confirm());
    await screenIs(core, 'ready');
  });

  it('holds for the person who agreed: another card goes the normal way', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    await card(OTHER_CARD);
    await expectNormalWay();
  });

  it('does not outlive the core', async () => {
    await toConsent();
    await agreeAhead();
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    await core.close();
    core = await openHelpedCore(folder, { recovery: 'continue' });
    await screenIs(core, 'cardConfirm');
    await expectNormalWay();
  });
});

describe('“Làm phiếu cho bà con”', () => {
  it('asks first; the resident’s agreement chooses the procedure, and every step after it is theirs', async () => {
    await signInOfficer();
    const board = await screenIs(core, 'office');
    expect(board.office).toMatchObject({ page: 'board', handOver: [{ code: RESIDENCE }] });
    await mustDo(core.client.officer.begin({ code: RESIDENCE }));
    await screenIs(core, 'goal');
    expect(core.view().assist?.asked).toMatchObject({
      kind: 'mandate',
      reason: 'policeHandover',
      procedure: core.kiosk.packs.get(RESIDENCE)?.shortName,
    });
    expect(data()?.procedureCode).toBeNull();
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    await screenIs(core, 'consent');
    expect(core.view()).toMatchObject({ assist: null, handOver: { officerName: OFFICER } });
    await mustDo(core.client.session.consent({ agree: true }));
    await card();
    await mustDo(core.client.identity.confirm());
    await screenIs(core, 'officerSheet');
    expect(steps()).toEqual([
      ['goal', 1],
      ['consent', 0],
      ['identify', 0],
      ['cardConfirm', 0],
    ]);
    expect(core.counted('goalChosen').map(({ value }) => value)).toEqual(['procedure']);
  });

  it('leaves who does not agree at the first page, alone', async () => {
    await signInOfficer();
    await mustDo(core.client.officer.begin({ code: RESIDENCE }));
    await mustDo(core.client.assist.answerLeave({ agree: false }));
    await screenIs(core, 'goal');
    expect(core.view()).toMatchObject({ assist: null, handOver: null });
    expect(data()).toMatchObject({ procedureCode: null, sheetAwaits: null });
  });

  it('is for officers who are signed in, and for the procedures of the police', async () => {
    const refused = { ok: false, failure: { reason: 'NOT_ALLOWED' } };
    expect(await core.client.officer.begin({ code: RESIDENCE })).toEqual(refused);
    await signInOfficer();
    expect(await core.client.officer.begin({ code: EXTRACT })).toMatchObject({
      ok: false,
      failure: { reason: 'PROCEDURE_UNKNOWN' },
    });
    expect(core.kiosk.runtime.current()).toBeNull();
  });
});
