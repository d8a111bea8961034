/** A phone in memory: tests let it come, compare the words, send pictures and go. */
import { err, ok, type Result } from '../../../contract/result';
import type { PhoneEvents, PhoneScanner, TakenPicture } from './phone';

export const FAKE_WORDS = ['mèo', 'chanh', 'sông', 'đèn'] as const;

export type MemoryPhone = PhoneScanner & {
  /** Whether a way is open now, and how many were opened so far. */
  isOpen(): boolean;
  opened(): number;
  /** The next `open` waits until `letOpen` is called, as a slow machine would. */
  holdOpening(): void;
  letOpen(): void;
  setNetwork(isThere: boolean): void;
  /** The phone opens the page and says that the words are the same. */
  comes(): void;
  /** A sign of life of the person. */
  touches(): void;
  sends(bytes: Uint8Array): Promise<Result<TakenPicture>>;
};

/** A phone that nobody holds yet. */
export function createMemoryPhone(): MemoryPhone {
  let events: PhoneEvents | null = null;
  let open = false;
  let opened = 0;
  let network = true;
  let held: Promise<void> | null = null;
  let letOpen = () => {};
  return {
    async open(given) {
      await held;
      if (!network) return err('PHONE_NO_NETWORK');
      events = given;
      open = true;
      opened += 1;
      return ok({
        url: 'https://192.168.1.2:40000/memory/',
        words: FAKE_WORDS,
        close: async () => {
          if (events === given) open = false;
        },
      });
    },
    isOpen: () => open,
    opened: () => opened,
    holdOpening() {
      held = new Promise((resolve) => {
        letOpen = resolve;
      });
    },
    letOpen: () => letOpen(),
    setNetwork(isThere) {
      network = isThere;
      if (!isThere) events?.ended({ reason: 'PHONE_NETWORK_LOST' });
    },
    comes() {
      events?.connected();
      events?.confirmed();
    },
    touches: () => events?.active(),
    // Also after the way was closed: a picture may have been on its way.
    sends: async (bytes) => events?.picture(bytes) ?? err('PHONE_CLOSED'),
  };
}
