import { describe, expect, it, vi } from 'vitest';
import type { FaultKind, PortalService } from '../../practice-portal/faults';
import {
  logIn,
  makeDossier,
  makePdf,
  RESIDENT,
  type RunningPortal,
  request,
  startPortal,
} from '../../practice-portal/testing/portal-fixture';
import { createPracticeTarget, type PracticeTargetOptions } from './practice';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

const NUMBER = 'H99.12-261120-0001';
const SECOND_NUMBER = 'H99.12-261120-0002';

/** Deadline where the portal keeps silent: far above what an honest answer takes. */
const SHORT_MS = 1_500;

/** Only silence needs a short deadline; elsewhere a busy machine must not look like a fault. */
const deadlineFor = (kind: FaultKind) =>
  kind === 'slow' || kind === 'acceptedNoAnswer' ? { timeoutMs: SHORT_MS } : {};

const FILES = { a: makePdf('a'), b: makePdf('b') };

function targetOf(
  { connection }: Pick<RunningPortal, 'connection'>,
  changes: Partial<PracticeTargetOptions> = {},
) {
  const { origin, token, serviceAccount } = connection;
  return createPracticeTarget({ origin, token, ...serviceAccount, ...changes });
}

/** The dossiers the portal has: numbers are given without gaps. */
async function expectDossiers(running: RunningPortal, count: 0 | 1) {
  const target = targetOf(running);
  expect((await target.lookUp(NUMBER)).ok).toBe(count === 1);
  expect((await target.lookUp(SECOND_NUMBER)).ok).toBe(false);
}

describe('sending', () => {
  it('is accepted with number, time and due date, files included', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier(FILES);
    expect(await targetOf(running).send(dossier, readAttachment)).toEqual({
      kind: 'accepted',
      dossierNumber: NUMBER,
      receivedAt: '2026-11-20T02:00:00.000Z',
      dueAt: '2026-11-20T10:00:00.000Z',
    });
    await expectDossiers(running, 1);
  });

  it('has no due date where the procedure states no time', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier();
    const procedure = { ...dossier.procedure, processingDays: null };
    const outcome = await targetOf(running).send({ ...dossier, procedure }, readAttachment);
    expect(outcome.kind).toBe('accepted');
    expect(outcome).not.toHaveProperty('dueAt');
  });

  it('is "already have it" the second time, with or without files, "3" or -3', async () => {
    for (const files of [FILES, {}]) {
      const running = await startPortal();
      const { dossier, readAttachment } = makeDossier(files);
      const target = targetOf(running);
      const first = await target.send(dossier, readAttachment);
      for (let count = 0; count < 2; count += 1) {
        const again = await target.send(dossier, readAttachment);
        expect(again).toEqual({ ...first, kind: 'alreadyHave' });
      }
      await expectDossiers(running, 1);
    }
  });

  it('takes "0" and "00" alike', async () => {
    const running = await startPortal();
    const target = targetOf(running);
    for (let count = 1; count <= 3; count += 1) {
      const { dossier, readAttachment } = makeDossier();
      expect(await target.send(dossier, readAttachment)).toMatchObject({
        kind: 'accepted',
        dossierNumber: `H99.12-261120-000${count}`,
      });
    }
  });

  it('logs in once for many dossiers and again when the session is over', async () => {
    const running = await startPortal();
    const target = targetOf(running);
    const sendOne = async () => {
      const { dossier, readAttachment } = makeDossier(FILES);
      return (await target.send(dossier, readAttachment)).kind;
    };
    expect(await sendOne()).toBe('accepted');
    // From here any log-in fails, so a second dossier shows that the session was kept.
    running.portal.faults.add({ kind: 'error500', service: 'login' });
    expect(await sendOne()).toBe('accepted');
    running.portal.faults.clear();
    running.clock.advance(31 * 60_000);
    expect(await sendOne()).toBe('accepted');
  });

  it('gives up for now when a fresh session is refused as well', async () => {
    // A clock that leaps half an hour with every look ends each session before it is used.
    let now = Date.parse('2026-11-20T02:00:00Z');
    const running = await startPortal({
      clock: {
        now: () => {
          now += 31 * 60_000;
          return new Date(now);
        },
      },
    });
    const { dossier, readAttachment } = makeDossier(FILES);
    expect(await targetOf(running).send(dossier, readAttachment)).toEqual({
      kind: 'retry',
      reason: 'PORTAL_REFUSED',
    });
  });

  it('keeps the dossier for later when the account or the token is refused', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier();
    for (const changes of [{ password: 'wrong' }, { token: 'wrong' }, { agencyCode: 'wrong' }]) {
      expect(await targetOf(running, changes).send(dossier, readAttachment)).toEqual({
        kind: 'retry',
        reason: 'PORTAL_REFUSED',
      });
    }
    await expectDossiers(running, 0);
  });

  it('is refused with the portal’s words when the dossier itself is not taken', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier();
    const bad = { ...dossier, procedure: { ...dossier.procedure, code: '' } };
    expect(await targetOf(running).send(bad, readAttachment)).toEqual({
      kind: 'refused',
      reason: 'PORTAL_REFUSED',
      message: 'Dữ liệu không đúng định dạng',
    });
    const text = makeDossier({ a: Buffer.from('không phải PDF') });
    expect(await targetOf(running).send(text.dossier, text.readAttachment)).toMatchObject({
      kind: 'refused',
      message: 'Tệp đính kèm không phải là PDF',
    });
    const large = makeDossier({ a: Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-') });
    expect(await targetOf(running).send(large.dossier, large.readAttachment)).toMatchObject({
      kind: 'refused',
      message: '413',
    });
  });

  it('does not send a file that changed since it was frozen', async () => {
    const running = await startPortal();
    const { dossier } = makeDossier(FILES);
    const outcome = await targetOf(running).send(dossier, async () => makePdf('changed'));
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'STORAGE_FAILED' });
    await expectDossiers(running, 0);
  });

  it('throws what reading a file throws', async () => {
    const running = await startPortal();
    const { dossier } = makeDossier(FILES);
    const reading = targetOf(running).send(dossier, async () => {
      throw new Error('disk');
    });
    await expect(reading).rejects.toThrow('disk');
  });

  it('sends again from the start when persons were forgotten between file and dossier', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier(FILES);
    const target = targetOf(running);
    let reads = 0;
    const interrupted = await target.send(dossier, (id) => {
      reads += 1;
      if (reads === 2) running.portal.forgetPersons();
      return readAttachment(id);
    });
    expect(interrupted).toEqual({ kind: 'retry', reason: 'PORTAL_REFUSED' });
    expect((await target.send(dossier, readAttachment)).kind).toBe('accepted');
    await expectDossiers(running, 1);
  });
});

describe('every fault, at every step of sending', () => {
  const reasons: Record<FaultKind, string> = {
    slow: 'PORTAL_SLOW',
    acceptedNoAnswer: 'PORTAL_SLOW',
    error500: 'PORTAL_BAD_ANSWER',
    cutReply: 'PORTAL_BAD_ANSWER',
    wrongJson: 'PORTAL_BAD_ANSWER',
    wrongShape: 'PORTAL_BAD_ANSWER',
    refuseConnection: 'PORTAL_UNREACHABLE',
  };
  /** Faults after which the portal has done the work all the same. */
  const done: FaultKind[] = ['acceptedNoAnswer', 'cutReply', 'wrongJson', 'wrongShape'];
  const services: PortalService[] = ['login', 'upload', 'DongBoHoSoMC'];
  const cases = services.flatMap((service) =>
    (Object.keys(reasons) as FaultKind[]).map((kind) => [service, kind] as const),
  );

  it.each(cases)('%s %s: tried again, one dossier', async (service, kind) => {
    const running = await startPortal();
    const target = targetOf(running, deadlineFor(kind));
    const { dossier, readAttachment } = makeDossier(FILES);
    running.portal.faults.add({ kind, service, count: 1, milliseconds: 10 * SHORT_MS });
    expect(await target.send(dossier, readAttachment)).toEqual({
      kind: 'retry',
      reason: reasons[kind],
    });
    const isTaken = service === 'DongBoHoSoMC' && done.includes(kind);
    await expectDossiers(running, isTaken ? 1 : 0);
    expect(await target.send(dossier, readAttachment)).toMatchObject({
      kind: isTaken ? 'alreadyHave' : 'accepted',
      dossierNumber: NUMBER,
    });
    await expectDossiers(running, 1);
  });

  it('a slow answer within the deadline is an answer', async () => {
    const running = await startPortal();
    running.portal.faults.add({ kind: 'slow', milliseconds: 20 });
    const { dossier, readAttachment } = makeDossier();
    expect((await targetOf(running).send(dossier, readAttachment)).kind).toBe('accepted');
  });

  it('a portal that is not there is unreachable, and again there after a restart', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier(FILES);
    await running.portal.stop();
    expect(await targetOf(running).send(dossier, readAttachment)).toEqual({
      kind: 'retry',
      reason: 'PORTAL_UNREACHABLE',
    });
    const connection = await running.portal.start();
    const outcome = await targetOf({ connection }).send(dossier, readAttachment);
    expect(outcome.kind).toBe('accepted');
  });

  it('the caller may end an attempt', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier();
    const target = targetOf(running);
    const ended = AbortSignal.abort();
    const retry = { kind: 'retry', reason: 'PORTAL_UNREACHABLE' };
    expect(await target.send(dossier, readAttachment, ended)).toEqual(retry);
    running.portal.faults.add({ kind: 'acceptedNoAnswer', service: 'DongBoHoSoMC', count: 1 });
    const late = target.send(dossier, readAttachment, AbortSignal.timeout(SHORT_MS));
    expect(await late).toEqual(retry);
    expect((await target.send(dossier, readAttachment)).kind).toBe('alreadyHave');
  });
});

describe('looking up', () => {
  it('finds a number however it is typed, and tells what it does not know', async () => {
    const running = await startPortal();
    const target = targetOf(running);
    const { dossier, readAttachment } = makeDossier();
    await target.send(dossier, readAttachment);
    running.portal.clerk.advance(NUMBER, 2, 'Đã tiếp nhận');
    expect(await target.lookUp(' h99.12 - 261120-0001\n')).toEqual({
      ok: true,
      value: {
        number: NUMBER,
        procedureCode: '2.000635',
        procedureName: 'Cấp bản sao Trích lục hộ tịch',
        submittedAt: '2026-11-20T01:59:30.000Z',
        dueAt: '2026-11-20T10:00:00.000Z',
        overdue: false,
        timeline: [
          { status: 1, at: '2026-11-20T02:00:00.000Z' },
          { status: 2, at: '2026-11-20T02:00:00.000Z', note: 'Đã tiếp nhận' },
        ],
      },
    });
    running.clock.advance(9 * 3_600_000);
    expect(await target.lookUp(NUMBER)).toMatchObject({ value: { overdue: true } });
    expect(await target.lookUp(SECOND_NUMBER)).toMatchObject({
      failure: { reason: 'LOOKUP_NOT_FOUND' },
    });
  });

  it.each(['', 'H99', 'x'.repeat(10_000), '../../mapi/g', 'H99.12-261120-0001?x=1', '\u202eH99'])(
    'does not ask for %j',
    async (number) => {
      const target = createPracticeTarget({
        origin: 'http://127.0.0.1:9',
        token: 'x',
        username: 'x',
        password: 'x',
      });
      expect(await target.lookUp(number)).toMatchObject({
        failure: { reason: 'LOOKUP_BAD_NUMBER' },
      });
    },
  );

  it.each([
    ['error500', 'PORTAL_BAD_ANSWER'],
    ['cutReply', 'PORTAL_BAD_ANSWER'],
    ['wrongJson', 'PORTAL_BAD_ANSWER'],
    ['wrongShape', 'PORTAL_BAD_ANSWER'],
    ['acceptedNoAnswer', 'PORTAL_SLOW'],
    ['refuseConnection', 'PORTAL_UNREACHABLE'],
  ] as const)('says why when the portal has the trouble %s', async (kind, reason) => {
    const running = await startPortal();
    const target = targetOf(running, deadlineFor(kind));
    const { dossier, readAttachment } = makeDossier();
    await target.send(dossier, readAttachment);
    running.portal.faults.add({ kind, service: 'lookUp', count: 1 });
    expect(await target.lookUp(NUMBER)).toMatchObject({ failure: { reason } });
    expect((await target.lookUp(NUMBER)).ok).toBe(true);
  });
});

describe('accounts', () => {
  it('registers, reads the code on the phone, verifies it', async () => {
    const running = await startPortal();
    const target = targetOf(running);
    const sent = await target.register(RESIDENT);
    expect(sent).toEqual({
      ok: true,
      value: {
        registrationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        expiresAt: '2026-11-20T02:03:00.000Z',
        resendsLeft: 4,
      },
    });
    const registrationId = sent.ok ? sent.value.registrationId : '';
    expect(await target.resendCode(registrationId)).toMatchObject({ value: { resendsLeft: 3 } });
    const messages = await target.readPracticeMessages(RESIDENT.phone);
    if (!messages.ok) throw new Error('no messages');
    expect(messages.value).toHaveLength(2);
    const code = messages.value[0]?.code ?? '';
    expect(messages.value[0]).toEqual({
      code: expect.stringMatching(/^\d{6}$/),
      sentAt: '2026-11-20T02:00:00.000Z',
      expiresAt: '2026-11-20T02:03:00.000Z',
    });
    expect(await target.verifyCode(registrationId, 'abc')).toEqual({
      ok: false,
      failure: { reason: 'ACCOUNT_CODE_WRONG', details: { triesLeft: 4 } },
    });
    // As people copy it from a message: in two groups.
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await target.verifyCode(registrationId, typed)).toEqual({ ok: true, value: null });
    expect(await target.register(RESIDENT)).toMatchObject({
      failure: { reason: 'ACCOUNT_EXISTS' },
    });
  });

  it('says what is weak, late or too much', async () => {
    const running = await startPortal();
    const target = targetOf(running);
    expect(await target.register({ ...RESIDENT, password: 'x' })).toMatchObject({
      failure: {
        reason: 'PASSWORD_WEAK',
        details: { problems: 'length,upper,digit,special' },
      },
    });
    const sent = await target.register(RESIDENT);
    const id = sent.ok ? sent.value.registrationId : '';
    for (let count = 0; count < 5; count += 1) await target.verifyCode(id, '');
    expect(await target.verifyCode(id, '')).toMatchObject({
      failure: { reason: 'ACCOUNT_CODE_TOO_MANY' },
    });
    await target.resendCode(id);
    running.clock.advance(180_000);
    expect(await target.verifyCode(id, '000000')).toMatchObject({
      failure: { reason: 'ACCOUNT_CODE_EXPIRED' },
    });
    expect(await target.register({ ...RESIDENT, phone: 'không có' })).toMatchObject({
      failure: { reason: 'PORTAL_REFUSED', details: { field: 'soDienThoai' } },
    });
  });

  it.each([
    ['error500', 'PORTAL_BAD_ANSWER'],
    ['cutReply', 'PORTAL_BAD_ANSWER'],
    ['wrongJson', 'PORTAL_BAD_ANSWER'],
    ['wrongShape', 'PORTAL_BAD_ANSWER'],
    ['acceptedNoAnswer', 'PORTAL_SLOW'],
    ['refuseConnection', 'PORTAL_UNREACHABLE'],
  ] as const)('can be begun again after the trouble %s', async (kind, reason) => {
    const running = await startPortal();
    const target = targetOf(running, deadlineFor(kind));
    running.portal.faults.add({ kind, service: 'account', count: 1 });
    expect(await target.register(RESIDENT)).toMatchObject({ failure: { reason } });
    expect((await target.register(RESIDENT)).ok).toBe(true);
  });
});

describe('what the portal holds after sending', () => {
  it('is what the resident gave, file by file', async () => {
    const running = await startPortal();
    const { dossier, readAttachment } = makeDossier(FILES);
    const links: string[] = [];
    const upload = globalThis.fetch;
    globalThis.fetch = async (...args) => {
      const response = await upload(...args);
      const copy = (await response.clone().json()) as { DuongDanTaiTepTin?: string };
      if (copy.DuongDanTaiTepTin) links.push(copy.DuongDanTaiTepTin);
      return response;
    };
    try {
      await targetOf(running).send(dossier, readAttachment);
    } finally {
      globalThis.fetch = upload;
    }
    const session = await logIn(running.connection);
    const held = await Promise.all(
      links.map(async (link) => {
        const response = await fetch(link, {
          headers: { authorization: `Bearer ${running.connection.token}`, 'x-phien': session },
        });
        return Buffer.from(await response.arrayBuffer());
      }),
    );
    expect(held).toEqual([FILES.a, FILES.b]);
    const json = { session, madonvi: '000.00.00.H99', service: 'TraCuuHoSo', mahoso: NUMBER };
    const found = await request(running.connection, 'POST', '/mapi/g', { json });
    expect(found.json.result).toMatchObject([{ MaHoSo: NUMBER, TrangThaiHoSo: '1' }]);
  });
});
