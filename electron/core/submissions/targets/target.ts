/** What the outbox knows of a place that takes dossiers. */
import type { Reason } from '../../../contract/reasons';
import type { FrozenDossier } from '../wire/frozen-dossier';

/** How one attempt to send ended. `accepted` and `alreadyHave` both mean done. */
export type SendOutcome =
  | {
      kind: 'accepted' | 'alreadyHave';
      /** Given by the receiving system, never invented here. */
      dossierNumber: string;
      /** ISO 8601, when the receiving system took it. */
      receivedAt: string;
      /** ISO 8601; missing when the procedure states no time. */
      dueAt?: string;
    }
  /** Nothing is known to be wrong with the dossier: try the same one again later. */
  | { kind: 'retry'; reason: Reason }
  /** The dossier as it is will not be taken; `message` is the receiving system's own, for staff. */
  | { kind: 'refused'; reason: Reason; message: string };

/** Reads one attachment's bytes by its id. */
export type ReadAttachment = (id: string) => Promise<Uint8Array>;

/** A dossier that may leave the machine; a practice one is not of this type. */
export type RealDossier = FrozenDossier & { readonly practise: false };

interface Target<D extends FrozenDossier> {
  /** Stable name of the target, kept with a queued dossier. */
  readonly id: string;
  /**
   * Sends one dossier once. Safe to call again with the same dossier after any outcome.
   * @param signal ends the attempt early; it then answers `retry`
   * @throws whatever `readAttachment` throws; troubles of network and receiver never throw
   */
  send(dossier: D, readAttachment: ReadAttachment, signal?: AbortSignal): Promise<SendOutcome>;
}

/** The practice portal on this machine takes every dossier. */
export type PracticeOnlyTarget = Target<FrozenDossier> & { readonly kind: 'practice' };

/** Any other receiver: by its type it cannot be handed a practice dossier. */
export type RealTarget = Target<RealDossier> & { readonly kind: 'real' };

/** Where dossiers go; they are given by `deliver` and not otherwise. */
export type SubmissionTarget = PracticeOnlyTarget | RealTarget;
