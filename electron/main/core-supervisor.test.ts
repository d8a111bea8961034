import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreMessage } from '../contract/host';
import { type CoreSupervisor, type HostHandlers, superviseCore } from './core-supervisor';

/** A core that does only what the test says. */
type FakeCore = {
  sent: CoreMessage[];
  say(message: CoreMessage): void;
  die(): void;
};
const cores = vi.hoisted(() => [] as FakeCore[]);

vi.mock('./core-process', () => ({
  startCoreProcess() {
    const listeners: Array<(message: CoreMessage) => void> = [];
    const exits: Array<(code: number | null) => void> = [];
    const core: FakeCore = {
      sent: [],
      say(message) {
        for (const listener of listeners) listener(message);
      },
      die() {
        for (const listener of exits.splice(0)) listener(null);
      },
    };
    cores.push(core);
    return {
      pid: cores.length,
      send: (message: CoreMessage) => core.sent.push(message),
      onMessage: (listener: (message: CoreMessage) => void) => listeners.push(listener),
      onExit: (listener: (code: number | null) => void) => exits.push(listener),
      kill: () => core.die(),
    };
  },
}));

let supervisor: CoreSupervisor;
let states: string[];
let toPage: Array<[number, unknown]>;

beforeEach(() => {
  vi.useFakeTimers();
  cores.length = 0;
  states = [];
  toPage = [];
  supervisor = superviseCore({
    entry: 'core.js',
    coreNode: null,
    start: {
      userDataFolder: '/nowhere',
      assetsFolder: '/nowhere',
      machineKey: '',
      keystoreWeak: false,
      sample: false,
    },
    host: {
      printers: () => [],
      makePdf: () => ({ base64: '' }),
      print: () => ({ handedOver: true, message: '' }),
      savePdf: () => ({ saved: true, path: '' }),
      saveFile: () => ({ saved: true, path: '' }),
      allowCamera: () => {},
      wipePage: () => {},
    } as HostHandlers,
    toPage: (page, data) => toPage.push([page, data]),
    stateChanged: (state) => states.push(state),
  });
});
afterEach(async () => {
  const stopped = supervisor.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
  vi.useRealTimers();
});

const recoveryOf = (core: FakeCore | undefined) => {
  const [first] = core?.sent ?? [];
  return first?.channel === 'start' ? first.start.recovery : null;
};

describe('the supervisor', () => {
  it('starts another core when one dies, and lets it continue', async () => {
    expect(recoveryOf(cores[0])).toBe('ask');
    cores[0]?.say({ channel: 'ready' });
    expect(supervisor.state()).toBe('up');
    cores[0]?.die();
    expect(supervisor.state()).toBe('down');
    await vi.advanceTimersByTimeAsync(100);
    expect(recoveryOf(cores[1])).toBe('continue');
    cores[1]?.say({ channel: 'ready' });
    expect(states).toEqual(['up', 'down', 'up']);
  });

  it('asks again when the first core died before it could ask: nobody continues unasked', async () => {
    cores[0]?.die();
    await vi.advanceTimersByTimeAsync(100);
    expect(recoveryOf(cores[1])).toBe('ask');
    cores[1]?.die();
    await vi.advanceTimersByTimeAsync(200);
    expect(recoveryOf(cores[2])).toBe('ask');
  });

  it('waits longer for a core that dies at once, up to five seconds', async () => {
    const waits: number[] = [];
    for (let death = 0; death < 9; death += 1) {
      const count = cores.length;
      cores.at(-1)?.die();
      let waited = 0;
      for (; cores.length === count && waited < 20_000; waited += 100) {
        await vi.advanceTimersByTimeAsync(100);
      }
      waits.push(waited);
    }
    expect(waits.slice(0, 3)).toEqual([100, 200, 400]);
    expect(Math.max(...waits)).toBe(5_000);
  });

  it('passes a page’s messages on, and those of a core that is gone go nowhere', () => {
    supervisor.sendFromPage(1, 'out');
    expect(cores[0]?.sent.at(-1)).toEqual({ channel: 'page', page: 1, data: 'out' });
    cores[0]?.say({ channel: 'page', page: 1, data: 'in' });
    expect(toPage).toEqual([[1, 'in']]);
    cores[0]?.die();
    expect(() => supervisor.sendFromPage(1, 'late')).not.toThrow();
  });

  it('does not start another core when it is stopped', async () => {
    cores[0]?.say({ channel: 'ready' });
    const stopped = supervisor.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    await stopped;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(cores).toHaveLength(1);
  });
});
