/**
 * The resident's way as a state machine: which event is understood on which screen, and where it
 * leads. It holds no clocks, files or networks: the service computes what an event carries, and
 * the machine's snapshot is what is sealed to disk.
 */
import { assign, setup } from 'xstate';
import type { Answer } from '../../contract/answers';
import type { Failure } from '../../contract/reasons';
import type { CanDo } from '../../contract/remember';
import type { DossierCourse, Goal } from '../../contract/view';
import {
  emptyDossier,
  type HelpRecord,
  type Identity,
  type PaperPage,
  type Place,
  type Returning,
  SCREENS_OF_SESSION,
  type SessionData,
  type SessionScreen,
  type Submission,
} from './session-data';

export type SessionEvent =
  | { type: 'CHOOSE_GOAL'; goal: Goal; procedureCode: string | null }
  | { type: 'CONSENT'; at: string }
  | { type: 'CARD_READ'; identity: Identity }
  | { type: 'CARD_REFUSED'; failure: Failure }
  | { type: 'TYPE_INSTEAD' }
  | { type: 'IDENTITY_TYPED'; identity: Identity }
  /** `sheet`: the officer who is awaited is still there. */
  | { type: 'CONFIRM_IDENTITY'; returning?: Returning | null; sheet?: boolean }
  | { type: 'REJECT_IDENTITY'; next: 'scan' | 'type' }
  | { type: 'PHONE_SET'; phone: string }
  | { type: 'REGISTRATION_STARTED'; registrationId: string }
  | { type: 'ACCOUNT_EXISTS' }
  | { type: 'CODE_REFUSED'; failure: Failure }
  | { type: 'CODE_ACCEPTED' }
  | { type: 'ACCOUNT_CONTINUE' }
  | { type: 'CHOOSE_PROCEDURE'; code: string }
  | { type: 'BEGIN' }
  | { type: 'CONFIRM_PREFILLED' }
  | { type: 'ANSWER'; path: string; answer: Answer }
  | { type: 'KEEP_ITEMS'; path: string; answer: Answer }
  | { type: 'EDIT'; path: string }
  | { type: 'GO_TO_COMPONENT'; componentId: string }
  | { type: 'PAGES_ADDED'; componentId: string; pages: PaperPage[]; replace: string | null }
  | { type: 'PAGES_CHANGED'; componentId: string; pages: PaperPage[] }
  | { type: 'PAPERS_REFUSED'; failure: Failure }
  | { type: 'PAPERS_DONE' }
  | { type: 'DECLARE'; checked: boolean }
  | { type: 'SUBMIT'; submission: Submission }
  | { type: 'SUBMISSION_CHANGED'; submission: Submission }
  | { type: 'LEAVE_QUEUED' }
  | { type: 'ANOTHER' }
  | { type: 'FINISH' }
  | { type: 'LOOKED_UP'; number: string; course: DossierCourse | null; failure: Failure | null }
  /** A helper's panel opened, took the keyboard or closed; the screen stays. */
  | { type: 'HELP_CHANGED'; help: HelpRecord }
  /** An area officer's sheet over the screen, which stays; see assist/officer. */
  | { type: 'AWAIT_SHEET'; officerId: string }
  | { type: 'FORGET_AWAITED' }
  | { type: 'OPEN_SHEET' }
  | { type: 'SHEET_ANSWERS'; answers: Record<string, Answer> }
  | { type: 'CLOSE_SHEET' }
  | { type: 'FINISH_SHEET'; screen: SessionScreen; passedOver: string[] }
  | { type: 'REMEMBER_CHOSEN'; remember: boolean }
  /** What was kept of the person is erased. */
  | { type: 'REMEMBERING_ENDED' }
  | { type: 'CAN_DO'; who: CanDo | null }
  | { type: 'BACK' };

/** What the machine asks about a dossier; answered from the packs, pure in the data. */
export type DossierFlow = {
  hasPrefilled(data: SessionData): boolean;
  nextQuestion(data: SessionData): string | null;
  /** The first required component without pages, or null. */
  nextComponent(data: SessionData): string | null;
  /** Whether `path` is a question that shows now and is the resident's to answer. */
  isQuestion(data: SessionData, path: string): boolean;
  /** Whether pages of this paper are asked for now. */
  isComponent(data: SessionData, componentId: string): boolean;
};

const PAPERS_PATH = 'papers/';

/** Screens a resident does not return to by "Quay lại": what they did cannot be undone there. */
const NO_RETURN: ReadonlySet<SessionScreen> = new Set([
  'submitting',
  'result',
  'rating',
  'accountCode',
]);

function placeOf(screen: SessionScreen, data: SessionData): Place {
  return {
    screen,
    path: screen === 'question' ? data.path : null,
    component: screen === 'papers' ? data.component : null,
  };
}

/** The person as newly read; what the machine took from another card, or another person, goes. */
function withIdentity(context: SessionData, identity: Identity): Partial<SessionData> {
  const old = context.identity;
  const same = old === null || old.personalId === identity.personalId;
  const answers = Object.entries(context.answers).filter(([, { origin }]) => origin !== 'card');
  return {
    ...(same
      ? { answers: Object.fromEntries(answers), prefilledConfirmed: false }
      : emptyDossier()),
    identity,
    identityConfirmed: false,
    returning: null,
    remember: false,
  };
}

/** The action that puts a screen on the way back. */
function remember(screen: SessionScreen) {
  return { type: 'remember' as const, params: { screen } };
}

/** Builds the machine. `flow` decides what comes next inside a dossier. */
export function createSessionMachine(flow: DossierFlow) {
  /** Other answers may have made a place of the way back pointless: it is passed over. */
  const isPlace = (data: SessionData, { screen, path, component }: Place): boolean => {
    if (screen === 'question') return path !== null && flow.isQuestion(data, path);
    if (screen === 'papers') return component !== null && flow.isComponent(data, component);
    return screen !== 'prefilled' || flow.hasPrefilled(data);
  };
  const wayBack = (data: SessionData): Place[] =>
    data.history.slice(0, data.history.findLastIndex((place) => isPlace(data, place)) + 1);

  return setup({
    types: {
      context: {} as SessionData,
      events: {} as SessionEvent,
      input: {} as SessionData,
    },
    guards: {
      hasPrefilled: ({ context }) => !context.prefilledConfirmed && flow.hasPrefilled(context),
      hasQuestion: ({ context }) => flow.nextQuestion(context) !== null,
      hasComponent: ({ context }) => flow.nextComponent(context) !== null,
      canGoBack: ({ context }) => wayBack(context).length > 0,
      hasSheet: ({ context }) => context.officerSheet,
      lastWas: ({ context }, params: { screen: SessionScreen }) =>
        context.history.at(-1)?.screen === params.screen,
    },
    actions: {
      remember: assign(({ context }, params: { screen: SessionScreen }) => ({
        history: NO_RETURN.has(params.screen)
          ? []
          : [...context.history, placeOf(params.screen, context)],
      })),
      goBack: assign(({ context }, params: { screen: SessionScreen }) => {
        const place = context.history.at(-1);
        return {
          history: context.history.slice(0, -1),
          path: place?.path ?? null,
          component: place?.component ?? context.component,
          // Coming back to the machine's own list asks for its confirmation again.
          prefilledConfirmed: params.screen === 'prefilled' ? false : context.prefilledConfirmed,
          editing: false,
        };
      }),
      toNextQuestion: assign(({ context }) => ({
        path: flow.nextQuestion(context),
        editing: false,
      })),
      toNextComponent: assign(({ context }) => ({ component: flow.nextComponent(context) })),
      leavePapers: assign(({ context }) => ({
        // As with questions: an edit returns to its list, and is no stop on the way back.
        history: context.editing
          ? context.history.slice(0, -1)
          : [...context.history, placeOf('papers', context)],
        editing: false,
        papersFailure: null,
      })),
      confirmIdentity: assign(({ context, event }) => ({
        identityConfirmed: true,
        officerSheet:
          event.type === 'CONFIRM_IDENTITY' &&
          event.sheet === true &&
          context.sheetAwaits !== null &&
          context.procedureCode !== null,
        sheetAwaits: null,
        returning: (event.type === 'CONFIRM_IDENTITY' && event.returning) || null,
      })),
      forgetFailures: assign({ cardFailure: null, accountFailure: null, papersFailure: null }),
    },
  }).createMachine({
    id: 'session',
    initial: 'goal',
    context: ({ input }) => input,
    on: {
      REMEMBERING_ENDED: { actions: assign({ returning: null, remember: false }) },
      HELP_CHANGED: { actions: assign({ help: ({ event }) => event.help }) },
      // The mandate comes first; consent and card stay the resident's own steps.
      AWAIT_SHEET: {
        guard: ({ context }) => context.procedureCode !== null && !context.identityConfirmed,
        actions: assign({ sheetAwaits: ({ event }) => event.officerId }),
      },
      FORGET_AWAITED: { actions: assign({ sheetAwaits: null }) },
      OPEN_SHEET: {
        guard: ({ context }) => context.identityConfirmed && context.submission === null,
        actions: assign({ officerSheet: true, papersFailure: null }),
      },
      SHEET_ANSWERS: {
        guard: ({ context, event }) =>
          context.officerSheet &&
          Object.keys(event.answers).every((path) => flow.isQuestion(context, path)),
        actions: assign(({ context, event }) => ({
          answers: { ...context.answers, ...event.answers },
          declared: false,
        })),
      },
      CLOSE_SHEET: [
        {
          // The question that lay under the sheet is asked no longer.
          guard: ({ context }) =>
            context.officerSheet &&
            context.path !== null &&
            !flow.isQuestion(context, context.path),
          target: '.routing',
          actions: assign({ officerSheet: false, papersFailure: null, editing: false }),
        },
        { actions: assign({ officerSheet: false, papersFailure: null }) },
      ],
      FINISH_SHEET: {
        guard: 'hasSheet',
        target: '.routing',
        actions: assign(({ context, event }) => ({
          officerSheet: false,
          papersFailure: null,
          editing: false,
          // The check page shows everything; what the machine filled in is confirmed there.
          prefilledConfirmed: true,
          history: [...context.history, placeOf(event.screen, context)],
          answers: {
            ...context.answers,
            ...Object.fromEntries(
              event.passedOver.map((path) => [path, { value: null, origin: 'resident' as const }]),
            ),
          },
        })),
      },
      // Papers are scanned from the sheet too, whatever screen lies under it.
      GO_TO_COMPONENT: {
        guard: ({ context, event }) =>
          context.officerSheet && flow.isComponent(context, event.componentId),
        actions: assign({ papersFailure: null }),
      },
      PAGES_ADDED: {
        guard: ({ context, event }) =>
          context.officerSheet && flow.isComponent(context, event.componentId),
        actions: assign(({ context, event }) => ({
          papers: {
            ...context.papers,
            [event.componentId]: [...(context.papers[event.componentId] ?? []), ...event.pages],
          },
          papersFailure: null,
          declared: false,
        })),
      },
      PAPERS_REFUSED: {
        guard: 'hasSheet',
        actions: assign({ papersFailure: ({ event }) => event.failure }),
      },
      BACK: {
        guard: 'canGoBack',
        target: '.returning',
        actions: assign(({ context }) => ({ history: wayBack(context) })),
      },
    },
    states: {
      goal: {
        on: {
          CHOOSE_GOAL: [
            {
              guard: ({ event }) => event.goal === 'lookup',
              target: 'lookup',
              actions: [remember('goal'), assign({ goal: ({ event }) => event.goal })],
            },
            {
              target: 'consent',
              actions: [
                remember('goal'),
                assign(({ context, event }) => ({
                  // Another procedure has other questions; their answers start empty.
                  ...(context.procedureCode === event.procedureCode ? {} : emptyDossier()),
                  // Practice and earnest share no person and no answer.
                  ...(context.practise === (event.goal === 'practise')
                    ? {}
                    : { ...emptyDossier(), identity: null, identityConfirmed: false }),
                  goal: event.goal,
                  practise: event.goal === 'practise',
                  procedureCode: event.procedureCode,
                })),
              ],
            },
          ],
        },
      },
      consent: {
        on: {
          CONSENT: {
            target: 'identify',
            actions: [remember('consent'), assign({ consentedAt: ({ event }) => event.at })],
          },
        },
      },
      identify: {
        entry: 'forgetFailures',
        on: {
          CARD_READ: {
            target: 'cardConfirm',
            actions: [
              remember('identify'),
              assign(({ context, event }) => withIdentity(context, event.identity)),
            ],
          },
          CARD_REFUSED: { actions: assign({ cardFailure: ({ event }) => event.failure }) },
          TYPE_INSTEAD: { target: 'identityForm', actions: remember('identify') },
        },
      },
      identityForm: {
        on: {
          IDENTITY_TYPED: {
            target: 'cardConfirm',
            actions: [
              remember('identityForm'),
              assign(({ context, event }) => withIdentity(context, event.identity)),
            ],
          },
        },
      },
      cardConfirm: {
        on: {
          // A second scan on this page is the same wish: the newest card counts, shown anew.
          CARD_READ: {
            actions: assign(({ context, event }) => withIdentity(context, event.identity)),
          },
          CONFIRM_IDENTITY: [
            {
              guard: ({ context }) => context.goal === 'account',
              target: 'accountPhone',
              actions: [remember('cardConfirm'), 'confirmIdentity'],
            },
            {
              guard: ({ context }) => context.procedureCode !== null,
              target: 'ready',
              actions: [remember('cardConfirm'), 'confirmIdentity'],
            },
            {
              target: 'choose',
              actions: [remember('cardConfirm'), 'confirmIdentity'],
            },
          ],
          REJECT_IDENTITY: [
            {
              guard: ({ event }) => event.next === 'type',
              target: 'identityForm',
              actions: remember('cardConfirm'),
            },
            { target: 'identify', actions: remember('cardConfirm') },
          ],
        },
      },
      accountPhone: {
        entry: 'forgetFailures',
        on: {
          PHONE_SET: {
            target: 'accountPassword',
            actions: [remember('accountPhone'), assign({ phone: ({ event }) => event.phone })],
          },
        },
      },
      accountPassword: {
        on: {
          REGISTRATION_STARTED: {
            target: 'accountCode',
            actions: [
              remember('accountPassword'),
              assign({
                registrationId: ({ event }) => event.registrationId,
                accountFailure: null,
              }),
            ],
          },
          ACCOUNT_EXISTS: {
            target: 'accountDone',
            actions: [assign({ accountExists: true, history: [] })],
          },
        },
      },
      accountCode: {
        on: {
          CODE_REFUSED: { actions: assign({ accountFailure: ({ event }) => event.failure }) },
          REGISTRATION_STARTED: {
            actions: assign({
              registrationId: ({ event }) => event.registrationId,
              accountFailure: null,
            }),
          },
          CODE_ACCEPTED: {
            target: 'accountDone',
            actions: [assign({ accountFailure: null, accountExists: false, history: [] })],
          },
        },
      },
      accountDone: {
        on: { ACCOUNT_CONTINUE: { target: 'choose', actions: remember('accountDone') } },
      },
      choose: {
        on: {
          CHOOSE_PROCEDURE: {
            target: 'ready',
            actions: [
              remember('choose'),
              assign(({ context, event }) =>
                // The same procedure again keeps its answers; another one starts empty.
                context.procedureCode === event.code
                  ? {}
                  : { ...emptyDossier(), procedureCode: event.code },
              ),
            ],
          },
        },
      },
      ready: { on: { BEGIN: { target: 'routing', actions: remember('ready') } } },
      routing: {
        always: [
          { guard: 'hasPrefilled', target: 'prefilled' },
          { guard: 'hasQuestion', target: 'question', actions: 'toNextQuestion' },
          { guard: 'hasComponent', target: 'papers', actions: 'toNextComponent' },
          { target: 'check', actions: assign({ editing: false, path: null }) },
        ],
      },
      prefilled: {
        on: {
          CONFIRM_PREFILLED: {
            target: 'routing',
            actions: [remember('prefilled'), assign({ prefilledConfirmed: true })],
          },
          EDIT: {
            guard: ({ context, event }) => flow.isQuestion(context, event.path),
            target: 'question',
            actions: [
              remember('prefilled'),
              assign({ path: ({ event }) => event.path, editing: true }),
            ],
          },
        },
      },
      question: {
        on: {
          KEEP_ITEMS: {
            actions: assign(({ context, event }) => ({
              answers: { ...context.answers, [event.path]: event.answer },
              declared: false,
            })),
          },
          ANSWER: {
            guard: ({ context, event }) => event.path === context.path,
            target: 'routing',
            actions: [
              // An edit returns to its list, and "back" from there must not reopen the edit.
              assign(({ context }) => ({
                history: context.editing
                  ? context.history.slice(0, -1)
                  : [...context.history, placeOf('question', context)],
              })),
              assign(({ context, event }) => ({
                answers: { ...context.answers, [event.path]: event.answer },
                declared: false,
                editing: false,
              })),
            ],
          },
        },
      },
      papers: {
        on: {
          GO_TO_COMPONENT: {
            guard: ({ context, event }) => flow.isComponent(context, event.componentId),
            actions: assign({ component: ({ event }) => event.componentId, papersFailure: null }),
          },
          PAGES_ADDED: {
            guard: ({ context, event }) => flow.isComponent(context, event.componentId),
            actions: assign(({ context, event }) => {
              const old = context.papers[event.componentId] ?? [];
              const at = event.replace ? old.findIndex((page) => page.id === event.replace) : -1;
              const pages =
                at < 0
                  ? [...old, ...event.pages]
                  : [...old.slice(0, at), ...event.pages, ...old.slice(at + 1)];
              return {
                papers: { ...context.papers, [event.componentId]: pages },
                papersFailure: null,
                declared: false,
              };
            }),
          },
          PAGES_CHANGED: {
            actions: assign(({ context, event }) => ({
              papers: { ...context.papers, [event.componentId]: event.pages },
              papersFailure: null,
              declared: false,
            })),
          },
          PAPERS_REFUSED: { actions: assign({ papersFailure: ({ event }) => event.failure }) },
          PAPERS_DONE: [
            {
              guard: ({ context }) => flow.nextComponent(context) === context.component,
              actions: assign({ papersFailure: { reason: 'PAPERS_MISSING' } }),
            },
            {
              guard: ({ context }) => flow.nextComponent(context) !== null,
              actions: ['leavePapers', 'toNextComponent'],
            },
            { target: 'routing', actions: 'leavePapers' },
          ],
        },
      },
      check: {
        on: {
          EDIT: [
            {
              guard: ({ context, event }) =>
                event.path.startsWith(PAPERS_PATH) &&
                flow.isComponent(context, event.path.slice(PAPERS_PATH.length)),
              target: 'papers',
              actions: [
                remember('check'),
                assign({
                  component: ({ event }) => event.path.slice(PAPERS_PATH.length),
                  editing: true,
                }),
              ],
            },
            {
              guard: ({ context, event }) => flow.isQuestion(context, event.path),
              target: 'question',
              actions: [
                remember('check'),
                assign({ path: ({ event }) => event.path, editing: true }),
              ],
            },
          ],
          // A paper's "Sửa" or "Thêm": the same as an edit of its path.
          GO_TO_COMPONENT: {
            guard: ({ context, event }) => flow.isComponent(context, event.componentId),
            target: 'papers',
            actions: [
              remember('check'),
              assign({ component: ({ event }) => event.componentId, editing: true }),
            ],
          },
          DECLARE: { actions: assign({ declared: ({ event }) => event.checked }) },
          SUBMIT: {
            guard: ({ context }) => context.declared,
            target: 'submitting',
            actions: assign({
              submission: ({ event }) => event.submission,
              submittedLevel: ({ context }) => context.help.highest,
              history: [],
            }),
          },
        },
      },
      submitting: {
        on: {
          SUBMISSION_CHANGED: [
            {
              guard: ({ event }) => event.submission.dossierNumber !== null,
              target: 'result',
              actions: assign({ submission: ({ event }) => event.submission }),
            },
            { actions: assign({ submission: ({ event }) => event.submission }) },
          ],
          LEAVE_QUEUED: {
            guard: ({ context }) => context.submission?.state !== 'refused',
            target: 'result',
          },
          // Refused for good: back to the answers, to be corrected and declared anew.
          BACK: {
            guard: ({ context }) => context.submission?.state === 'refused',
            target: 'check',
            actions: assign({ declared: false, submission: null }),
          },
        },
      },
      result: {
        on: {
          SUBMISSION_CHANGED: [
            {
              // The slip says "will be sent": with the person still there, it must be put right.
              guard: ({ event }) => event.submission.state === 'refused',
              target: 'submitting',
              actions: assign({ submission: ({ event }) => event.submission }),
            },
            { actions: assign({ submission: ({ event }) => event.submission }) },
          ],
          ANOTHER: {
            target: 'choose',
            actions: assign(({ context }) => ({
              ...emptyDossier(),
              procedureCode: null,
              history: [],
              dossiersDone: context.dossiersDone + 1,
            })),
          },
          FINISH: { target: 'rating' },
        },
      },
      rating: {
        on: {
          REMEMBER_CHOSEN: { actions: assign({ remember: ({ event }) => event.remember }) },
          CAN_DO: { actions: assign({ canDo: ({ event }) => event.who }) },
        },
      },
      lookup: {
        on: {
          LOOKED_UP: {
            actions: assign({
              lookup: ({ event }) => ({
                number: event.number,
                course: event.course,
                failure: event.failure,
              }),
            }),
          },
        },
      },
      /** "Quay lại": to the last place in the history. */
      returning: {
        always: SCREENS_OF_SESSION.map((screen) => ({
          guard: { type: 'lastWas' as const, params: { screen } },
          target: screen,
          actions: { type: 'goBack' as const, params: { screen } },
        })),
      },
    },
  });
}

export type SessionMachine = ReturnType<typeof createSessionMachine>;
