/**
 * From the check page to the outbox: payload and attachments are frozen under one id, in the same
 * transaction that records the submission. Pressing twice, or a power cut in between, cannot make
 * two dossiers.
 */
import { createHash, randomInt } from 'node:crypto';
import type { Pack } from '../../contract/pack';
import { err, ok, type Result } from '../../contract/result';
import { countReturn } from '../assist/fading';
import { vietnamDate } from '../identity/partial-date';
import type { Kiosk } from '../kiosk/kiosk';
import { onlineDays } from '../procedures/in-force';
import { missingRequired, neededComponents, submittedFields } from '../procedures/questions';
import { resolveFields } from '../procedures/resolve';
import { stringifyValue } from '../procedures/stringify';
import type { PaperPage, SessionData } from '../sessions/session-data';
import { mayTake } from '../submissions/targets/deliver';
import type { FrozenAttachment, FrozenDossier } from '../submissions/wire/frozen-dossier';
import { nationalPhone } from '../view/build-view';
import { packOf, procedureContext } from './dossier-context';
import { paperOf } from './page-edits';

/** Without letters and digits that look alike on paper (0 O, 1 I L, 5 S, 8 B). */
const REFERENCE_ALPHABET = 'ACDEFGHJKMNPQRTUVWXYZ234679';
const REFERENCE_GROUPS = 2;
const REFERENCE_GROUP_LENGTH = 4;

/** Our own reference of a dossier, for people to find its number later: `DH-ACDE-2346`. */
export function newReference(): string {
  const groups = Array.from({ length: REFERENCE_GROUPS }, () =>
    Array.from(
      { length: REFERENCE_GROUP_LENGTH },
      () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)],
    ).join(''),
  );
  return ['DH', ...groups].join('-');
}

type Prepared = { attachments: FrozenAttachment[]; bodies: Map<string, Uint8Array> };

async function assemblePapers(
  kiosk: Kiosk,
  pack: Pack,
  data: SessionData,
): Promise<Result<Prepared>> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  const context = procedureContext(data, kiosk.point, kiosk.now());
  const prepared: Prepared = { attachments: [], bodies: new Map() };
  for (const { component, required, bring } of neededComponents(pack, context)) {
    const pages: PaperPage[] = data.papers[component.id] ?? [];
    if (pages.length === 0) {
      if (required && !bring) return err('PAPERS_MISSING');
      continue;
    }
    const sources = [];
    for (const page of pages) {
      const bytes = await kiosk.files.read(session.session.key, page.id);
      sources.push(paperOf(page, new Uint8Array(bytes)));
    }
    const paper = await kiosk.papers.assemble(sources);
    if (!paper.ok) return paper;
    const id = kiosk.newId();
    prepared.bodies.set(id, paper.value.pdf);
    prepared.attachments.push({
      id,
      componentId: component.id,
      componentName: component.name.vi,
      // Named after the paper, never after the person.
      fileName: `${component.id}.pdf`,
      sha256: createHash('sha256').update(paper.value.pdf).digest('hex'),
      bytes: paper.value.pdf.byteLength,
    });
  }
  return ok(prepared);
}

function freeze(
  kiosk: Kiosk,
  pack: Pack,
  data: SessionData,
  attachments: FrozenAttachment[],
): FrozenDossier {
  const identity = data.identity;
  if (!identity) throw new Error('a dossier needs an identity');
  const resolved = resolveFields(pack, procedureContext(data, kiosk.point, kiosk.now()));
  const fields = submittedFields(resolved);
  const phoneField = fields.find(({ field }) => field.type === 'phone');
  const typedPhone = phoneField?.answer?.value;
  const authority = fields.find(({ field }) => field.key === 'receiving_authority')?.answer?.value;
  return {
    id: kiosk.newId(),
    practise: data.practise,
    procedure: {
      code: pack.code,
      name: pack.name.vi,
      field: pack.field.vi,
      processingDays: onlineDays(pack.times, vietnamDate(kiosk.now())),
    },
    owner: {
      fullName: identity.fullName,
      personalId: identity.personalId,
      birthDate: identity.birthDate,
      phone: typeof typedPhone === 'string' ? typedPhone : (nationalPhone(data.phone) ?? ''),
      ...(identity.residenceText ? { address: identity.residenceText } : {}),
    },
    submittedAt: kiosk.now().toISOString(),
    answers: fields.map(({ field, answer }) => ({
      key: field.key,
      label: field.label.vi,
      text: stringifyValue(field, answer?.value, 'vi', { as: 'form' }),
    })),
    attachments,
    receivingAuthority: typeof authority === 'string' ? authority : defaultAuthority(kiosk, pack),
    support: { pointId: kiosk.point.id },
  };
}

function defaultAuthority(kiosk: Kiosk, pack: Pack): string {
  return pack.group === 'congan' ? kiosk.point.police : kiosk.point.peoplesCommittee;
}

/** "Nộp hồ sơ", pressed by the resident after ticking the declaration. */
export async function submitDossier(kiosk: Kiosk): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  const { data, id } = session;
  const pack = packOf(kiosk.packs, data);
  if (session.screen !== 'check' || !pack || kiosk.state.preparing) return err('SESSION_STALE');
  if (!data.declared) return err('DECLARATION_NEEDED');
  const resolved = resolveFields(pack, procedureContext(data, kiosk.point, kiosk.now()));
  const missing = missingRequired(resolved);
  if (missing.length > 0) return err('ANSWERS_MISSING', { count: missing.length });

  kiosk.state.preparing = true;
  kiosk.publish();
  try {
    const papers = await assemblePapers(kiosk, pack, data);
    if (!papers.ok) return papers;
    // Ended or changed meanwhile: what would be frozen is not what the resident declared.
    if (kiosk.runtime.current()?.data !== data) return err('SESSION_STALE');
    const dossier = freeze(kiosk, pack, data, papers.value.attachments);
    if (!mayTake(kiosk.target, dossier)) return err('PRACTISE_STAYS_HERE');
    const reference = newReference();
    kiosk.state.preparing = false;
    const submitted = kiosk.runtime.dispatch(
      id,
      {
        type: 'SUBMIT',
        submission: {
          dossierId: dossier.id,
          reference,
          submittedAt: dossier.submittedAt,
          authority: dossier.receivingAuthority,
          state: 'sending',
          reason: null,
          attempts: 0,
          nextTryAt: null,
          dossierNumber: null,
          dueAt: null,
        },
      },
      () => {
        kiosk.outbox.freeze(dossier, reference, papers.value.bodies);
        // Practice is no dossier: it has no place among the counts of real ones.
        if (data.practise) return;
        kiosk.events.add({
          kind: 'submitted',
          procedureCode: pack.code,
          level: data.help.highest,
          seconds: secondsSince(data.consentedAt, kiosk.now()),
        });
        countReturn(kiosk, data);
      },
    );
    if (submitted.ok) kiosk.outbox.pump();
    return submitted;
  } finally {
    kiosk.state.preparing = false;
    kiosk.publish();
  }
}

/** Whole seconds from `iso` to `now`; null where there is no beginning. */
function secondsSince(iso: string | null, now: Date): number | null {
  return iso === null ? null : Math.max(0, Math.round((now.getTime() - Date.parse(iso)) / 1_000));
}
