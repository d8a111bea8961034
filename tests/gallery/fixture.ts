/** One picture of the gallery: a screen, and what differs from a usual view around it. */
import type { Screen, SessionView } from '../../electron/contract/view';

export interface Fixture {
  readonly screen: Screen;
  readonly view?: Partial<Omit<SessionView, 'screen'>>;
  /** Calls that answer something else than done, by their path ("procedures.search"). */
  readonly calls?: Readonly<Record<string, (input: unknown) => unknown>>;
  /** The machine has a camera; it sees a drawn scene. */
  readonly camera?: true;
  /** Buttons pressed before the picture, one after the other, by their names. */
  readonly press?: readonly { readonly vi: string; readonly en: string }[];
}

/** Every file of fixtures/ exports `fixtures`: pictures by the name used in the URL. */
export type Fixtures = Readonly<Record<string, Fixture>>;
