/** The view of the moment: a pure function of the session and of the machine's state. */
import QRCode from 'qrcode';
import type { FieldValue } from '../../contract/answers';
import type { ReaderPanel } from '../../contract/devices';
import type { Pack } from '../../contract/pack';
import type { PhoneView } from '../../contract/phone';
import type {
  PointView,
  ProcedureCard,
  ScannerPanel,
  ScannerView,
  ScanningView,
  Screen,
  SessionView,
  SupportSlip,
} from '../../contract/view';
import { withHelper } from '../assist/assist-view';
import { fadingView, nextTimeView } from '../assist/fading';
import { awaitedView } from '../assist/officer-ahead';
import { officerSheet } from '../assist/officer-sheet';
import { isPractising, practisedView, sampleCardText } from '../assist/practise';
import type { Ticket } from '../assist/queue';
import { ticketView } from '../assist/queue-view';
import { needsHelper } from '../assist/sign-in';
import {
  confirmableFields,
  packOf,
  procedureContext,
  unsureAddress,
} from '../dossiers/dossier-context';
import { canKeepSlip } from '../dossiers/kept-slips';
import { pageView } from '../dossiers/page-edits';
import { highlightView, remoteHelpView } from '../fleet/fleet';
import { vietnamDate } from '../identity/partial-date';
import type { Kiosk } from '../kiosk/kiosk';
import type { ResolvedField } from '../procedures/facts';
import { inForce } from '../procedures/in-force';
import { missingRequired, neededComponents, questionCount } from '../procedures/questions';
import { resolveFields } from '../procedures/resolve';
import { stringifyValue } from '../procedures/stringify';
import type { SessionData, SessionScreen, Submission } from '../sessions/session-data';
import { officeScreen } from './office-view';
import { answerRows, checkRows, identityRows } from './rows';

/** Version of the notice a resident agrees to; kept with the evidence of consent. */
export const CONSENT_TEXT_VERSION = '2026-11-21';

/** Steps of the way as the header counts them. */
const STEPS = 8;
const STEP_OF: Partial<Record<Screen['name'], number>> = {
  consent: 1,
  identify: 2,
  identityForm: 2,
  cardConfirm: 2,
  choose: 3,
  ready: 3,
  prefilled: 4,
  question: 4,
  officerSheet: 4,
  papers: 5,
  check: 6,
  submitting: 7,
  result: 8,
};

/** How many procedures the first page of choices offers. */
const POPULAR = 6;

type Current = { screen: SessionScreen; data: SessionData };

/** Builds the view. */
export function buildView(kiosk: Kiosk): SessionView {
  const { state } = kiosk;
  const current = kiosk.runtime.current();
  const { screen, assist } = withHelper(
    kiosk,
    current ? (officerSheet(kiosk) ?? sessionScreen(kiosk, current)) : idleScreen(kiosk),
  );
  const number = STEP_OF[screen.name];
  return {
    revision: state.revision,
    language: state.language,
    textSize: state.textSize,
    point: pointView(kiosk),
    practice: true,
    practising: current !== null && isPractising(current.data),
    fading: current ? fadingView(current.screen, current.data) : null,
    step: number ? { number, of: STEPS } : null,
    canGoBack: canGoBack(current),
    helpCalled: state.call?.kind === 'pressed',
    assist,
    handOver: awaitedView(kiosk),
    remoteHelp: remoteHelpView(kiosk),
    highlight: highlightView(kiosk),
    devices: kiosk.devices.lines(),
    fakes: fakesView(kiosk, screen),
    idleSecondsLeft: state.idleSecondsLeft,
    notice: state.notice,
    technicianNotices: current ? [] : [...kiosk.technicianNotices, ...kiosk.printers.warnings()],
    screen,
  };
}

function pointView({ point }: Kiosk): PointView {
  const { name, shortName, openingHours, phone } = point;
  return { name, shortName, openingHours, ...(phone ? { phone } : {}) };
}

function canGoBack(current: Current | null): boolean {
  if (!current) return false;
  if (current.screen === 'submitting') return current.data.submission?.state === 'refused';
  return current.data.history.length > 0;
}

function welcomeScreen(kiosk: Kiosk): Screen {
  const keptSlips = kiosk.keptSlips.any();
  return {
    name: 'welcome',
    needsHelper: needsHelper(kiosk),
    ...(kiosk.point.queue ? { queue: true } : {}),
    ...(keptSlips ? { keptSlips } : {}),
  };
}

function idleScreen(kiosk: Kiosk): Screen {
  const { resume, office, queueOpen } = kiosk.state;
  if (!resume && office) return officeScreen(kiosk, office);
  if (!resume && queueOpen) return queueScreen(kiosk, queueOpen.ticket);
  if (!resume) return welcomeScreen(kiosk);
  const pack = resume.procedureCode ? kiosk.packs.get(resume.procedureCode) : undefined;
  return {
    name: 'resume',
    startedAt: resume.startedAt,
    procedure: pack?.shortName ?? null,
    triesLeft: resume.triesLeft,
  };
}

/** Taking a number: what people come for most first, then the number itself. */
function queueScreen(kiosk: Kiosk, ticket: Ticket | null): Screen {
  return {
    name: 'queue',
    wishes: cardsOf(kiosk, kiosk.search.mostUsed(kiosk.events.submittedCounts())),
    ticket: ticket ? ticketView(kiosk, ticket) : null,
    called: kiosk.queue.called(),
  };
}

/** A procedure as an item of a list. */
export function procedureCard(pack: Pack): ProcedureCard {
  const { code, name, shortName, lifeEvents } = pack;
  return { code, name, shortName, lifeEvents };
}

function popularCodes(kiosk: Kiosk): string[] {
  return kiosk.search.mostUsed(kiosk.events.submittedCounts()).slice(0, POPULAR);
}

function cardsOf(kiosk: Kiosk, codes: readonly string[]): ProcedureCard[] {
  return codes.flatMap((code) => {
    const pack = kiosk.packs.get(code);
    return pack ? [procedureCard(pack)] : [];
  });
}

function sessionScreen(kiosk: Kiosk, { screen, data }: Current): Screen {
  const { state } = kiosk;
  switch (screen) {
    case 'goal':
      return { name: 'goal', popular: cardsOf(kiosk, popularCodes(kiosk)) };
    case 'consent':
      return {
        name: 'consent',
        goal: data.goal ?? 'procedure',
        textVersion: CONSENT_TEXT_VERSION,
      };
    case 'identify':
      return {
        name: 'identify',
        sampleCard: sampleCardText(kiosk) !== null,
        failure: data.cardFailure,
      };
    case 'identityForm':
      return { name: 'identityForm', form: identityForm(data) };
    case 'cardConfirm': {
      const identity = must(data.identity, 'identity');
      return {
        name: 'cardConfirm',
        variant: identity.card?.variant ?? null,
        rows: identityRows(identity, kiosk.texts),
        warnings: identity.warnings,
        typed: identity.source === 'typed',
      };
    }
    case 'accountPhone': {
      const identity = must(data.identity, 'identity');
      return {
        name: 'accountPhone',
        rows: identityRows(identity, kiosk.texts),
        phone: nationalPhone(data.phone) ?? '',
      };
    }
    case 'accountPassword':
      return { name: 'accountPassword', phoneMasked: maskPhone(data.phone) };
    case 'accountCode':
      return {
        name: 'accountCode',
        phoneMasked: maskPhone(data.phone),
        messages: state.phoneMessages,
        failure: data.accountFailure,
      };
    case 'accountDone':
      return { name: 'accountDone', already: data.accountExists };
    case 'choose':
      return {
        name: 'choose',
        all: [...kiosk.packs.values()].map(procedureCard),
        popular: popularCodes(kiosk),
      };
    case 'rating':
      return {
        name: 'rating',
        nextTime: nextTimeView(data) ?? undefined,
        practised: practisedView(kiosk, data),
      };
    case 'lookup':
      return { name: 'lookup', ...data.lookup, busy: state.lookupBusy };
    default:
      return dossierScreen(kiosk, { screen, data });
  }
}

function dossierScreen(kiosk: Kiosk, { screen, data }: Current): Screen {
  const { state } = kiosk;
  const pack = must(packOf(kiosk.packs, data), 'pack');
  const context = procedureContext(data, kiosk.point, kiosk.now());
  const resolved = resolveFields(pack, context);
  const procedure = pack.shortName;
  switch (screen) {
    case 'ready':
      return {
        name: 'ready',
        ready: readyOf(pack, resolved, kiosk.now()),
        printState: state.printState,
      };
    case 'prefilled':
      return {
        name: 'prefilled',
        procedure,
        rows: answerRows(confirmableFields(resolved), kiosk.texts),
      };
    case 'question':
      return questionScreen(kiosk, data, pack, resolved);
    case 'papers': {
      const components = neededComponents(pack, context).filter(({ bring }) => !bring);
      const current = components.findIndex(({ component }) => component.id === data.component);
      return {
        name: 'papers',
        procedure,
        components: components.map(({ component, required }) => ({
          component,
          required,
          pages: (data.papers[component.id] ?? []).map(pageView),
        })),
        current: Math.max(0, current),
        scanner: scannerView(kiosk),
        scannerPanel: scannerPanelView(kiosk),
        phone: phoneView(kiosk),
        scanning: scanningView(kiosk),
        busy: state.papersBusy || state.scanning !== null,
        failure: data.papersFailure,
      };
    }
    case 'check': {
      if (state.preparing) {
        return { name: 'submitting', procedure, ...PREPARING };
      }
      const components = neededComponents(pack, context).filter(({ bring }) => !bring);
      return {
        name: 'check',
        procedure,
        rows: checkRows(resolved, kiosk.texts),
        papers: components.map(({ component, required }) => ({
          id: component.id,
          name: component.name,
          required,
          pages: data.papers[component.id]?.length ?? 0,
        })),
        declaration: pack.declaration,
        declared: data.declared,
        missing: missingRequired(resolved),
        practice: true,
      };
    }
    case 'submitting': {
      const submission = must(data.submission, 'submission');
      const { state: submissionState, reason, attempts, nextTryAt } = submission;
      return {
        name: 'submitting',
        procedure,
        state: submissionState,
        reason,
        attempts,
        nextTryAt,
      };
    }
    case 'result': {
      const submission = must(data.submission, 'submission');
      return {
        name: 'result',
        procedure,
        slip: supportSlip(pack, submission, data.practise),
        queued: submission.dossierNumber === null,
        nextSteps: pack.nextSteps,
        atHome: pack.atHome,
        printers: kiosk.printers.views(),
        printState: state.printState,
        printProgress: state.printProgress,
        printFailure: state.printFailure,
        canKeepSlip: canKeepSlip(data),
        printerPanel: kiosk.printers.panel(),
        savedAs: state.savedAs,
      };
    }
    default:
      throw new Error(`no view for ${screen}`);
  }
}

/** Screens from which all practice devices are worked. */
function fakesView(kiosk: Kiosk, screen: Screen): SessionView['fakes'] {
  const isThere =
    screen.name === 'identify' || (screen.name === 'office' && screen.office.page === 'devices');
  if (!kiosk.sample || !isThere) return null;
  const reader = kiosk.devices.readerPanel()?.state();
  return {
    reader: reader ? { plugged: reader.plugged, trouble: panelTrouble(reader.trouble) } : null,
    scanner: scannerPanelView(kiosk),
    printer: kiosk.printers.panel(),
  };
}

function panelTrouble(trouble: string | undefined): ReaderPanel['trouble'] {
  return trouble === 'READER_DENIED' || trouble === 'READER_BUSY' || trouble === 'READER_FAILED'
    ? trouble
    : null;
}

/** The scanner as the page shows it; one that was never there is not mentioned. */
function scannerView({ scanner, scannerPanel, state, texts }: Kiosk): ScannerView | null {
  const health = scanner?.health();
  if (!scanner || !health || (!health.ready && health.reason === 'SCANNER_NONE')) return null;
  const { sources, duplex } = scanner.abilities;
  return {
    label: scannerPanel ? texts(state.language, 'scannerPanel:name') : scanner.label,
    // Busy with this very scan is no trouble.
    trouble: health.ready || state.scanning ? null : health.reason,
    glass: sources.includes('flatbed'),
    feeder: sources.includes('feeder'),
    duplex,
  };
}

function scanningView({ state: { scanning } }: Kiosk): ScanningView | null {
  if (!scanning) return null;
  const { pages, source, stop } = scanning;
  return { pages, source, cancellable: !stop.signal.aborted };
}

function scannerPanelView({ scannerPanel }: Kiosk): ScannerPanel | null {
  if (!scannerPanel) return null;
  const { glass, feeder, ...state } = scannerPanel.state();
  return { glass: glass ?? null, feeder: feeder.length, ...state };
}

function phoneView({ phone }: Kiosk): PhoneView {
  if (!phone) return { available: false, sample: false, open: null };
  return { available: true, sample: phone.hasSample, open: phone.view() };
}

const PREPARING = { state: 'preparing', reason: null, attempts: 0, nextTryAt: null } as const;

function questionScreen(
  kiosk: Kiosk,
  data: SessionData,
  pack: Pack,
  resolved: readonly ResolvedField[],
): Screen {
  const each = must(
    resolved.find(({ field }) => field.key === data.path),
    'question',
  );
  const { field } = each;
  const pages = resolved.filter(
    (other) => other.visible && other.field.ask === 'page' && !other.prefilled,
  );
  const place = pages.findIndex((other) => other.field.key === field.key);
  const { done, total } = questionCount(resolved);
  const doubt = kiosk.state.doubt?.path === field.key ? kiosk.state.doubt : null;
  const unsure = unsureAddress(field, data);
  const answer = doubt
    ? { value: doubt.value as FieldValue, origin: 'resident' as const }
    : (each.answer ?? (unsure ? { value: unsure, origin: 'card' as const } : null));
  return {
    name: 'question',
    procedure: pack.shortName,
    path: field.key,
    field,
    answer,
    suggestions: each.suggestions.map((value) => ({
      value,
      text: {
        vi: stringifyValue(field, value, 'vi'),
        en: stringifyValue(field, value, 'en'),
      },
    })),
    number: place >= 0 ? place + 1 : Math.min(done + 1, total),
    of: Math.max(total, 1),
    warnings: doubt?.failures ?? [],
    editing: data.editing,
  };
}

function readyOf(
  pack: Pack,
  resolved: readonly ResolvedField[],
  now: Date,
): Extract<Screen, { name: 'ready' }>['ready'] {
  return {
    code: pack.code,
    name: pack.name,
    authority: pack.authority,
    papers: pack.components.map(({ name, required, hint, when }) => ({
      name,
      required: required && when === undefined,
      ...(hint ? { hint } : {}),
    })),
    times: inForce(pack.times, vietnamDate(now)).entries.map(({ channel, text }) => ({
      channel,
      text,
    })),
    fees: inForce(pack.fees, vietnamDate(now)).entries.map(
      ({ channel, amountVnd, per, note, provenance }) => ({
        channel,
        amountVnd,
        ...(per ? { per } : {}),
        ...(note ? { note } : {}),
        checkedOn: provenance.checkedOn,
      }),
    ),
    goodToKnow: pack.goodToKnow,
    questions: questionCount(resolved).total,
  };
}

function identityForm(data: SessionData): Extract<Screen, { name: 'identityForm' }>['form'] {
  const { identity } = data;
  return {
    personalId: identity?.personalId ?? '',
    fullName: identity?.fullName ?? '',
    birthDate: identity?.birthDate ?? null,
    sex: identity?.sex ?? null,
    residence: identity?.residenceText ?? '',
  };
}

/** The slip of a submission, with the square that leads to the portal's page. */
export function supportSlip(pack: Pack, submission: Submission, practising: boolean): SupportSlip {
  const { modules } = QRCode.create(pack.portal.url, { errorCorrectionLevel: 'M' });
  return {
    procedureName: pack.name,
    dossierNumber: submission.dossierNumber,
    reference: submission.reference,
    submittedAt: submission.submittedAt,
    authority: submission.authority,
    dueAt: submission.dueAt,
    portalUrl: pack.portal.url,
    qr: {
      size: modules.size,
      modules: Array.from(modules.data, (bit) => (bit ? '1' : '0')).join(''),
    },
    practice: true,
    practising,
  };
}

/** `+84901234567` as people write it: `0901234567`. */
export function nationalPhone(e164: string | null): string | null {
  return e164 ? e164.replace(/^\+84/, '0') : null;
}

function maskPhone(e164: string | null): string {
  const national = nationalPhone(e164) ?? '';
  return national.replace(/^(.{3}).*(.{3})$/, '$1••••$2');
}

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the session has no ${what}`);
  return value;
}
