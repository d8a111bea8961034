/** One picture of the gallery: a screen, and what differs from a usual view around it. */
import type { Screen, SessionView } from '../../electron/contract/view';

export interface Fixture {
  readonly screen: Screen;
  readonly view?: Partial<Omit<SessionView, 'screen'>>;
  /** Calls that answer something else than done, by their path ("procedures.search"). */
  readonly calls?: Readonly<Record<string, (input: unknown) => unknown>>;
}

/** Every file of fixtures/ exports `fixtures`: pictures by the name used in the URL. */
export type Fixtures = Readonly<Record<string, Fixture>>;
