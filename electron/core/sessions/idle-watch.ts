/**
 * Ends a session nobody attends to: a warning first, at full size, which any touch puts off. Timers
 * count from the process's own clock, so setting the machine's clock changes nothing.
 */
export type IdleWatch = {
  /** A sign of a person. */
  touched(): void;
  stop(): void;
};

export type IdleWatchOptions = {
  idleSeconds: number;
  warningSeconds: number;
  /** Whether there is a session to end. */
  isOpen(): boolean;
  /** Called with the seconds left while the warning shows, and with null when it is over. */
  warn(secondsLeft: number | null): void;
  end(): void;
};

const SECOND_MS = 1_000;

/** Starts watching. */
export function watchIdle(options: IdleWatchOptions): IdleWatch {
  let quietSeconds = 0;
  let warning = false;
  const timer = setInterval(() => {
    if (!options.isOpen()) {
      quietSeconds = 0;
      warning = false;
      return;
    }
    quietSeconds += 1;
    const left = options.idleSeconds + options.warningSeconds - quietSeconds;
    if (left <= 0) {
      quietSeconds = 0;
      warning = false;
      options.end();
    } else if (quietSeconds >= options.idleSeconds) {
      warning = true;
      options.warn(left);
    }
  }, SECOND_MS);
  timer.unref();
  return {
    touched() {
      quietSeconds = 0;
      if (!warning) return;
      warning = false;
      options.warn(null);
    },
    stop: () => clearInterval(timer),
  };
}
