/**
 * Which calls are the resident's alone. While a helper's panel is open they are refused with
 * ASK_RESIDENT, whoever makes them and by whatever way: the keyboard, a script in the page or the
 * contract itself. A call that is in neither list is refused too, so a new one cannot be forgotten
 * to somebody's harm, and a test names it.
 */
import type { Failure } from '../../contract/reasons';
import type { Kiosk } from '../kiosk/kiosk';
import { sheetOpen } from './officer';

/** Consent, identity, secrets, the declaration, the submission, and what one thought of it. */
export const RESIDENT_CALLS: ReadonlySet<string> = new Set([
  'session.consent',
  'session.rate',
  'session.start',
  'session.resume',
  'session.discardResume',
  'identity.confirm',
  'account.setPassword',
  'account.enterCode',
  'account.resendCode',
  'dossier.declare',
  'dossier.submit',
  'remember.choose',
  'remember.forget',
  'remember.canDo',
  'practice.again',
  'practice.real',
]);

/** Pictures of papers: only after the resident let the helper see them. */
export const PAPER_CALLS: ReadonlySet<string> = new Set(['papers.preview']);

/**
 * Calls of the pages for those who help, at a machine nobody uses; refused here like any call that
 * is not known. A section's name stands for all of its calls.
 */
export const ELSEWHERE_CALLS: ReadonlySet<string> = new Set([
  'office',
  'people',
  'summary',
  'officer.begin',
  'queue',
  'training',
  'fleet.join',
  'fleet.point',
  'fleet.leave',
  'devices',
  'faults.mend',
  'faults.exportFile',
]);

/** Calls that neither bind the resident nor show what is hidden. */
export const OPEN_CALLS: ReadonlySet<string> = new Set([
  'view.watch',
  'preferences.setLanguage',
  'preferences.setTextSize',
  'session.activity',
  'session.back',
  'session.callHelp',
  'session.chooseGoal',
  'session.end',
  'session.finish',
  'session.anotherDossier',
  'identity.readCard',
  'identity.useSampleCard',
  'identity.typeInstead',
  'identity.type',
  'identity.reject',
  'account.setPhone',
  'account.continue',
  'procedures.search',
  'procedures.choose',
  'procedures.begin',
  'procedures.printChecklist',
  'dossier.confirmPrefilled',
  'dossier.answer',
  'dossier.keepItems',
  'dossier.edit',
  'dossier.leaveQueued',
  'papers.goTo',
  'papers.beginFile',
  'papers.chunk',
  'papers.finishFile',
  'papers.scan',
  'papers.cancelScan',
  'papers.edit',
  'papers.showWhole',
  'papers.combineCard',
  'papers.remove',
  'papers.move',
  'papers.continue',
  'papers.cancelScan',
  'scannerPanel.lay',
  'scannerPanel.feed',
  'scannerPanel.set',
  'scannerPanel.feed',
  'camera.open',
  'camera.close',
  'printers.look',
  'printers.keep',
  'printers.kept',
  'printers.printKept',
  'printers.setPanel',
  'readerPanel.set',
  'readerPanel.scan',
  'faults.report',
  'phone.open',
  'phone.close',
  'phone.sendSample',
  'fleet.openCode',
  'fleet.endRemote',
  'result.print',
  'result.savePdf',
  'result.printOutcome',
  'lookup.find',
  'addresses.provinces',
  'addresses.communes',
  'addresses.propose',
  'assist.helpers',
  'assist.open',
  'assist.touched',
  'assist.askTyping',
  'assist.askMandate',
  'assist.askPapers',
  'assist.answerLeave',
  'assist.keepAnswer',
  'assist.handBack',
  'officer.ask',
  'officer.withdraw',
  'officer.answer',
  'officer.value',
  'officer.addresses',
  'officer.card',
  'officer.awaitCard',
  'officer.print',
  'officer.invite',
]);

/** What an officer's sheet is made of: while it is open every other call is the resident's. */
export const SHEET_CALLS: ReadonlySet<string> = new Set([
  'view.watch',
  'preferences.setLanguage',
  'preferences.setTextSize',
  'session.activity',
  'session.callHelp',
  'session.end',
  'assist.touched',
  'assist.handBack',
  'officer.answer',
  'officer.value',
  'officer.addresses',
  'officer.card',
  'officer.awaitCard',
  'officer.print',
  'officer.invite',
  'papers.scan',
  'papers.cancelScan',
  'scannerPanel.lay',
  'scannerPanel.feed',
  'scannerPanel.set',
  'readerPanel.set',
  'readerPanel.scan',
]);

/** Why the call at `path` is refused now, or null. */
export function refusal(kiosk: Kiosk, path: readonly string[]): Failure | null {
  const { panel } = kiosk.state;
  if (!panel) return null;
  const call = path.join('.');
  if (sheetOpen(kiosk) && !SHEET_CALLS.has(call)) return { reason: 'ASK_RESIDENT' };
  if (OPEN_CALLS.has(call)) return null;
  if (PAPER_CALLS.has(call)) return panel.papersShown ? null : { reason: 'PAPERS_HIDDEN' };
  return { reason: 'ASK_RESIDENT' };
}
