/**
 * The session's side of the phone: opens the way for the paper on screen, counts what comes, and
 * closes it as soon as that paper is not on screen any more. What arrives later belongs to nobody.
 */
import QRCode from 'qrcode';
import type { OpenPhone } from '../../../contract/phone';
import type { Failure } from '../../../contract/reasons';
import { err, ok, type Result } from '../../../contract/result';
import type { Language, PageQuality } from '../../../contract/view';
import type { Clock, PhoneLimits } from './limits';
import type { PhoneEvents, PhoneLink, PhoneScanner, TakenPicture } from './phone';

/** The paper pictures are for: one component of one session. */
export type PhonePlace = { sessionId: string; componentId: string };

/** Keeps a picture as pages of `place`; refuses with SESSION_STALE when it is no longer on screen. */
export type KeepPicture = (
  place: PhonePlace,
  bytes: Uint8Array,
  isWanted: () => boolean,
) => Promise<Result<readonly { id: string; quality: PageQuality }[]>>;

export type PhoneDeskOptions = {
  scanner: PhoneScanner;
  limits: PhoneLimits;
  clock: Clock;
  /** The paper on screen at this moment. */
  place(): PhonePlace | null;
  language(): Language;
  /** Something to show has changed. */
  changed(): void;
  /** A sign of a person on the phone. */
  touched(): void;
};

export type PhoneDesk = {
  /** What the panel shows; null while it is closed. */
  view(): OpenPhone | null;
  /** Opens the way for the paper on screen; what stops it shows on the panel, too. */
  open(keep: KeepPicture): Promise<Result<void>>;
  close(): Promise<void>;
  /** To be told after every change of the session: closes what no longer belongs to it. */
  follow(): void;
  /** The practice phone sends a drawn paper; refused where there is none. */
  sendSample(): Promise<Result<void>>;
  hasSample: boolean;
};

type Opening = {
  place: PhonePlace;
  link: PhoneLink | null;
  qr: { size: number; modules: string } | null;
  connected: boolean;
  confirmed: boolean;
  receiving: boolean;
  arrived: string[];
  taken: number;
  failure: Failure | null;
  idle: unknown;
};

/** Makes the desk; nothing listens before `open`. */
export function createPhoneDesk(options: PhoneDeskOptions): PhoneDesk {
  const { scanner, limits, clock } = options;
  let opening: Opening | null = null;

  const isSame = (place: PhonePlace) => {
    const now = options.place();
    return now?.sessionId === place.sessionId && now.componentId === place.componentId;
  };
  const isLive = (one: Opening) => opening === one && one.failure === null && isSame(one.place);

  /** Ends the way but not the panel, which says why. */
  function stop(one: Opening, failure: Failure): void {
    if (opening !== one || one.failure) return;
    one.failure = failure;
    release(one).catch(() => {});
    options.changed();
  }

  async function release(one: Opening): Promise<void> {
    clock.clearTimeout(one.idle);
    const { link } = one;
    one.link = null;
    one.qr = null;
    one.receiving = false;
    await link?.close();
  }

  function awaitPerson(one: Opening): void {
    clock.clearTimeout(one.idle);
    one.idle = clock.setTimeout(() => stop(one, { reason: 'PHONE_TIMED_OUT' }), limits.idleMs);
  }

  function eventsOf(one: Opening, keep: KeepPicture): PhoneEvents {
    /** Runs `change` when the way is still this one, and shows it. */
    const live = (change: () => void) => {
      if (!isLive(one)) return;
      change();
      awaitPerson(one);
      options.touched();
      options.changed();
    };
    const left = () => Math.max(0, limits.pictures - one.taken);
    return {
      connected: () =>
        live(() => {
          one.connected = true;
        }),
      confirmed: () =>
        live(() => {
          one.confirmed = true;
        }),
      active: () => live(() => {}),
      mayTake() {
        if (!isLive(one)) return err('PHONE_CLOSED');
        return left() > 0 ? ok(undefined) : err('PHONE_PICTURES_ENOUGH');
      },
      receiving: (isReceiving) =>
        live(() => {
          one.receiving = isReceiving;
        }),
      async picture(bytes): Promise<Result<TakenPicture>> {
        if (!isLive(one)) return err('PHONE_CLOSED');
        if (left() === 0) return err('PHONE_PICTURES_ENOUGH');
        // Counted before it is kept: two at once must not both be the last.
        one.taken += 1;
        const kept = await keep(one.place, bytes, () => isLive(one));
        if (!kept.ok) {
          one.taken -= 1;
          return isLive(one) ? kept : err('PHONE_CLOSED');
        }
        one.arrived.push(...kept.value.map(({ id }) => id));
        live(() => {});
        const quality = kept.value.find((page) => page.quality !== 'clear')?.quality ?? 'clear';
        return ok({ quality, arrived: one.taken, left: left() });
      },
      progress: () => ({ arrived: one.taken, left: left(), language: options.language() }),
      ended: (failure) => stop(one, failure),
    };
  }

  async function close(): Promise<void> {
    const one = opening;
    opening = null;
    if (one) await release(one);
  }

  return {
    view() {
      if (!opening) return null;
      const { link, qr, connected, confirmed, receiving, arrived, taken, failure } = opening;
      return {
        link: link && qr ? { url: link.url, qr, words: [...link.words] } : null,
        connected,
        confirmed,
        receiving,
        arrived: [...arrived],
        left: Math.max(0, limits.pictures - taken),
        failure,
      };
    },
    async open(keep) {
      const place = options.place();
      if (!place) return err('SESSION_WRONG_STEP');
      const before = opening;
      const one: Opening = {
        place,
        link: null,
        qr: null,
        connected: false,
        confirmed: false,
        receiving: false,
        arrived: [],
        taken: 0,
        failure: null,
        idle: undefined,
      };
      opening = one;
      options.changed();
      if (before) await release(before);
      const opened = await scanner.open(eventsOf(one, keep));
      if (!opened.ok) {
        stop(one, opened.failure);
        return ok(undefined);
      }
      if (!isLive(one)) {
        // Closed, or ended by itself, while it was being opened.
        await opened.value.close();
        return ok(undefined);
      }
      const { modules } = QRCode.create(opened.value.url, { errorCorrectionLevel: 'M' });
      one.link = opened.value;
      one.qr = {
        size: modules.size,
        modules: Array.from(modules.data, (bit) => (bit ? '1' : '0')).join(''),
      };
      awaitPerson(one);
      options.changed();
      return ok(undefined);
    },
    async close() {
      if (!opening) return;
      await close();
      options.changed();
    },
    follow() {
      // Without telling: whoever changed the session shows the new view itself.
      if (opening && !isSame(opening.place)) close().catch(() => {});
    },
    sendSample: async () => scanner.sendSample?.() ?? err('SESSION_WRONG_STEP'),
    hasSample: scanner.sendSample !== undefined,
  };
}
