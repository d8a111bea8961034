/** The page's calls, tied to what answers them. Handlers are thin: they check nothing twice. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err, ok } from '../../contract/result';
import type { SessionView } from '../../contract/view';
import { callHelp } from '../assist/calls';
import { confirmIdentity } from '../assist/fading';
import { refusal } from '../assist/guard';
import { sampleCardText } from '../assist/practise';
import { answerQuestion, keepItems } from '../dossiers/answer';
import { submitDossier } from '../dossiers/finalise';
import type { PageIntake } from '../dossiers/page-intake';
import { confirmPrint, printChecklist, printSlip, saveSlip } from '../dossiers/slip-printing';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { savePreferences } from '../kiosk/preferences';
import { enterCode, resendCode, setPassword, setPhone } from '../sessions/account';
import { readCard, typeIdentity } from '../sessions/identify';
import { discardResume, endSession, resumeSession, startSession } from '../sessions/lifecycle';
import { findDossier } from '../submissions/find-dossier';
import { CONSENT_TEXT_VERSION, procedureCard } from '../view/build-view';
import { assistHandlers } from './assist-router';
import { createCameraRouter } from './camera-router';
import { createDevicesRouter } from './devices-router';
import { createFleetRouter } from './fleet-router';
import { createOfficeRouter } from './office-router';
import { officerHandlers } from './officer-router';
import { outcome, unexpected } from './outcome';
import { createPhoneRouter } from './phone-router';
import { createPrintersRouter } from './printers-router';
import { createQueueRouter } from './queue-router';
import { createRememberRouter } from './remember-router';
import { createSummaryRouter } from './summary-router';
import { createTrainingRouter } from './training-router';

/** The page's fixed reasons; other text could hold somebody's name and is not counted. */
const RATING_REASONS = ['waited', 'hardWords', 'machine', 'papers', 'other'] as const;

export type ViewFeed = { follow(signal?: AbortSignal): AsyncGenerator<SessionView> };

/** Builds the router for `kiosk`. */
export function createPageRouter(kiosk: Kiosk, pages: PageIntake, views: ViewFeed) {
  // While a helper's panel is open some calls are the resident's alone: checked before all of them.
  const os = implement(pageContract).use(({ next, path }, _input, output) => {
    const failure = refusal(kiosk, path);
    return failure ? output({ ok: false, failure }) : next();
  });

  return os.router({
    summary: createSummaryRouter(kiosk),
    queue: createQueueRouter(kiosk),
    remember: createRememberRouter(kiosk),
    ...createTrainingRouter(kiosk),
    ...createOfficeRouter(kiosk),
    ...createDevicesRouter(kiosk),
    assist: assistHandlers(kiosk),
    officer: officerHandlers(kiosk),

    view: {
      watch: os.view.watch.handler(({ signal }) => {
        // A page loaded anew has no dialog open.
        void kiosk.camera.close();
        return views.follow(signal);
      }),
    },

    preferences: {
      setLanguage: os.preferences.setLanguage.handler(({ input }) => {
        kiosk.state.language = input.language;
        savePreferences(kiosk.notes, kiosk.state);
        kiosk.publish();
        return { ok: true } as const;
      }),
      setTextSize: os.preferences.setTextSize.handler(({ input }) => {
        kiosk.state.textSize = input.textSize;
        savePreferences(kiosk.notes, kiosk.state);
        kiosk.publish();
        return { ok: true } as const;
      }),
    },

    session: {
      start: os.session.start.handler(() => outcome(() => startSession(kiosk))),
      activity: os.session.activity.handler(() => kiosk.touched()),
      back: os.session.back.handler(() =>
        outcome(() => {
          kiosk.state.doubt = null;
          return dispatch(kiosk, { type: 'BACK' });
        }),
      ),
      callHelp: os.session.callHelp.handler(({ input }) =>
        outcome(() => callHelp(kiosk, input.called)),
      ),
      chooseGoal: os.session.chooseGoal.handler(({ input }) =>
        outcome(() => {
          const code = input.procedureCode ?? null;
          if (code && !kiosk.packs.has(code)) return err('PROCEDURE_UNKNOWN');
          return dispatch(
            kiosk,
            { type: 'CHOOSE_GOAL', goal: input.goal, procedureCode: code },
            () => kiosk.events.add({ kind: 'goalChosen', value: input.goal }),
          );
        }),
      ),
      consent: os.session.consent.handler(({ input }) =>
        outcome(() => {
          if (!input.agree) return endSession(kiosk, 'noConsent');
          return dispatch(kiosk, { type: 'CONSENT', at: kiosk.now().toISOString() }, () => {
            kiosk.events.addConsent({
              textVersion: CONSENT_TEXT_VERSION,
              language: kiosk.state.language,
              method: 'pressed',
            });
            const goal = kiosk.runtime.current()?.data.goal;
            if (goal) kiosk.events.add({ kind: 'consented', value: goal });
          });
        }),
      ),
      end: os.session.end.handler(({ input }) => outcome(() => endSession(kiosk, input.reason))),
      finish: os.session.finish.handler(() => outcome(() => dispatch(kiosk, { type: 'FINISH' }))),
      anotherDossier: os.session.anotherDossier.handler(() =>
        outcome(() => {
          kiosk.state.printState = 'idle';
          kiosk.state.savedAs = null;
          return dispatch(kiosk, { type: 'ANOTHER' });
        }),
      ),
      rate: os.session.rate.handler(({ input }) =>
        outcome(() => {
          const current = kiosk.runtime.current();
          if (current?.screen !== 'rating') return err('SESSION_WRONG_STEP');
          if (input.face) {
            kiosk.events.add({
              kind: 'rated',
              value: input.face,
              step: RATING_REASONS.find((reason) => reason === input.reason) ?? null,
              procedureCode: current.data.procedureCode,
            });
          }
          return endSession(kiosk, 'resident');
        }),
      ),
      resume: os.session.resume.handler(({ input }) =>
        outcome(() => resumeSession(kiosk, input.lastFourDigits)),
      ),
      discardResume: os.session.discardResume.handler(() => outcome(() => discardResume(kiosk))),
    },

    identity: {
      readCard: os.identity.readCard.handler(({ input }) =>
        outcome(() => {
          if (input.via === 'wedge') kiosk.devices.typed(input.text);
          return readCard(kiosk, input.text, 'card');
        }),
      ),
      useSampleCard: os.identity.useSampleCard.handler(() =>
        outcome(() => {
          const sample = sampleCardText(kiosk);
          return sample ? readCard(kiosk, sample, 'sample') : err('SESSION_WRONG_STEP');
        }),
      ),
      typeInstead: os.identity.typeInstead.handler(() =>
        outcome(() => dispatch(kiosk, { type: 'TYPE_INSTEAD' })),
      ),
      type: os.identity.type.handler(({ input }) => outcome(() => typeIdentity(kiosk, input))),
      confirm: os.identity.confirm.handler(() => outcome(() => confirmIdentity(kiosk))),
      reject: os.identity.reject.handler(({ input }) =>
        outcome(() => dispatch(kiosk, { type: 'REJECT_IDENTITY', next: input.next })),
      ),
    },

    account: {
      setPhone: os.account.setPhone.handler(({ input }) =>
        outcome(() => setPhone(kiosk, input.phone)),
      ),
      setPassword: os.account.setPassword.handler(({ input }) =>
        outcome(() => setPassword(kiosk, input.password)),
      ),
      enterCode: os.account.enterCode.handler(({ input }) =>
        outcome(() => enterCode(kiosk, input.code)),
      ),
      resendCode: os.account.resendCode.handler(() => outcome(() => resendCode(kiosk))),
      continue: os.account.continue.handler(() =>
        outcome(() => dispatch(kiosk, { type: 'ACCOUNT_CONTINUE' })),
      ),
    },

    procedures: {
      search: os.procedures.search.handler(({ input }) =>
        kiosk.search.search(input.query).flatMap(({ code }) => {
          const pack = kiosk.packs.get(code);
          return pack ? [procedureCard(pack)] : [];
        }),
      ),
      choose: os.procedures.choose.handler(({ input }) =>
        outcome(() => {
          if (!kiosk.packs.has(input.code)) return err('PROCEDURE_UNKNOWN');
          return dispatch(kiosk, { type: 'CHOOSE_PROCEDURE', code: input.code }, () =>
            kiosk.events.add({ kind: 'procedureChosen', procedureCode: input.code }),
          );
        }),
      ),
      begin: os.procedures.begin.handler(() =>
        outcome(() => {
          kiosk.state.printState = 'idle';
          return dispatch(kiosk, { type: 'BEGIN' });
        }),
      ),
      printChecklist: os.procedures.printChecklist.handler(() =>
        outcome(() => printChecklist(kiosk)),
      ),
    },

    dossier: {
      confirmPrefilled: os.dossier.confirmPrefilled.handler(() =>
        outcome(() => dispatch(kiosk, { type: 'CONFIRM_PREFILLED' })),
      ),
      answer: os.dossier.answer.handler(({ input }) =>
        outcome(() => answerQuestion(kiosk, input.path, input.value, input.keepWarnings ?? false)),
      ),
      keepItems: os.dossier.keepItems.handler(({ input }) =>
        outcome(() => keepItems(kiosk, input.path, input.items)),
      ),
      edit: os.dossier.edit.handler(({ input }) =>
        outcome(() => dispatch(kiosk, { type: 'EDIT', path: input.path })),
      ),
      declare: os.dossier.declare.handler(({ input }) =>
        outcome(() => dispatch(kiosk, { type: 'DECLARE', checked: input.checked })),
      ),
      submit: os.dossier.submit.handler(() => outcome(() => submitDossier(kiosk))),
      leaveQueued: os.dossier.leaveQueued.handler(() =>
        outcome(() => dispatch(kiosk, { type: 'LEAVE_QUEUED' })),
      ),
    },

    papers: {
      goTo: os.papers.goTo.handler(({ input }) =>
        outcome(() => dispatch(kiosk, { type: 'GO_TO_COMPONENT', componentId: input.componentId })),
      ),
      beginFile: os.papers.beginFile.handler(({ input }) => pages.beginFile(input.bytes)),
      chunk: os.papers.chunk.handler(({ input }) =>
        outcome(() => pages.addPiece(input.uploadId, input.base64)),
      ),
      finishFile: os.papers.finishFile.handler(({ input }) =>
        outcome(() =>
          pages.finishFile(
            input.uploadId,
            input.componentId,
            input.replacePageId ?? null,
            input.origin,
          ),
        ),
      ),
      scan: os.papers.scan.handler(({ input }) =>
        outcome(() =>
          pages.scan({
            componentId: input.componentId,
            replace: input.replacePageId ?? null,
            place: input.place ?? 'auto',
            bothSides: input.bothSides ?? false,
          }),
        ),
      ),
      cancelScan: os.papers.cancelScan.handler(() => outcome(() => pages.cancel())),
      edit: os.papers.edit.handler(({ input }) =>
        outcome(() => pages.edit(input.pageId, input.rotation, input.crop)),
      ),
      showWhole: os.papers.showWhole.handler(({ input }) =>
        outcome(() => pages.showWhole(input.pageId, input.whole)),
      ),
      combineCard: os.papers.combineCard.handler(({ input }) =>
        outcome(() => pages.combineCard(input.frontPageId, input.backPageId)),
      ),
      remove: os.papers.remove.handler(({ input }) => outcome(() => pages.remove(input.pageId))),
      move: os.papers.move.handler(({ input }) =>
        outcome(() => pages.move(input.pageId, input.to)),
      ),
      preview: os.papers.preview.handler(async ({ input }) => {
        try {
          return await pages.preview(input.pageId, input.purpose);
        } catch (error) {
          return { ok: false as const, failure: unexpected(error) };
        }
      }),
      continue: os.papers.continue.handler(() =>
        outcome(() => {
          const done = dispatch(kiosk, { type: 'PAPERS_DONE' });
          const missing = kiosk.runtime.current()?.data.papersFailure;
          return done.ok && missing ? { ok: false, failure: missing } : done;
        }),
      ),
    },

    camera: createCameraRouter(kiosk),

    fleet: createFleetRouter(kiosk),

    phone: createPhoneRouter(kiosk, pages, outcome),
    printers: createPrintersRouter(kiosk),

    scannerPanel: {
      lay: os.scannerPanel.lay.handler(({ input }) =>
        outcome(() => {
          if (!kiosk.scannerPanel) return err('SESSION_WRONG_STEP');
          kiosk.scannerPanel.layOnGlass(input.paper ?? undefined);
          return ok(undefined);
        }),
      ),
      feed: os.scannerPanel.feed.handler(({ input }) =>
        outcome(() => {
          if (!kiosk.scannerPanel) return err('SESSION_WRONG_STEP');
          kiosk.scannerPanel.feed(input.feeder);
          return ok(undefined);
        }),
      ),
      set: os.scannerPanel.set.handler(({ input }) =>
        outcome(() => {
          if (!kiosk.scannerPanel) return err('SESSION_WRONG_STEP');
          kiosk.scannerPanel.set(input);
          return ok(undefined);
        }),
      ),
    },

    result: {
      print: os.result.print.handler(({ input }) =>
        outcome(() => printSlip(kiosk, input.printer, input.paper)),
      ),
      savePdf: os.result.savePdf.handler(() => outcome(() => saveSlip(kiosk))),
      printOutcome: os.result.printOutcome.handler(({ input }) =>
        outcome(() => confirmPrint(kiosk, input.cameOut)),
      ),
    },

    lookup: {
      find: os.lookup.find.handler(({ input }) => outcome(() => findDossier(kiosk, input.number))),
    },

    addresses: {
      provinces: os.addresses.provinces.handler(() => kiosk.addresses.provinces()),
      communes: os.addresses.communes.handler(({ input }) =>
        kiosk.addresses.communes(input.provinceCode, input.query),
      ),
      propose: os.addresses.propose.handler(({ input }) => kiosk.addresses.propose(input.text)),
    },
  });
}
