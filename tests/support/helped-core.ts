/** A core with a technician, a volunteer and a clock of the test's own. All are made up. */
import type { Result } from '../../electron/contract/result';
import type { Role } from '../../electron/contract/roles';
import type { Helper } from '../../electron/core/assist/helpers';
import type { PaperPage } from '../../electron/core/sessions/session-data';
import { type CoreHarness, openCore } from './core-harness';
import { mustDo } from './core-walk';

/** Everybody's PIN here. */
export const PIN = '730418';

export type HelpedCore = CoreHarness & {
  people: { technician: Helper; volunteer: Helper };
  /** Lets time pass for the core: the watch looks every second, as it does on a machine. */
  pass(seconds: number): void;
  /** Opens the panel beside the resident's screen. */
  openPanel(): Promise<void>;
  /** What the log of counts holds, of one kind where given. */
  counted(kind?: string): Array<Record<string, unknown>>;
};

/** Opens a core on `userData` and makes its two helpers where there are none. */
export async function openHelpedCore(
  userData: string,
  options: Parameters<typeof openCore>[1] = {},
): Promise<HelpedCore> {
  let nowMs = 1_000_000;
  const core = await openCore(userData, { ...options, monotonicMs: () => nowMs });
  const { kiosk } = core;
  const made = async (role: Role, make: () => Promise<Result<Helper>>): Promise<Helper> => {
    const found = kiosk.helpers.list().find((helper) => helper.role === role);
    if (found) return found;
    const helper = await make();
    if (!helper.ok) throw new Error(helper.failure.reason);
    return helper.value;
  };
  const technician = await made('technician', () => kiosk.helpers.createFirst('Kỹ Thuật Mẫu', PIN));
  const volunteer = await made('volunteer', () =>
    kiosk.helpers.create({ role: 'volunteer', name: 'Minh Anh Mẫu', pin: PIN }, technician),
  );
  return {
    ...core,
    people: { technician, volunteer },
    pass(seconds) {
      for (let passed = 0; passed < seconds; passed += 1) {
        nowMs += 1_000;
        core.assist.tick();
      }
    },
    openPanel: () => mustDo(core.client.assist.open({ helperId: volunteer.id, pin: PIN })),
    counted: (kind) =>
      kiosk.db
        .prepare(
          `SELECT kind, step, procedure_code AS code, value, level, seconds FROM event
           WHERE ? IS NULL OR kind = ? ORDER BY id`,
        )
        .all(kind ?? null, kind ?? null) as Array<Record<string, unknown>>,
  };
}

/** A page for `componentId`, without a picture behind it: for tests that look at no picture. */
export async function addBarePage(core: CoreHarness, componentId: string): Promise<void> {
  const current = core.kiosk.runtime.current();
  if (!current) throw new Error('no session');
  const page: PaperPage = {
    id: core.kiosk.newId(),
    rotation: 0,
    crop: null,
    shape: null,
    whole: false,
    size: { width: 2_480, height: 3_508 },
    quality: 'clear',
    advice: [],
    dpi: null,
    version: 1,
  };
  const added = core.kiosk.runtime.dispatch(current.id, {
    type: 'PAGES_ADDED',
    componentId,
    pages: [page],
    replace: null,
  });
  if (!added.ok) throw new Error(added.failure.reason);
}
