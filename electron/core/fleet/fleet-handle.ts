/** What the rest of the core holds of the exchange. */
import type { Exchange } from './exchange';
import type { LinkState } from './link-machine';

export type Fleet = {
  /** Opens the exchange where one is configured. Resolves when it is trying to connect. */
  begin(): Promise<void>;
  /** The exchange; null while this machine has none. */
  exchange(): Exchange | null;
  link(): LinkState | 'none';
  /** Something on this machine may have changed. */
  changed(): void;
  /** Calls `listener` when a machine was heard or missed, or remote help changed. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
};
