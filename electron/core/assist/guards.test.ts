/**
 * Walks the whole contract: a call is a resident's, the door's, the panel's own, or it is refused
 * to everybody whose role does not allow it. A new call that asks nobody fails here.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { done, EVENING, machineOf, setUp } from '../../../tests/support/people';
import { pageContract } from '../../contract/page';
import { type Permission, ROLES } from '../../contract/roles';
import { may } from './roles';

/** Slow hashing on a busy machine is no failure. */
vi.setConfig({ testTimeout: 60_000 });

/** What a resident does, by section or by call: needs nobody's leave. */
const RESIDENTS: ReadonlySet<string> = new Set([
  'view',
  'preferences',
  'session',
  'identity',
  'account',
  'procedures',
  'dossier',
  'papers',
  'camera',
  'phone',
  'printers',
  'scannerPanel',
  'readerPanel',
  // Whoever meets a broken machine tells of it.
  'faults.report',
  'result',
  'lookup',
  'addresses',
  // The end of a session, and of a practice run.
  'remember',
  'practice',
  // Doing without the officer who is awaited.
  'officer.withdraw',
  // The code is made, and ended, by who sits at the machine.
  'fleet.openCode',
  'fleet.endRemote',
  // A number, taken at the welcome screen by who waits.
  'queue.open',
  'queue.close',
  'queue.take',
  'queue.print',
]);

/** The way in: each judges a PIN, tells no more than names, or only closes. */
const DOOR: ReadonlySet<string> = new Set([
  'office.open',
  'office.close',
  'office.createFirst',
  'office.signIn',
  'assist.helpers',
  'assist.open',
  'assist.touched',
]);

/** Calls of the panel beside a resident's screen; a PIN opens it, and without it they do nothing. */
const PANEL: ReadonlySet<string> = new Set(['assist', 'officer']);

/** Which permission a call needs. A call that stands nowhere must be refused to who is nobody. */
const GUARDS: Readonly<Record<string, Permission>> = {
  'people.create': 'managePeople',
  'people.remove': 'managePeople',
  'people.unlock': 'unlockPeople',
  'people.resetPin': 'managePeople',
  'summary.exportFile': 'exportCounts',
  'summary.print': 'exportCounts',
  'summary.setPeriod': 'seeSummary',
  'fleet.join': 'remoteHelp',
  'fleet.point': 'remoteHelp',
  'fleet.leave': 'remoteHelp',
  'queue.next': 'callQueue',
  'officer.begin': 'useOfficerSheet',
  'training.open': 'train',
  'training.close': 'train',
  'training.practise': 'train',
  'training.answer': 'train',
  'devices.look': 'manageDevices',
  'devices.choose': 'manageDevices',
  'devices.switchMode': 'manageDevices',
  'devices.testScan': 'manageDevices',
  'devices.testPrint': 'manageDevices',
  'devices.paperCameOut': 'manageDevices',
  'devices.testCard': 'manageDevices',
  'devices.cardTyped': 'manageDevices',
  'devices.tryCamera': 'manageDevices',
  'devices.cameraSeen': 'manageDevices',
  'devices.addAddress': 'manageDevices',
  'devices.removeAddress': 'manageDevices',
  'devices.report': 'manageDevices',
  'faults.mend': 'mendFault',
  'faults.exportFile': 'mendFault',
};

type Schema = { type?: string; enum?: unknown[]; const?: unknown; [key: string]: unknown };

/** Some value a schema takes. */
function sample(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices?.some(({ type }) => type === 'null')) return null;
  if (choices?.[0]) return sample(choices[0]);
  switch (schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Schema>;
      const required = (schema.required ?? []) as string[];
      return Object.fromEntries(required.map((key) => [key, sample(properties[key] ?? {})]));
    }
    case 'string':
      return schema.format === 'date-time' ? EVENING.toISOString() : '482905';
    case 'integer':
    case 'number':
      return Math.max(0, Number(schema.minimum ?? 0));
    case 'boolean':
      return true;
    case 'array':
      return [];
    default:
      return null;
  }
}

type Call = { path: string; run(core: CoreHarness): Promise<unknown> };

function callsUnder(node: object, path: readonly string[] = []): Call[] {
  return Object.entries(node).flatMap(([name, inner]: [string, object]) => {
    const here = [...path, name];
    if (!('~orpc' in inner)) return callsUnder(inner, here);
    const { inputSchema } = inner['~orpc'] as { inputSchema?: z.ZodType };
    const input = inputSchema
      ? sample(z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any' }) as Schema)
      : undefined;
    return [
      {
        path: here.join('.'),
        run: async (core: CoreHarness) => {
          let found: unknown = core.client;
          for (const key of here) found = (found as Record<string, unknown>)[key];
          return (found as (input: unknown) => Promise<unknown>)(input);
        },
      },
    ];
  });
}

const ALL = callsUnder(pageContract);
const sectionOf = (path: string) => path.split('.')[0] ?? '';
const isOpen = ({ path }: Call) =>
  RESIDENTS.has(path) || RESIDENTS.has(sectionOf(path)) || DOOR.has(path);
const isOfPanel = ({ path }: { path: string }) =>
  PANEL.has(sectionOf(path)) && GUARDS[path] === undefined;
const OF_PANEL = ALL.filter((call) => !isOpen(call) && isOfPanel(call));
const GUARDED = ALL.filter((call) => !isOpen(call) && !isOfPanel(call));

let folder: string;
let core: CoreHarness;
beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder, { now: () => EVENING });
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const REFUSED = { ok: false, failure: { reason: 'NOT_ALLOWED' } };

/** The answer of each call, by its path. */
async function answers(calls: readonly Call[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const call of calls) {
    found[call.path] = await call.run(core).catch((error: unknown) => String(error));
  }
  return found;
}
const refusedAll = (calls: readonly Call[]) =>
  Object.fromEntries(calls.map(({ path }) => [path, REFUSED]));

describe('the calls of those who help', () => {
  it('are found, and every row of the lists is a call', () => {
    expect(GUARDED.length).toBeGreaterThanOrEqual(Object.keys(GUARDS).length);
    const paths = new Set(ALL.map(({ path }) => path));
    const sections = new Set(ALL.map(({ path }) => sectionOf(path)));
    const listed = [...RESIDENTS, ...DOOR, ...Object.keys(GUARDS)];
    expect(listed.filter((name) => !paths.has(name) && !sections.has(name))).toEqual([]);
  });

  it('are refused while nobody has signed in: at the welcome screen, at the door', async () => {
    expect(await answers(GUARDED)).toEqual(refusedAll(GUARDED));
    await setUp(core);
    await done(core.client.office.open());
    expect(await answers(GUARDED)).toEqual(refusedAll(GUARDED));
  });

  it('are refused while a resident works, whoever is on shift', async () => {
    await machineOf(core, 'wardOfficer');
    await done(core.client.session.start());
    expect(await answers(GUARDED)).toEqual(refusedAll(GUARDED));
    expect(core.view().screen.name).toBe('goal');
  });

  it('of the panel do nothing without a PIN', async () => {
    await setUp(core);
    await done(core.client.session.start());
    const found = await answers(OF_PANEL);
    expect(Object.entries(found).filter(([, answer]) => (answer as { ok: boolean }).ok)).toEqual(
      [],
    );
  });

  it.each(ROLES)('are refused to a role that may not: %s', async (role) => {
    const id = await machineOf(core, role);
    const others = GUARDED.filter(({ path }) => {
      const needs = GUARDS[path];
      return needs !== undefined && !may(role, needs);
    });
    expect(await answers(others)).toEqual(refusedAll(others));
    for (const page of ['board', 'summary', 'people', 'devices', 'training'] as const) {
      const needs = {
        board: 'seeBoard',
        summary: 'seeSummary',
        people: 'managePeople',
        devices: 'manageDevices',
        training: 'train',
      } as const;
      const answer = await core.client.office.go({ page });
      expect([page, answer.ok]).toEqual([page, may(role, needs[page])]);
    }
    expect(core.kiosk.helpers.list().some((helper) => helper.id === id)).toBe(true);
  });
});
