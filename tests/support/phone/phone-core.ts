/** A real core on the screen of papers, with the way for phones open on this machine's own address. */
import type { OpenPhone } from '../../../electron/contract/phone';
import type { OpenKioskOptions } from '../../../electron/core/kiosk/open-kiosk';
import { type CoreHarness, newFolder, openCore } from '../core-harness';
import { doStep, mustDo, walkToReady } from '../core-walk';
import { switchPhonesOn } from './point';

/** A procedure that asks for an uploaded paper. */
const PROCEDURE = '1.004194';
/** Walks a fresh session to its first paper. */
export async function walkToPapers(core: CoreHarness): Promise<void> {
  const card = core.kiosk.sample?.cardText ?? '';
  await walkToReady(core, PROCEDURE, card);
  while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
}

/** Opens a core in a folder of its own, on the screen of papers. */
export async function openPhoneCore(
  options: Partial<OpenKioskOptions> = {},
  userData = newFolder(),
): Promise<CoreHarness> {
  switchPhonesOn(userData);
  const core = await openCore(userData, {
    ...options,
  });
  await walkToPapers(core);
  return core;
}

/** What the panel shows, or null. */
export function panelOf(core: CoreHarness): OpenPhone | null {
  const { screen } = core.view();
  return screen.name === 'papers' ? screen.phone.open : null;
}

/** Pages of the paper on screen. */
export function pagesOf(core: CoreHarness): number {
  const { screen } = core.view();
  if (screen.name !== 'papers') throw new Error(`on ${screen.name}`);
  return screen.components[screen.current]?.pages.length ?? 0;
}

/** Opens the panel; answers what it shows once the way is open. */
export async function openPanel(core: CoreHarness): Promise<NonNullable<OpenPhone['link']>> {
  await mustDo(core.client.phone.open());
  const link = panelOf(core)?.link;
  if (!link) throw new Error(`no way: ${JSON.stringify(panelOf(core))}`);
  return link;
}
