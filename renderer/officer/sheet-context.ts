/** What every box of the sheet stands on. */
import { createContext, useContext } from 'react';
import type { FieldValue } from '../../electron/contract/answers';
import type { Failure } from '../../electron/contract/reasons';

/** What became of an answer: stored, refused, or shown back because it does not add up. */
export type Saved =
  | { readonly kind: 'stored' }
  | { readonly kind: 'refused' | 'doubtful'; readonly failures: readonly Failure[] };

export interface SheetValue {
  /** yyyy-mm-dd in Asia/Ho_Chi_Minh. */
  readonly today: string;
  /** Sends an answer to the core, and waits until the page shows what follows from it. */
  readonly save: (path: string, value: FieldValue, keepWarnings: boolean) => Promise<Saved>;
  /** Runs a store that Enter began; keys wait until it is done, for the box that is in hand then. */
  readonly holding: (store: () => Promise<boolean>) => Promise<boolean>;
  /** Brings the box after (1) or before (-1) `from` into hand. */
  readonly step: (from: HTMLElement, by: 1 | -1) => void;
}

export const SheetContext = createContext<SheetValue | null>(null);

export function useSheet(): SheetValue {
  const value = useContext(SheetContext);
  if (value === null) throw new Error('SheetContext is missing above this component');
  return value;
}
