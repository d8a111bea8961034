/** What assist mode puts into every screen; it comes from the app, so that no screen knows it. */
import { createContext, type ReactNode } from 'react';

export interface HelperParts {
  /** In the upper bar: a helper's way in, or the sign that one looks on. */
  readonly door: ReactNode;
  /** Beside the resident's part: the helper's panel. */
  readonly side: ReactNode;
}

export const HelperPartsContext = createContext<HelperParts>({ door: null, side: null });
