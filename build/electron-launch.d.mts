/** Options of {@link findLaunch}. */
export interface FindLaunchOptions {
  /** The packaged variant for tests (`npm run package -- --for-tests`) instead of the checkout. */
  packaged?: boolean;
}

/** How to start the application on this machine. */
export interface Launch {
  /** What to start: Electron, or, when we are root, a wrapper that becomes Electron as `runAsUser`. */
  executablePath: string;
  /** First arguments: the checkout's folder, or none for the packaged application. */
  args: string[];
  /** The whole environment to start it with; already names KIOSK_CORE_NODE where it is needed. */
  env: Record<string, string>;
  /** The Node that the core runs under, or null when it runs inside Electron. */
  coreNode: string | null;
  /** "45.4.1" */
  electronVersion: string;
  /** Whether this is the older Electron for development and tests. */
  isFallback: boolean;
  /** Whom Electron runs as when that is not ourselves. */
  runAsUser: { uid: number; gid: number } | null;
  /**
   * Gives a folder (made when missing) or a file to the user Electron runs as, with all below it.
   * Does nothing when that is ourselves. Call it for every folder Electron is to write to.
   */
  chown(path: string): void;
}

/** Finds how to start the application. Throws with a sentence when the set-up has not been run. */
export function findLaunch(options?: FindLaunchOptions): Launch;

/** Whether a window can be opened as things are. */
export function hasDisplay(): boolean;

/**
 * Runs something that opens windows; where there is no display, under a virtual one of 1366 x 768
 * whose name is in `process.env.DISPLAY` meanwhile. Call `findLaunch` inside, so that its `env` has it.
 */
export function withDisplay<T>(work: () => Promise<T>): Promise<T>;
