/** Takes dossiers in: numbers, upserts, "đã tồn tại", due dates, progress steps. */
import type { HoSoMC } from '../../submissions/wire/dossier-item';
import { DOSSIER_NUMBER } from '../../submissions/wire/look-up';
import type { TienDo } from '../../submissions/wire/messages';
import { fromWireDate, toWireDate } from '../../submissions/wire/wire-date';
import type { DossierStatus } from '../../submissions/wire/wire-text';
import type { Clock } from '../clock';
import type { PersonStore } from '../storage/person-store';
import { addStep, type DossierRow, findDossier, readTimeline } from '../tracking/timeline';
import type { AttachmentStore } from './attachment-store';
import { takeDossierNumber } from './dossier-numbers';
import { computeDueDate } from './due-date';
import { FAILURE_CODES, type ReplyCode, type ReplyCodes } from './reply-codes';
import { WIRE_MESSAGES } from './wire-messages';

/** What became of one item, as it goes on the wire. */
export type ItemReply = {
  error_code: ReplyCode;
  message: string;
  MaYeuCau: string;
  MaHoSo: string;
  NgayNhan: string;
  NgayHenTra: string;
};

export type DueDateRules = {
  /** Working days of a procedure; undefined leaves it to what the sender says. */
  dueDays?: (procedureCode: string) => number | undefined;
  /** Days off besides week-ends, `yyyy-MM-dd` of Vietnam. */
  holidays?: ReadonlySet<string>;
};

export type DossierDesk = {
  receive(item: HoSoMC, isUpdating: boolean): ItemReply;
  addProgress(step: TienDo): ItemReply;
  /** The reply to something sent under an id that already has a number; undefined for a new id. */
  findByRequest(requestId: string): ItemReply | undefined;
  /** What `TraCuuHoSo` tells: no person. */
  describe(number: string): Record<string, string> | undefined;
};

/** Thrown inside a transaction to undo it; only ever caught in this file. */
class FileMissingError extends Error {}

/** Makes the desk over the portal's tables. */
export function createDossierDesk(
  store: PersonStore,
  attachments: AttachmentStore,
  codes: ReplyCodes,
  clock: Clock,
  rules: DueDateRules,
): DossierDesk {
  const { db } = store;

  function numberOfRequest(requestId: string): string | undefined {
    const row = db.prepare('SELECT number FROM request WHERE request_id = ?').get(requestId) as
      | { number: string }
      | undefined;
    return row?.number;
  }

  function replyFor(row: DossierRow, code: ReplyCode, message: string, requestId = ''): ItemReply {
    return {
      error_code: code,
      message,
      MaYeuCau: requestId,
      MaHoSo: row.number,
      NgayNhan: toWireDate(new Date(row.received_at)),
      NgayHenTra: row.due_at === null ? '' : toWireDate(new Date(row.due_at)),
    };
  }

  function refuse(code: ReplyCode, message: string, item?: { MaHoSo: string }, requestId = '') {
    const MaHoSo = item?.MaHoSo ?? '';
    const blank = { MaYeuCau: requestId, MaHoSo, NgayNhan: '', NgayHenTra: '' };
    return { error_code: code, message, ...blank };
  }

  /** The sender's own due date, the table's days, the sender's days, or nothing: never a guess. */
  function dueDate(item: HoSoMC, receivedAt: Date): Date | undefined {
    if (item.NgayHenTra !== '') return fromWireDate(item.NgayHenTra);
    const stated = item.x_HoTro?.SoNgayGiaiQuyet;
    const days =
      rules.dueDays?.(item.MaTTHC) ?? (stated === undefined ? undefined : Number(stated));
    return days === undefined ? undefined : computeDueDate(receivedAt, days, rules.holidays);
  }

  function tieFiles(item: HoSoMC, number: string): void {
    const ids = item.TaiLieuNop.filter((file) => file.IsDeleted === 'False').map(
      (file) => file.TepDinhKemId,
    );
    if (!attachments.tie(ids, number)) throw new FileMissingError();
  }

  function create(item: HoSoMC, requestId: string | undefined): ItemReply {
    const now = clock.now();
    const number = item.MaHoSo === '' ? takeDossierNumber(db, now) : item.MaHoSo;
    // The schema has checked the date; it is only undefined for the type.
    const submittedAt = fromWireDate(item.NgayNopHoSo) ?? now;
    db.prepare(
      `INSERT INTO dossier
         (number, procedure_code, procedure_name, submitted_at, received_at, due_at, sealed)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      number,
      item.MaTTHC,
      item.TenTTHC,
      submittedAt.toISOString(),
      now.toISOString(),
      dueDate(item, now)?.toISOString() ?? null,
      store.sealer.sealJson('dossier', item),
    );
    if (requestId) {
      db.prepare('INSERT INTO request (request_id, number) VALUES (?, ?)').run(requestId, number);
    }
    addStep(store, number, Number(item.TrangThaiHoSo) as DossierStatus, now);
    tieFiles(item, number);
    const row = findDossier(store, number) as DossierRow;
    return replyFor(row, codes.success(), WIRE_MESSAGES.done, requestId);
  }

  function update(item: HoSoMC, known: DossierRow, requestId: string | undefined): ItemReply {
    const dueAt = fromWireDate(item.NgayHenTra)?.toISOString() ?? known.due_at;
    db.prepare('UPDATE dossier SET due_at = ?, sealed = ? WHERE number = ?').run(
      dueAt,
      store.sealer.sealJson('dossier', item),
      known.number,
    );
    const status = Number(item.TrangThaiHoSo) as DossierStatus;
    if (readTimeline(store, known.number).at(-1)?.status !== status) {
      addStep(store, known.number, status, clock.now());
    }
    tieFiles(item, known.number);
    return replyFor({ ...known, due_at: dueAt }, codes.success(), WIRE_MESSAGES.done, requestId);
  }

  function receive(item: HoSoMC, isUpdating: boolean): ItemReply {
    const requestId = item.x_HoTro?.MaYeuCau;
    const number = (requestId && numberOfRequest(requestId)) || item.MaHoSo;
    const known = number === '' ? undefined : findDossier(store, number);
    if (known && isUpdating) return update(item, known, requestId);
    if (known) return replyFor(known, codes.exists(), WIRE_MESSAGES.exists, requestId);
    const isNameless = item.MaHoSo === '' && !requestId;
    if (isNameless || (item.MaHoSo !== '' && !DOSSIER_NUMBER.test(item.MaHoSo))) {
      return refuse(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed, item, requestId);
    }
    return create(item, requestId);
  }

  return {
    receive(item, isUpdating) {
      try {
        return db.transaction(() => receive(item, isUpdating))();
      } catch (error) {
        if (!(error instanceof FileMissingError)) throw error;
        const requestId = item.x_HoTro?.MaYeuCau;
        return refuse(FAILURE_CODES.fileMissing, WIRE_MESSAGES.fileMissing, item, requestId);
      }
    },
    addProgress: (step) =>
      db.transaction(() => {
        const row = findDossier(store, step.MaHoSo);
        if (!row) return refuse(FAILURE_CODES.notFound, WIRE_MESSAGES.notFound, step);
        const at = fromWireDate(step.ThoiDiemXuLy) ?? clock.now();
        addStep(store, row.number, Number(step.TrangThai) as DossierStatus, at, step.NoiDungXuLy);
        return replyFor(row, codes.success(), WIRE_MESSAGES.done);
      })(),
    findByRequest(requestId) {
      const number = numberOfRequest(requestId);
      const row = number === undefined ? undefined : findDossier(store, number);
      return row && replyFor(row, codes.exists(), WIRE_MESSAGES.exists, requestId);
    },
    describe(number) {
      const row = findDossier(store, number);
      if (!row) return undefined;
      const timeline = readTimeline(store, number);
      const when = (status: DossierStatus) => {
        const step = timeline.find((each) => each.status === status);
        return step ? toWireDate(new Date(step.at)) : '';
      };
      return {
        MaHoSo: row.number,
        MaTTHC: row.procedure_code,
        TenTTHC: row.procedure_name,
        NgayNopHoSo: toWireDate(new Date(row.submitted_at)),
        NgayTiepNhan: when(2),
        NgayHenTra: row.due_at === null ? '' : toWireDate(new Date(row.due_at)),
        TrangThaiHoSo: String(timeline.at(-1)?.status ?? ''),
        NgayTuChoi: when(3),
        NgayKetThucXuLy: when(9),
        NgayTra: when(10),
      };
    },
  };
}
