import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { doStep, mustDo, screenIs, submit, walkToReady } from '../../../tests/support/core-walk';
import { type HelpedCore, openHelpedCore, PIN } from '../../../tests/support/helped-core';
import { currentCall, onCallChange } from './calls';

const EXTRACT = '2.000635';
// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let core: HelpedCore;

beforeEach(async () => {
  folder = newFolder();
  core = await openHelpedCore(folder);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const assist = () => {
  const { assist: view } = core.view();
  if (!view) throw new Error('no panel is open');
  return view;
};
const step = () => doStep(core, core.view().screen);
async function toQuestion(): Promise<string> {
  await walkToReady(core, EXTRACT, CARD_2021);
  while (core.view().screen.name !== 'question') await step();
  return (await screenIs(core, 'question')).path;
}
const levels = () => core.counted('stepDone').map(({ step: name, level }) => [name, level]);

describe('the panel', () => {
  it('opens with the right PIN and says what the question asks', async () => {
    const path = await toQuestion();
    const wrong = await core.client.assist.open({ helperId: core.people.volunteer.id, pin: '1' });
    expect(wrong.ok).toBe(false);
    expect(core.view().assist).toBeNull();
    await core.openPanel();
    expect(assist()).toMatchObject({
      helperName: 'Minh Anh Mẫu',
      role: 'volunteer',
      level: 'guided',
      mayType: true,
      keyboard: false,
      mandate: null,
    });
    const pack = core.kiosk.packs.get(EXTRACT);
    expect(assist().notes).toEqual(pack?.fields.find(({ key }) => key === path)?.help);
  });

  it('opens for no technician, for nobody without a session, and not twice', async () => {
    const volunteer = { helperId: core.people.volunteer.id, pin: PIN };
    expect(await core.client.assist.open(volunteer)).toMatchObject({ ok: false });
    await toQuestion();
    expect(
      await core.client.assist.open({ helperId: core.people.technician.id, pin: PIN }),
    ).toEqual({ ok: false, failure: { reason: 'NOT_ALLOWED' } });
    await core.openPanel();
    expect(await core.client.assist.open(volunteer)).toMatchObject({ ok: false });
    // The technician mends machines and is not offered here.
    expect((await core.client.assist.helpers()).map(({ name }) => name)).toEqual(['Minh Anh Mẫu']);
  });

  it('closes by itself after 60 s without the helper, whatever the resident types', async () => {
    const path = await toQuestion();
    await core.openPanel();
    core.pass(50);
    expect(assist().secondsLeft).toBe(10);
    await core.client.assist.touched({ where: 'page' });
    expect(assist().secondsLeft).toBe(10);
    await core.client.assist.touched({ where: 'panel' });
    expect(assist().secondsLeft).toBeNull();
    core.pass(59);
    expect(core.view().assist).not.toBeNull();
    core.pass(1);
    expect(core.view().assist).toBeNull();
    expect(core.counted('handedBack')).toEqual([
      {
        kind: 'handedBack',
        step: `question:${path}`,
        code: EXTRACT,
        value: 'quiet',
        level: null,
        seconds: 110,
      },
    ]);
  });

  it('stays while the helper types with the resident’s leave', async () => {
    await toQuestion();
    await core.openPanel();
    await mustDo(core.client.assist.askTyping());
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    core.pass(55);
    await core.client.assist.touched({ where: 'page' });
    core.pass(55);
    expect(core.view().assist).not.toBeNull();
    core.pass(5);
    expect(core.view().assist).toBeNull();
  });

  it('goes with the session, and with a restart of the core, which keeps the level', async () => {
    await toQuestion();
    await core.openPanel();
    await mustDo(core.client.assist.askTyping());
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    core.pass(7);
    await core.close();
    core = await openHelpedCore(folder, { recovery: 'continue' });
    expect(core.view().assist).toBeNull();
    core.pass(5);
    await step();
    // Seconds are kept from what was written: the keyboard was taken at second 0 of this panel.
    expect(core.counted('stepDone').at(-1)).toMatchObject({ level: 2, seconds: 5 });
    await core.openPanel();
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(core.view().assist).toBeNull();
    expect(core.kiosk.state.panel).toBeNull();
    expect(core.counted('handedBack').at(-1)).toMatchObject({ value: 'step' });
    expect(core.counted('stepDone').at(-1)).toMatchObject({ value: 'ended', level: 1 });
  });
});

describe('levels', () => {
  it('are recorded for each step by what happened, and the dossier has the highest', async () => {
    await toQuestion();
    const before = core.counted('stepDone').length;
    await core.openPanel();
    core.pass(12);
    await step();
    await mustDo(core.client.assist.askTyping());
    expect(assist().keyboard).toBe(false);
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    expect(assist()).toMatchObject({ keyboard: true, level: 'together' });
    core.pass(20);
    await step();
    expect(assist()).toMatchObject({ keyboard: false, level: 'guided' });
    await step();
    await mustDo(core.client.assist.handBack());
    // The helper was there when this question came up.
    await step();
    while (core.view().screen.name !== 'check') await step();
    await submit(core);
    const counted = core.counted('stepDone').slice(before);
    expect(counted.slice(0, 2)).toMatchObject([
      { level: 1, seconds: 12, value: 'forward' },
      { level: 2, seconds: 20 },
    ]);
    expect(counted.slice(2, 6).map(({ level }) => level)).toEqual([1, 1, 0, 0]);
    expect(core.counted('submitted')).toMatchObject([{ level: 2, code: EXTRACT }]);
  });

  it('need the resident’s agreement: asking, or a refusal, changes nothing', async () => {
    await toQuestion();
    await core.openPanel();
    await mustDo(core.client.assist.askTyping());
    await mustDo(core.client.assist.answerLeave({ agree: false }));
    expect(assist()).toMatchObject({ keyboard: false, asked: null, level: 'guided' });
    expect(await core.client.assist.answerLeave({ agree: true })).toMatchObject({ ok: false });
    expect(core.counted('keyboardTaken')).toEqual([]);
    // Asked on one step, answered on the next: the leave was for another question.
    await mustDo(core.client.assist.askTyping());
    await step();
    expect(await core.client.assist.answerLeave({ agree: true })).toMatchObject({ ok: false });
  });

  it('are onBehalf under a mandate with its reason, until the panel closes', async () => {
    await toQuestion();
    await core.openPanel();
    await mustDo(core.client.assist.askMandate({ reason: 'cannotSee' }));
    expect(assist().mandate).toBeNull();
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    expect(assist()).toMatchObject({ mandate: 'cannotSee', level: 'onBehalf' });
    await step();
    expect(assist()).toMatchObject({ mandate: 'cannotSee', level: 'onBehalf' });
    await mustDo(core.client.assist.handBack());
    while (core.view().screen.name !== 'check') await step();
    await submit(core);
    expect(core.counted('mandateGiven')).toMatchObject([{ value: 'cannotSee', code: EXTRACT }]);
    expect(core.counted('submitted')).toMatchObject([{ level: 3 }]);
    expect(
      levels()
        .slice(-2)
        .map(([, level]) => level),
    ).toEqual([0, 0]);
  });

  it('of practice are no counts', async () => {
    const { client } = core;
    await mustDo(client.session.start());
    await mustDo(client.session.chooseGoal({ goal: 'practise', procedureCode: EXTRACT }));
    await mustDo(client.session.consent({ agree: true }));
    await mustDo(client.identity.useSampleCard());
    await core.openPanel();
    await mustDo(client.session.callHelp({ called: true }));
    await mustDo(client.assist.handBack());
    await mustDo(client.identity.confirm());
    while (core.view().screen.name !== 'check') await step();
    await submit(core);
    await mustDo(client.session.end({ reason: 'resident' }));
    // The page of goals was left before anybody knew that it would be practice.
    expect(levels()).toEqual([['goal', 0]]);
    for (const kind of ['panelOpened', 'handedBack', 'helpCalled', 'submitted']) {
      expect(core.counted(kind)).toEqual([]);
    }
  });
});

describe('calls', () => {
  it('say where and since when, and nothing personal', async () => {
    const path = await toQuestion();
    let told = 0;
    const stop = onCallChange(core.kiosk, () => {
      told += 1;
    });
    await mustDo(core.client.session.callHelp({ called: true }));
    expect(told).toBe(1);
    core.pass(31);
    const pack = core.kiosk.packs.get(EXTRACT);
    expect(currentCall(core.kiosk)).toEqual({
      kind: 'pressed',
      since: expect.any(String),
      waitingSeconds: 31,
      screen: 'question',
      step: `question:${path}`,
      label: pack?.fields.find(({ key }) => key === path)?.label,
      procedure: pack?.shortName,
    });
    expect(core.view().helpCalled).toBe(true);
    // Going on to another question keeps the call, and says where it is now.
    await step();
    expect(currentCall(core.kiosk)?.step).not.toBe(`question:${path}`);
    expect(told).toBe(2);
    await core.openPanel();
    expect(currentCall(core.kiosk)).toBeNull();
    expect(told).toBe(3);
    stop();
    expect(core.counted('helpCalled')).toHaveLength(1);
  });

  it('are raised quietly after 90 s without an answer, once, and go with the answer', async () => {
    await toQuestion();
    core.pass(89);
    expect(currentCall(core.kiosk)).toBeNull();
    core.pass(1);
    expect(currentCall(core.kiosk)).toMatchObject({ kind: 'quiet', waitingSeconds: 0 });
    // Quiet: the resident's screen says nothing of it.
    expect(core.view().helpCalled).toBe(false);
    core.pass(30);
    expect(core.counted('helpCalled')).toMatchObject([{ value: 'quiet' }]);
    await step();
    expect(currentCall(core.kiosk)).toBeNull();
    core.pass(89);
    expect(currentCall(core.kiosk)).toBeNull();
  });

  it('that were quiet become pressed ones, and have waited since they were raised', async () => {
    await toQuestion();
    core.pass(100);
    await mustDo(core.client.session.callHelp({ called: true }));
    expect(currentCall(core.kiosk)).toMatchObject({ kind: 'pressed', waitingSeconds: 10 });
    await mustDo(core.client.session.callHelp({ called: false }));
    expect(currentCall(core.kiosk)).toBeNull();
  });

  it('are not raised again for who was just helped or took a call back', async () => {
    await toQuestion();
    core.pass(90);
    await core.openPanel();
    await mustDo(core.client.assist.handBack());
    core.pass(89);
    expect(currentCall(core.kiosk)).toBeNull();
    await mustDo(core.client.session.callHelp({ called: true }));
    await mustDo(core.client.session.callHelp({ called: false }));
    core.pass(89);
    expect(currentCall(core.kiosk)).toBeNull();
    core.pass(1);
    expect(currentCall(core.kiosk)).toMatchObject({ kind: 'quiet' });
  });

  it('are not raised while somebody helps, nor where nobody is', async () => {
    core.pass(200);
    expect(currentCall(core.kiosk)).toBeNull();
    await toQuestion();
    await core.openPanel();
    for (let tens = 0; tens < 20; tens += 1) {
      core.pass(10);
      await core.client.assist.touched({ where: 'panel' });
    }
    expect(core.view().assist).not.toBeNull();
    expect(currentCall(core.kiosk)).toBeNull();
    await mustDo(core.client.session.end({ reason: 'resident' }));
    core.pass(200);
    expect(currentCall(core.kiosk)).toBeNull();
  });
});
