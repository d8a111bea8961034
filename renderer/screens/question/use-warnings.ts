/** Warnings of the core, until the resident has turned them down by "Sửa lại". */
import { useState } from 'react';
import type { Failure } from '../../../electron/contract/reasons';

export interface ShownWarnings {
  readonly shown: boolean;
  /** The resident corrects the value: they are taken away. */
  readonly dismiss: () => void;
  /** The value goes to the core anew: the same warnings may come again. */
  readonly reset: () => void;
}

/** Every view brings a new copy of the same warnings, so they are compared by what they say. */
export function useWarnings(warnings: readonly Failure[]): ShownWarnings {
  const [dismissed, setDismissed] = useState<string | null>(null);
  const said = JSON.stringify(warnings);
  return {
    shown: warnings.length > 0 && dismissed !== said,
    dismiss: () => setDismissed(said),
    reset: () => setDismissed(null),
  };
}
