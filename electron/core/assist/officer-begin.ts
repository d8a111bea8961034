/** "Làm phiếu cho bà con": an officer who is signed in begins a session for a resident. */
import { err, ok, type Result } from '../../contract/result';
import type { Kiosk } from '../kiosk/kiosk';
import { startSession } from '../sessions/lifecycle';
import { showPanel } from './assist-session';
import { POLICE_HANDOVER, policeHandles } from './officer';
import { requirePermission } from './sign-in';

/**
 * Starts a session and asks the resident for the mandate; nothing is chosen before they agree, and
 * without it they stand at the first page like anybody else.
 */
export async function beginForResident(kiosk: Kiosk, code: string): Promise<Result<void>> {
  const who = requirePermission(kiosk, 'useOfficerSheet');
  if (!who.ok) return who;
  const pack = kiosk.packs.get(code);
  if (!pack || !policeHandles(pack)) return err('PROCEDURE_UNKNOWN');
  const started = await startSession(kiosk);
  if (!started.ok) return started;
  const opened = showPanel(kiosk, who.value.helper);
  const { panel } = kiosk.state;
  if (!opened.ok || !panel) return opened;
  panel.ahead = code;
  panel.asked = { kind: 'mandate', reason: POLICE_HANDOVER, procedure: pack.shortName };
  kiosk.publish();
  return ok(undefined);
}
