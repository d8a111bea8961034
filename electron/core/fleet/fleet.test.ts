/** Whole kiosks on one exchange, over a real nats-server. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect as reach } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  mustDo,
  PHONE,
  plainAnswer,
  screenIs,
  walkToReady,
} from '../../../tests/support/core-walk';
import {
  makeServer,
  NATS_MISSING,
  NATS_SERVER,
  type TestServer,
} from '../../../tests/support/nats/server';
import { findInFolder } from '../practice-portal/testing/portal-fixture';
import { TEST_DELAYS } from './exchange.test-support';
import { pointMachines } from './fleet';
import { TLS } from './link';

const EXTRACT = '2.000635';
const PIN = '407192';
const WAIT = { timeout: 20_000, interval: 20 };
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

if (!NATS_SERVER) console.warn(NATS_MISSING);

let server: TestServer;
let kiosks: Array<CoreHarness> = [];
let folders: string[] = [];

beforeAll(async () => {
  if (!NATS_SERVER) return;
  server = await makeServer(2);
  await server.start();
});
afterAll(() => server?.remove());
beforeEach(() => {
  folders = [newFolder(), newFolder()];
});
afterEach(async () => {
  for (const kiosk of kiosks) await kiosk.close();
  kiosks = [];
  for (const folder of folders) removeFolder(folder);
});

/** Opens machine `number` on its folder, with the file carried to it the first time. */
async function open(number: 1 | 2): Promise<CoreHarness> {
  const folder = folders[number - 1] as string;
  const sealed = existsSync(join(folder, 'data', 'exchange.sealed'));
  if (!sealed) copyFileSync(server.path(number), join(folder, 'exchange.json'));
  const kiosk = await openCore(folder, { fleetDelays: TEST_DELAYS });
  kiosks.push(kiosk);
  await kiosk.kiosk.fleet.begin();
  await vi.waitFor(() => expect(kiosk.kiosk.fleet.link()).toBe('connected'), WAIT);
  return kiosk;
}

/** Everything that crosses the exchange, in the clear, as the server itself sees it. */
async function listen() {
  const { user, pass, ca, server: address } = server.listener;
  const connection = await reach({
    servers: [address],
    tls: { ca, ...TLS },
    user,
    pass,
    reconnect: false,
  });
  const heard: string[] = [];
  connection.subscribe('>', {
    callback: (_error, message) => {
      heard.push(`${message.subject} ${message.string()}`);
    },
  });
  await connection.flush();
  return { heard, close: () => connection.close() };
}

/** Signs a volunteer in at a machine nobody uses, and opens the page of remote help. */
async function signIn(kiosk: CoreHarness): Promise<void> {
  const { client } = kiosk;
  await mustDo(client.office.open());
  await mustDo(client.office.createFirst({ name: 'Kỹ Thuật Thử', pin: PIN }));
  await mustDo(client.people.create({ name: 'Tình Nguyện Thử', role: 'volunteer', pin: '583016' }));
  await mustDo(client.office.close());
  await mustDo(client.office.open());
  const { screen } = kiosk.view();
  if (screen.name !== 'office' || screen.office.page !== 'signIn') throw new Error('no door');
  const helper = screen.office.helpers.find(({ role }) => role === 'volunteer');
  await mustDo(
    client.office.signIn({
      helperId: helper?.id ?? '',
      pin: '583016',
      outsideReason: 'training',
    }),
  );
  await mustDo(client.office.go({ page: 'remote' }));
}

const remoteOf = (kiosk: CoreHarness) => {
  const { screen } = kiosk.view();
  if (screen.name !== 'office' || screen.office.page !== 'remote') throw new Error('not there');
  return screen.office;
};

/** From the card to the first question with choices; answers what comes before it. */
async function toQuestion(kiosk: CoreHarness, code: string): Promise<void> {
  await walkToReady(kiosk, code, CARD_2024);
  await mustDo(kiosk.client.procedures.begin());
  if (kiosk.view().screen.name === 'prefilled') {
    await mustDo(kiosk.client.dossier.confirmPrefilled());
  }
  await screenIs(kiosk, 'question');
}

describe.skipIf(!NATS_SERVER)('two kiosks', () => {
  it('see each other, and a call with its place', async () => {
    const [first, second] = [await open(1), await open(2)];
    await toQuestion(second, EXTRACT);
    await mustDo(second.client.session.callHelp({ called: true }));
    const { path } = await screenIs(second, 'question');
    await vi.waitFor(
      () =>
        expect(pointMachines(first.kiosk)[1]).toMatchObject({
          number: 2,
          heard: 'fresh',
          last: {
            state: 'inSession',
            where: { screen: 'question', procedureCode: EXTRACT, fieldKey: path },
            call: { kind: 'pressed' },
            level: 'self',
            counts: { residents: 1 },
          },
        }),
      WAIT,
    );
    await mustDo(second.client.session.end({ reason: 'resident' }));
    await vi.waitFor(
      () =>
        expect(pointMachines(first.kiosk)[1]?.last).toMatchObject({
          state: 'idle',
          where: { screen: 'welcome', procedureCode: null, fieldKey: null },
          call: null,
        }),
      WAIT,
    );
  });

  it('keep the key sealed, remove the file, and find each other again after a restart', async () => {
    const first = await open(1);
    const { seed } = server.file(1);
    expect(existsSync(join(folders[0] as string, 'exchange.json'))).toBe(false);
    expect(findInFolder(folders[0] as string, seed)).toEqual([]);
    const second = await open(2);
    await vi.waitFor(() => expect(pointMachines(first.kiosk)).toHaveLength(2), WAIT);
    await second.close();
    kiosks = [first];
    await first.close();
    kiosks = [];
    const again = await open(1);
    expect(pointMachines(again.kiosk)[1]).toMatchObject({
      number: 2,
      heard: 'unknown',
      last: null,
    });
  });

  it('let nothing of a person cross, through a whole session helped by phone', async () => {
    const wire = await listen();
    const [first, second] = [await open(1), await open(2)];
    await signIn(first);
    await toQuestion(second, EXTRACT);
    await mustDo(second.client.session.callHelp({ called: true }));
    await mustDo(second.client.fleet.openCode());
    const code = second.view().remoteHelp?.code ?? '';
    await mustDo(first.client.fleet.join({ machine: 2, code }));
    const answers: string[] = [];
    for (let { screen } = second.view(); screen.name !== 'check'; screen = second.view().screen) {
      if (screen.name !== 'question') throw new Error(`stopped at ${screen.name}`);
      const { path } = screen;
      await vi.waitFor(() => expect(remoteOf(first).joined?.question?.path).toBe(path), WAIT);
      await mustDo(first.client.fleet.point({ at: { path, option: null } }));
      await vi.waitFor(() => expect(second.view().highlight?.path).toBe(path), WAIT);
      const value = plainAnswer(screen);
      if (typeof value === 'string' && screen.field.type !== 'choice') answers.push(value);
      await mustDo(second.client.dossier.answer({ path, value, keepWarnings: true }));
    }
    await mustDo(second.client.dossier.declare({ checked: true }));
    await mustDo(second.client.dossier.submit());
    await vi.waitFor(() => expect(remoteOf(first).joined?.screen).toBe('result'), WAIT);
    const { screen } = second.view();
    const number = screen.name === 'result' ? screen.slip.dossierNumber : null;
    await mustDo(second.client.session.end({ reason: 'resident' }));
    await vi.waitFor(() => expect(remoteOf(first).joined?.state).toBe('ended'), WAIT);
    await wire.close();

    const all = wire.heard.join('\n');
    // What should cross did: without it the search below would prove nothing.
    expect(all).toContain('"screen":"result"');
    expect(all).toContain(EXTRACT);
    expect(all).toContain('"kind":"point"');
    const sentence = plainWords(all);
    const personal = ['079199000000', 'Ửng', 'Đường Mẫu', '12 Đường', PHONE, '901234567'];
    for (const each of [...personal, number ?? 'none', ...answers]) {
      expect(sentence, each).not.toContain(plainWords(each));
    }
    // Codes and keys are plain letters: an accented one could only come from a text.
    const accented = all.match(/\p{Lu}?\p{L}*[^\p{ASCII}]\p{L}*/gu) ?? [];
    expect(accented).toEqual([]);
  });

  it('help by phone: refused to who is not signed in, and to a role that may not', async () => {
    const [first, second] = [await open(1), await open(2)];
    await toQuestion(second, EXTRACT);
    await mustDo(second.client.fleet.openCode());
    const code = second.view().remoteHelp?.code ?? '';
    const refused = { ok: false, failure: { reason: 'NOT_ALLOWED' } };
    expect(await first.client.fleet.join({ machine: 2, code })).toEqual(refused);
    await mustDo(first.client.office.open());
    await mustDo(first.client.office.createFirst({ name: 'Kỹ Thuật Thử', pin: PIN }));
    expect(await first.client.fleet.join({ machine: 2, code })).toEqual(refused);
    expect(await first.client.office.go({ page: 'remote' })).toEqual(refused);
    expect(second.view().remoteHelp).toMatchObject({ code, connected: false });
  });

  it('help by phone shows the question and its choices from the pack, and no value', async () => {
    const [first, second] = [await open(1), await open(2)];
    await signIn(first);
    await toQuestion(second, EXTRACT);
    await mustDo(second.client.fleet.openCode());
    await vi.waitFor(() => expect(remoteOf(first).waiting).toEqual([{ machine: 2 }]), WAIT);
    const code = second.view().remoteHelp?.code ?? '';
    await mustDo(first.client.fleet.join({ machine: 2, code }));
    const { field } = await screenIs(second, 'question');
    await vi.waitFor(
      () =>
        expect(remoteOf(first).joined).toMatchObject({
          machine: 2,
          state: 'open',
          screen: 'question',
          question: { path: field.key, question: field.question, help: field.help },
        }),
      WAIT,
    );
    expect(await first.client.fleet.point({ at: { path: 'khac', option: null } })).toEqual({
      ok: false,
      failure: { reason: 'SESSION_STALE' },
    });
    await mustDo(second.client.fleet.endRemote());
    await vi.waitFor(() => expect(remoteOf(first).joined?.state).toBe('ended'), WAIT);
    expect(second.view().remoteHelp).toMatchObject({ code: null, machine: 2 });
  });

  it('start, work and stop without a server', async () => {
    const away = await makeServer(1);
    const folder = folders[0] as string;
    copyFileSync(away.path(1), join(folder, 'exchange.json'));
    const kiosk = await openCore(folder, { fleetDelays: TEST_DELAYS });
    await kiosk.kiosk.fleet.begin();
    await vi.waitFor(() => expect(kiosk.kiosk.fleet.link()).toBe('unreachable'), WAIT);
    await toQuestion(kiosk, EXTRACT);
    expect(kiosk.view().remoteHelp).toBeNull();
    expect(await kiosk.client.fleet.openCode()).toMatchObject({
      failure: { reason: 'REMOTE_NO_EXCHANGE' },
    });
    await kiosk.close();
    await away.remove();
  });
});

/** Without spaces, accents and case, so that no way of writing hides a value. */
function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/\s/g, '')
    .toLowerCase();
}
