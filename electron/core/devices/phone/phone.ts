/** The phone as a device: what every driver and every fake of it offers. */
import type { Failure } from '../../../contract/reasons';
import type { Result } from '../../../contract/result';
import type { Language, PageQuality } from '../../../contract/view';

/** What became of a picture, for the person who took it. */
export type TakenPicture = {
  quality: PageQuality;
  /** Pictures taken so far and still allowed. */
  arrived: number;
  left: number;
};

/** What a phone does, told to whoever opened the way for it. */
export type PhoneEvents = {
  /** The first phone is there; every other one is refused from now on. */
  connected(): void;
  /** The person has compared the words. */
  confirmed(): void;
  /** A sign of a person on the phone: nobody is idle. */
  active(): void;
  /** Whether one more picture may come; asked before anything of it is read. */
  mayTake(): Result<void>;
  /** A picture begins to arrive, or the last one that did is dealt with. */
  receiving(isReceiving: boolean): void;
  /** A whole picture. Takes the bytes over. */
  picture(bytes: Uint8Array): Promise<Result<TakenPicture>>;
  /** Counts for the phone's page, and the language the kiosk shows. */
  progress(): { arrived: number; left: number; language: Language };
  /** The way closed by itself, and why. Never called after `close`. */
  ended(failure: Failure): void;
};

/** A way that is open for one phone. */
export type PhoneLink = {
  url: string;
  /** Plain words that tell this link from another's. */
  words: readonly string[];
  /** Ends it: nothing of it answers any more when this resolves. */
  close(): Promise<void>;
};

export type PhoneScanner = {
  /** Opens the way. Fails with PHONE_NO_NETWORK where no phone could reach this machine. */
  open(events: PhoneEvents): Promise<Result<PhoneLink>>;
  /** For practice: the phone sends a drawn paper. */
  sendSample?(): Promise<Result<void>>;
};
