/** The exchange between machines over a real nats-server: what it carries, survives and refuses. */
import { randomInt } from 'node:crypto';
import { nkeyAuthenticator, nkeys, connect as reach } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  makeServer,
  NATS_MISSING,
  NATS_SERVER,
  POINT,
  type TestServer,
} from '../../../tests/support/nats/server';
import {
  ASKING,
  DAY_MS,
  IDLE,
  type MachineOptions,
  openMachine,
  TEST_DELAYS,
  type TestMachine,
} from './exchange.test-support';
import type { ExchangeFile } from './exchange-file';
import { TLS } from './link';
import { MOST_BYTES } from './messages';

const WAIT = { timeout: 15_000, interval: 15 };
// A busy machine takes its time; what is asserted does not depend on it.
vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });

if (!NATS_SERVER) console.warn(NATS_MISSING);

let server: TestServer;
const opened: TestMachine[] = [];

beforeAll(async () => {
  if (!NATS_SERVER) return;
  server = await makeServer(4);
  await server.start();
});
afterAll(() => server?.remove());
afterEach(async () => {
  for (const machine of opened.splice(0)) await machine.close();
});

function machine(file: ExchangeFile, options?: MachineOptions): TestMachine {
  const made = openMachine(file, options);
  opened.push(made);
  return made;
}
async function connected(...machines: TestMachine[]): Promise<void> {
  for (const each of machines) await vi.waitFor(() => expect(each.link()).toBe('connected'), WAIT);
}
const seen = (by: TestMachine, number: number) =>
  by.machines().find((each) => each.number === number);

/** A connection with machine `number`'s key that does what the kiosk never would. */
function misuse(number: number) {
  const { server: address, ca, seed } = server.file(number);
  return reach({
    servers: [address],
    tls: { ca, ...TLS },
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    reconnect: false,
  });
}

describe.skipIf(!NATS_SERVER)('machines of a point', () => {
  it('hear of a call within a moment, with its place, and of its end', async () => {
    const first = machine(server.file(1));
    const second = machine(server.file(2));
    await connected(first, second);
    second.show({ ...ASKING, call: 'pressed', level: 'guided' });
    await vi.waitFor(
      () =>
        expect(seen(first, 2)).toMatchObject({
          heard: 'fresh',
          last: {
            state: 'inSession',
            where: ASKING.where,
            call: { kind: 'pressed', seconds: 0 },
            level: 'guided',
          },
        }),
      WAIT,
    );
    second.show(ASKING);
    await vi.waitFor(() => expect(seen(first, 2)?.last?.call).toBeNull(), WAIT);
    expect(first.machines().map(({ number, self }) => [number, self])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(first.remembered).toEqual(['m2']);
  });

  it('count how long a call waits by a clock nobody can set', async () => {
    const first = machine(server.file(1));
    const second = machine(server.file(2));
    await connected(first, second);
    second.show({ ...ASKING, call: 'quiet' });
    await vi.waitFor(() => expect(seen(first, 2)?.last?.call?.kind).toBe('quiet'), WAIT);
    second.pass(95_000);
    await vi.waitFor(() => {
      expect(seen(first, 2)?.last?.call?.seconds).toBeGreaterThanOrEqual(95);
      expect(seen(first, 2)?.last?.onStepSeconds).toBeGreaterThanOrEqual(95);
    }, WAIT);
    second.show({
      ...ASKING,
      where: { ...ASKING.where, fieldKey: 'stay_address' },
      call: 'pressed',
    });
    await vi.waitFor(() => expect(seen(first, 2)?.last?.onStepSeconds).toBeLessThan(30), WAIT);
    expect(seen(first, 2)?.last?.call?.seconds).toBeGreaterThanOrEqual(95);
  });

  it('say goodbye in order, and are then off, not lost', async () => {
    const first = machine(server.file(1));
    const second = openMachine(server.file(2));
    await connected(first, second);
    await vi.waitFor(() => expect(seen(first, 2)?.heard).toBe('fresh'), WAIT);
    await second.close();
    await vi.waitFor(() => expect(seen(first, 2)?.heard).toBe('off'), WAIT);
  });

  it('keep telling of one known from earlier evenings: not heard yet', async () => {
    const first = machine(server.file(1), { known: ['m1', 'm3'] });
    expect(seen(first, 3)).toMatchObject({ heard: 'unknown', silentSeconds: null, last: null });
    expect(first.machines()).toHaveLength(2);
  });
});

describe.skipIf(!NATS_SERVER)('the server', () => {
  it('dies and comes back: unknown meanwhile, then as before', async () => {
    const first = machine(server.file(1));
    const second = machine(server.file(2));
    await connected(first, second);
    second.show({ ...ASKING, call: 'pressed' });
    await vi.waitFor(() => expect(seen(first, 2)?.last?.call?.kind).toBe('pressed'), WAIT);
    await server.kill();
    await vi.waitFor(() => expect(first.link()).toBe('unreachable'), WAIT);
    await vi.waitFor(() => expect(second.link()).toBe('unreachable'), WAIT);
    first.pass(120_000);
    const lost = seen(first, 2);
    expect(lost).toMatchObject({ heard: 'unknown', last: { call: { kind: 'pressed' } } });
    expect(lost?.silentSeconds).toBeGreaterThanOrEqual(120);
    second.show({ ...ASKING, where: { ...ASKING.where, screen: 'check', fieldKey: null } });
    await server.start();
    await vi.waitFor(
      () =>
        expect(seen(first, 2)).toMatchObject({
          heard: 'fresh',
          last: { call: null, where: { screen: 'check' } },
        }),
      WAIT,
    );
    await connected(first, second);
  });

  it('is not there at all: the machine tries on, and closes at once when asked', async () => {
    const away = await makeServer(1);
    const alone = openMachine(away.file(1));
    await vi.waitFor(() => expect(alone.link()).toBe('unreachable'), WAIT);
    await alone.close();
    await away.remove();
  });

  it('refuses a key of no machine', async () => {
    const stranger = nkeys.createUser();
    const seed = new TextDecoder().decode(stranger.getSeed());
    const first = machine(server.file(1));
    const outside = machine({ ...server.file(1), machine: 9, seed });
    await connected(first);
    await vi.waitFor(() => expect(outside.link()).toBe('refused'), WAIT);
    outside.show({ ...ASKING, call: 'pressed' });
    const anonymous = reach({
      servers: [server.file(1).server],
      tls: { ca: server.file(1).ca, ...TLS },
      reconnect: false,
    });
    await expect(anonymous).rejects.toThrow(/authorization/i);
    expect(first.machines().map(({ number }) => number)).toEqual([1]);
  });

  it('shuts out a machine that was revoked while it was connected, and only that one', async () => {
    const number = server.add();
    const first = machine(server.file(1));
    const stolenFile = server.file(number);
    const stolen = machine(stolenFile);
    await connected(first, stolen);
    server.revoke(number);
    await vi.waitFor(() => expect(stolen.link()).toBe('refused'), WAIT);
    await connected(first);
  });

  it('is another one, under another root: nobody talks to it', async () => {
    const other = await makeServer(1);
    await other.start();
    const fooled = machine({ ...server.file(1), server: other.file(1).server });
    await vi.waitFor(() => expect(fooled.link()).toBe('untrusted'), WAIT);
    await other.remove();
  });
});

describe.skipIf(!NATS_SERVER)('a machine that misbehaves', () => {
  it('cannot speak for another, and is not believed', async () => {
    const first = machine(server.file(1));
    const second = machine(server.file(2));
    await connected(first, second);
    await vi.waitFor(() => expect(seen(first, 2)?.last?.state).toBe('idle'), WAIT);
    const bad = await misuse(3);
    const refusals: string[] = [];
    void (async () => {
      for await (const status of bad.status()) {
        if (status.type === 'error') refusals.push(String(status.error.message));
      }
    })();
    const said = JSON.stringify({ ...seen(first, 2)?.last, state: 'needsCare' });
    bad.publish(`dh.${POINT}.machine.m2.presence`, said);
    bad.publish(`dh.${POINT}.machine.m2.to.m1`, '{}');
    bad.publish('dh.other-point.machine.m3.presence', said);
    // Its own words do arrive, after the forged ones: so those were dropped, not late.
    bad.publish(`dh.${POINT}.machine.m3.presence`, said);
    await vi.waitFor(() => expect(seen(first, 3)?.last?.state).toBe('needsCare'), WAIT);
    await vi.waitFor(() => expect(refusals).toHaveLength(3), WAIT);
    for (const refusal of refusals) expect(refusal).toMatch(/permissions violation/i);
    expect(seen(first, 2)?.last?.state).toBe('idle');
    await bad.close();
  });

  it('cannot listen to what is sent to another', async () => {
    const bad = await misuse(3);
    const answers: string[] = [];
    for (const subject of [`dh.${POINT}.machine.*.to.m1`, '>', `dh.${POINT}.machine.>`]) {
      bad.subscribe(subject, {
        callback: (error) => {
          answers.push(error ? error.message : 'heard');
        },
      });
    }
    await bad.flush();
    await vi.waitFor(() => expect(answers).toHaveLength(3), WAIT);
    for (const answer of answers) expect(answer).toMatch(/permissions violation/i);
    await bad.close();
  });

  it.each([2, -2, 9_000])('with a clock %i days off changes nothing but a word', async (days) => {
    const first = machine(server.file(1));
    const wrong = machine(server.file(2), { clockOffMs: days * DAY_MS });
    await connected(first, wrong);
    wrong.show({ ...ASKING, call: 'pressed' });
    await vi.waitFor(
      () =>
        expect(seen(first, 2)).toMatchObject({
          heard: 'fresh',
          last: { call: { kind: 'pressed' } },
        }),
      WAIT,
    );
    expect(seen(first, 2)?.last?.call?.seconds).toBeLessThan(30);
    expect(seen(first, 2)?.last?.onStepSeconds).toBeLessThan(30);
    expect(Math.abs((seen(first, 2)?.clockDifferenceSeconds ?? 0) - days * 86_400)).toBeLessThan(9);
  });

  it('finds its own clock wrong when two others agree', async () => {
    const wrong = machine(server.file(1), { clockOffMs: -2 * DAY_MS });
    const others = [machine(server.file(2)), machine(server.file(3))];
    await connected(wrong, ...others);
    await vi.waitFor(() => {
      const own = wrong.machines()[0]?.clockDifferenceSeconds ?? 0;
      expect(Math.abs(own + 2 * 86_400)).toBeLessThan(9);
    }, WAIT);
    expect(others[0]?.machines()[0]?.clockDifferenceSeconds).toBeNull();
  });

  it('sends 500 malformed messages: each is dropped and counted, nothing else happens', async () => {
    const first = machine(server.file(1));
    const second = machine(server.file(2));
    await connected(first, second);
    await vi.waitFor(() => expect(seen(first, 2)?.heard).toBe('fresh'), WAIT);
    const good = JSON.stringify(second.machines()[0]?.last);
    const bad = await misuse(3);
    const seed = randomInt(2 ** 31);
    console.info(`hostile messages, seed ${seed}`);
    const messages = hostile(seed, 500, good);
    for (const message of messages) {
      bad.publish(`dh.${POINT}.machine.m3.presence`, message);
      bad.publish(`dh.${POINT}.machine.m3.to.m1`, message);
    }
    await bad.flush();
    await vi.waitFor(() => expect(first.troubles().dropped).toBe(1_000), WAIT);
    expect(first.machines().map(({ number }) => number)).toEqual([1, 2]);
    expect(seen(first, 2)?.heard).toBe('fresh');
    expect(first.helped.view()).toBeNull();
    await bad.close();
  });
});

/** Messages that are none: cut, swollen, of wrong types, of strange letters, from `seed`. */
function hostile(seed: number, count: number, good: string): Uint8Array[] {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  const parsed = JSON.parse(good) as Record<string, unknown>;
  const names = Object.keys(parsed);
  const strange = [null, -1, 1e300, [], {}, '\u0000', 'Nguyễn Thị Thử Nghiệm', 0.5, '__proto__'];
  const makers: Array<() => string | Uint8Array> = [
    () => good.slice(0, 1 + random(good.length - 2)),
    () => {
      const name = names[random(names.length)] as string;
      const value = strange[random(strange.length)];
      // Some members may be null or empty: those go missing instead.
      const fits = value === null || Array.isArray(value);
      const { [name]: _gone, ...rest } = parsed;
      return JSON.stringify(fits ? rest : { ...parsed, [name]: value });
    },
    () => Uint8Array.from({ length: 1 + random(300) }, () => 128 + random(128)),
    () => '['.repeat(1 + random(3_000)),
    () => JSON.stringify({ ...parsed, v: 2 + random(5) }),
    () => `${good.slice(0, -1)},"more":"${'x'.repeat(MOST_BYTES)}"}`,
    () => JSON.stringify({ v: 1, kind: 'point', ticket: 'x'.repeat(22), at: { path: '../x' } }),
    () => JSON.stringify({ v: 1, kind: 'join', code: String(random(99_999)) }),
    () => '',
  ];
  return Array.from({ length: count }, () => {
    const made = (makers[random(makers.length)] as () => string | Uint8Array)();
    return typeof made === 'string' ? new TextEncoder().encode(made) : made;
  });
}

describe.skipIf(!NATS_SERVER)('help by phone', () => {
  async function pair() {
    const helper = machine(server.file(1));
    const helped = machine(server.file(2));
    await connected(helper, helped);
    helped.show({ ...ASKING, call: 'pressed' });
    helped.helped.open('phien-1');
    const code = helped.helped.view()?.code ?? '';
    expect(code).toMatch(/^\d{6}$/);
    return { helper, helped, code, wrong: code === '000000' ? '111111' : '000000' };
  }
  const whereOf = (helper: TestMachine) => helper.helping.joined()?.where;

  it('shows the place, follows it, and lights up a field', async () => {
    const { helper, helped, code } = await pair();
    await vi.waitFor(() => expect(seen(helper, 2)?.last?.waitsForCode).toBe(true), WAIT);
    expect(await helper.helping.join('m2', `${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({
      ok: true,
      value: undefined,
    });
    await vi.waitFor(() => expect(whereOf(helper)).toEqual(ASKING.where), WAIT);
    expect(helped.helped.view()).toMatchObject({ connected: true, minutesLeft: 30 });
    helper.helping.point({ path: 'landlord_name', option: null });
    await vi.waitFor(
      () => expect(helped.helped.highlight()).toEqual({ path: 'landlord_name', option: null }),
      WAIT,
    );
    await vi.waitFor(() => expect(helper.helping.joined()?.highlight).not.toBeNull(), WAIT);
    // The page is turned: what was pointed at is gone, and a late press for it does nothing.
    const next = { ...ASKING.where, fieldKey: 'stay_address' };
    helped.show({ ...ASKING, call: 'pressed', where: next });
    expect(helped.helped.highlight()).toBeNull();
    helper.helping.point({ path: 'landlord_name', option: 1 });
    await vi.waitFor(() => expect(whereOf(helper)).toEqual(next), WAIT);
    helper.helping.point({ path: 'stay_address', option: 2 });
    await vi.waitFor(
      () => expect(helped.helped.highlight()).toEqual({ path: 'stay_address', option: 2 }),
      WAIT,
    );
    await vi.waitFor(() => expect(seen(helper, 2)?.last?.waitsForCode).toBe(false), WAIT);
  });

  it('refuses a wrong code, and after three the right one too, until a new one is made', async () => {
    const { helper, helped, code, wrong } = await pair();
    const reasons = [];
    for (const given of [wrong, wrong, wrong, code]) {
      const answer = await helper.helping.join('m2', given);
      reasons.push(answer.ok || answer.failure.reason);
    }
    expect(reasons).toEqual([
      'REMOTE_CODE_WRONG',
      'REMOTE_CODE_WRONG',
      'REMOTE_CODE_LOCKED',
      'REMOTE_CODE_LOCKED',
    ]);
    expect(helped.helped.view()?.connected).toBe(false);
    helped.helped.open('phien-1');
    const fresh = helped.helped.view()?.code ?? '';
    expect((await helper.helping.join('m2', fresh)).ok).toBe(true);
  });

  it('lets the code die when several machines guess', async () => {
    const { helper, helped, wrong } = await pair();
    const other = machine(server.file(3));
    await connected(other);
    for (let tries = 0; tries < 3; tries += 1) {
      await helper.helping.join('m2', wrong);
      await other.helping.join('m2', wrong);
    }
    expect(helped.helped.view()).toBeNull();
  });

  it('is for one helper at a time', async () => {
    const { helper, code } = await pair();
    const other = machine(server.file(3));
    await connected(other);
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    expect(await other.helping.join('m2', code)).toMatchObject({
      failure: { reason: 'REMOTE_BUSY' },
    });
  });

  it('dies after half an hour', async () => {
    const { helper, helped, code } = await pair();
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    helped.pass(TEST_DELAYS.codeMs - 60_000);
    expect(helped.helped.view()?.minutesLeft).toBe(1);
    helped.pass(60_000);
    await vi.waitFor(() => expect(helped.helped.view()).toBeNull(), WAIT);
    await vi.waitFor(() => expect(helper.helping.joined()?.state).toBe('ended'), WAIT);
    expect(await helper.helping.join('m2', code)).toMatchObject({
      failure: { reason: 'REMOTE_CODE_GONE' },
    });
  });

  it.each([
    ['the call for help', { ...ASKING, call: null }],
    ['the session', IDLE],
    [
      'the session, and another begins',
      { ...ASKING, sessionId: 'phien-2', call: 'pressed' as const },
    ],
  ])('dies with %s', async (_what, then) => {
    const { helper, helped, code } = await pair();
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    helper.helping.point({ path: 'landlord_name', option: null });
    await vi.waitFor(() => expect(helped.helped.highlight()).not.toBeNull(), WAIT);
    helped.show(then);
    expect(helped.helped.view()).toBeNull();
    expect(helped.helped.highlight()).toBeNull();
    await vi.waitFor(() => expect(helper.helping.joined()?.state).toBe('ended'), WAIT);
    expect((await helper.helping.join('m2', code)).ok).toBe(false);
  });

  it('ends when the helper leaves', async () => {
    const { helper, helped, code } = await pair();
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    helper.helping.leave();
    await vi.waitFor(() => expect(helped.helped.view()).toBeNull(), WAIT);
  });

  it('hears nobody without the ticket, and nothing but a place to point at', async () => {
    const { helper, helped, code } = await pair();
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    const bad = await misuse(3);
    const say = (message: unknown) =>
      bad.publish(`dh.${POINT}.machine.m3.to.m2`, JSON.stringify(message));
    const ticket = 'A'.repeat(22);
    say({ v: 1, kind: 'point', ticket, at: { path: 'landlord_name', option: null } });
    say({ v: 1, kind: 'leave', ticket });
    say({ v: 1, kind: 'press', ticket, button: 'submit' });
    say({ v: 1, kind: 'type', ticket, value: 'x' });
    await bad.flush();
    await vi.waitFor(() => expect(helped.troubles().dropped).toBe(2), WAIT);
    expect(helped.helped.highlight()).toBeNull();
    expect(helped.helped.view()?.connected).toBe(true);
    await bad.close();
  });

  it('says that the helper is lost while the server is away, and goes on after', async () => {
    const { helper, helped, code } = await pair();
    expect((await helper.helping.join('m2', code)).ok).toBe(true);
    await server.kill();
    helped.pass(60_000);
    helper.pass(60_000);
    await vi.waitFor(() => expect(helped.helped.view()?.connected).toBe(false), WAIT);
    await vi.waitFor(() => expect(helper.helping.joined()?.state).toBe('lost'), WAIT);
    await server.start();
    await vi.waitFor(() => expect(helper.helping.joined()?.state).toBe('open'), WAIT);
    await vi.waitFor(() => expect(helped.helped.view()?.connected).toBe(true), WAIT);
  });
});
