/** Fictitious helpers for tests, and how they come to a machine. */
import type { Role } from '../../electron/contract/roles';
import type { CoreHarness } from './core-harness';

/** A PIN no rule refuses. */
export const PIN = '482905';
export const OTHER_PIN = '739164';

/** A Tuesday evening within the sample point's opening hours. */
export const EVENING = new Date('2026-11-24T18:00:00+07:00');

/** Fails loudly: for steps that are not what a test is about. */
export async function done(call: Promise<{ ok: boolean; failure?: unknown }>): Promise<void> {
  const outcome = await call;
  if (!outcome.ok) throw new Error(`a call was refused: ${JSON.stringify(outcome)}`);
}

/** The id of a helper at the door or on the people page. */
export function idOf(core: CoreHarness, name: string): string {
  const found = core.kiosk.helpers.list().find((helper) => helper.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found.id;
}

export const TECHNICIAN = 'Kỹ Thuật Thử';

/** A new machine with its first technician, who is signed in. */
export async function setUp(core: CoreHarness): Promise<string> {
  await done(core.client.office.open());
  await done(core.client.office.createFirst({ name: TECHNICIAN, pin: PIN }));
  return idOf(core, TECHNICIAN);
}

/** Adds somebody; whoever may do so is signed in. Their PIN is `PIN`. */
export async function addPerson(core: CoreHarness, name: string, role: Role): Promise<string> {
  await done(core.client.people.create({ name, role, pin: PIN }));
  return idOf(core, name);
}

/** Signs `helperId` in anew, with `PIN`. */
export async function signInAs(core: CoreHarness, helperId: string): Promise<void> {
  await done(core.client.office.open());
  await done(core.client.office.signIn({ helperId, pin: PIN, outsideReason: 'other' }));
}

/** A signed-in helper of `role` on a new machine. */
export async function machineOf(core: CoreHarness, role: Role): Promise<string> {
  const technician = await setUp(core);
  if (role === 'technician') return technician;
  const id = await addPerson(core, `Người Thử ${role}`, role);
  await signInAs(core, id);
  return id;
}
