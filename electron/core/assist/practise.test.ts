import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { mustDo, screenIs, submit, walkToCheck } from '../../../tests/support/core-walk';
import type { PracticeTarget } from '../submissions/targets/practice';
import type { RealTarget } from '../submissions/targets/target';

const EXTRACT = '2.000635';
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

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

const REFUSED = { ok: false, failure: { reason: 'PRACTISE_SAMPLE_ONLY' } };

async function toIdentify(goal: 'practise' | 'procedure' = 'practise'): Promise<void> {
  await mustDo(core.client.session.start());
  await mustDo(core.client.session.chooseGoal({ goal, procedureCode: EXTRACT }));
  await mustDo(core.client.session.consent({ agree: true }));
}
async function toCheck(): Promise<void> {
  await toIdentify();
  await mustDo(core.client.identity.useSampleCard());
  await mustDo(core.client.identity.confirm());
  await walkToCheck(core);
}
async function toEnd(): Promise<void> {
  await toCheck();
  await submit(core);
  await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
  await mustDo(core.client.session.finish());
}
const outboxRows = () => core.kiosk.db.prepare('SELECT count(*) FROM outbox').pluck().get();
const events = (kind: string) =>
  core.kiosk.db.prepare('SELECT value FROM event WHERE kind = ?').pluck().all(kind);

describe('a practice run', () => {
  it('takes the fictitious card and no other person, scanned or typed', async () => {
    await toIdentify();
    expect(core.view().practising).toBe(true);
    expect(await core.client.identity.readCard({ text: CARD_2024, via: 'wedge' })).toEqual(REFUSED);
    expect(await screenIs(core, 'identify')).toMatchObject({
      sampleCard: true,
      failure: REFUSED.failure,
    });
    const typed = {
      personalId: '079199000000',
      fullName: 'Nguyễn Thị Thử Nghiệm',
      birthDate: { year: 1999, month: 1, day: 1 },
      sex: 'female' as const,
      residence: '',
    };
    await mustDo(core.client.identity.typeInstead());
    expect(await core.client.identity.type(typed)).toEqual(REFUSED);
    // The sample's number with somebody's own name is somebody's own name.
    const sample = { ...typed, personalId: '079158000111', birthDate: { year: 1958 } };
    expect(await core.client.identity.type(sample)).toEqual(REFUSED);
    expect(core.kiosk.runtime.current()?.data.identity).toBeNull();
    await mustDo(core.client.identity.type({ ...sample, fullName: 'Trần Thị Kiều Ví Dụ' }));
    await screenIs(core, 'cardConfirm');
  });

  it('has its card also where none is offered in earnest', async () => {
    core.kiosk.sample = null;
    await toIdentify('procedure');
    expect((await screenIs(core, 'identify')).sampleCard).toBe(false);
    expect((await core.client.identity.useSampleCard()).ok).toBe(false);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await toIdentify();
    expect((await screenIs(core, 'identify')).sampleCard).toBe(true);
    await mustDo(core.client.identity.useSampleCard());
  });

  it('shares no person and no answer with a real dossier, whichever comes first', async () => {
    await toIdentify('procedure');
    await mustDo(core.client.identity.readCard({ text: CARD_2024, via: 'wedge' }));
    for (let { screen } = core.view(); screen.name !== 'goal'; { screen } = core.view()) {
      await mustDo(core.client.session.back());
    }
    await mustDo(core.client.session.chooseGoal({ goal: 'practise', procedureCode: EXTRACT }));
    expect(core.kiosk.runtime.current()?.data).toMatchObject({ identity: null, answers: {} });
    await mustDo(core.client.session.end({ reason: 'resident' }));

    await toCheck();
    for (let { screen } = core.view(); screen.name !== 'goal'; { screen } = core.view()) {
      await mustDo(core.client.session.back());
    }
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure', procedureCode: EXTRACT }));
    expect(core.view().practising).toBe(false);
    expect(core.kiosk.runtime.current()?.data).toMatchObject({ identity: null, answers: {} });
  });

  it('marks its slip, keeps none, remembers nobody and counts nothing', async () => {
    await toCheck();
    await submit(core);
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    const result = await screenIs(core, 'result');
    expect(result.slip.practising).toBe(true);
    expect(result.canKeepSlip).toBe(false);
    await mustDo(core.client.result.savePdf());
    expect(core.host.saved[0]).toContain('class="watermark"');
    expect(core.host.saved[0]).toContain('LÀM THỬ');
    await mustDo(core.client.session.finish());
    expect(await screenIs(core, 'rating')).toMatchObject({ practised: { lesson: false } });
    expect((await screenIs(core, 'rating')).nextTime).toBeUndefined();
    expect((await core.client.remember.choose({ remember: true })).ok).toBe(false);
    expect((await core.client.remember.canDo({ who: 'self' })).ok).toBe(false);
    await mustDo(core.client.session.rate({ face: null }));
    for (const kind of ['submitted', 'returned', 'canDo']) expect(events(kind)).toEqual([]);
    // Before the goal was chosen nothing said that it would be practice.
    expect(
      core.kiosk.db.prepare("SELECT step FROM event WHERE kind = 'stepDone'").pluck().all(),
    ).toEqual(['goal']);
    expect(core.kiosk.db.prepare('SELECT count(*) FROM remembered').pluck().get()).toBe(0);
  });

  it('leaves nothing in the outbox, sent or not', async () => {
    await toEnd();
    expect(outboxRows()).toBe(1);
    await mustDo(core.client.session.rate({ face: null }));
    expect(outboxRows()).toBe(0);
    // The portal does not answer: what waits goes with the session too.
    vi.spyOn(core.kiosk.target, 'send').mockResolvedValue({
      kind: 'retry',
      reason: 'PORTAL_UNREACHABLE',
    });
    await toCheck();
    await submit(core);
    await vi.waitFor(() => expect(core.kiosk.outbox.queuedCount()).toBe(1));
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect(outboxRows()).toBe(0);
    expect(core.kiosk.db.prepare('SELECT count(*) FROM outbox_attachment').pluck().get()).toBe(0);
  });

  it('is refused, and no entry made, where dossiers go anywhere else', async () => {
    await toCheck();
    const send = vi.fn();
    const real: RealTarget = { id: 'elsewhere', kind: 'real', send };
    core.kiosk.target = real as unknown as PracticeTarget;
    await mustDo(core.client.dossier.declare({ checked: true }));
    expect(await core.client.dossier.submit()).toEqual({
      ok: false,
      failure: { reason: 'PRACTISE_STAYS_HERE' },
    });
    expect(outboxRows()).toBe(0);
    expect(send).not.toHaveBeenCalled();
    await screenIs(core, 'check');
  });
});

describe('the end of a practice run', () => {
  it('begins the same procedure in earnest, wiped, with the screen as it was set', async () => {
    await mustDo(core.client.preferences.setLanguage({ language: 'en' }));
    await toEnd();
    await mustDo(core.client.preferences.setTextSize({ textSize: 3 }));
    const { wiped } = core.host;
    await mustDo(core.client.practice.real());
    expect(core.host.wiped).toBe(wiped + 1);
    expect(core.view()).toMatchObject({
      practising: false,
      language: 'en',
      textSize: 3,
      screen: { name: 'consent', goal: 'procedure' },
    });
    expect(core.kiosk.runtime.current()?.data).toMatchObject({
      practise: false,
      procedureCode: EXTRACT,
      identity: null,
    });
  });

  it('begins once more as practice; and neither is done from anything real', async () => {
    await toEnd();
    await mustDo(core.client.practice.again());
    expect(core.view()).toMatchObject({ practising: true, screen: { name: 'consent' } });
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await toIdentify('procedure');
    const id = core.kiosk.runtime.current()?.id;
    expect((await core.client.practice.again()).ok).toBe(false);
    expect((await core.client.practice.real()).ok).toBe(false);
    expect(core.kiosk.runtime.current()?.id).toBe(id);
  });
});
