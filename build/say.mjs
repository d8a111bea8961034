/**
 * Words for the person at the terminal: what is being done, and a sign of life at least every few
 * seconds, so that a slow download is never taken for a hang.
 */

/** Seconds between two signs of life of one wait. Shorter floods a log, longer looks dead. */
const SIGN_OF_LIFE_SECONDS = 3;

/**
 * An expected obstacle (no network, a missing library, no rights). Its message is a full sentence
 * that says what to do; programs print it without a stack.
 */
export class SetupError extends Error {
  /** @param {string} message a sentence that says what to do */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * Prints one line to standard error: standard output belongs to the program that is started.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Does one slow thing and shows that it goes on.
 * @template T
 * @param {string} label what is being done, "Installing packages"
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] how far it is, asked at every sign of life; may be empty
 * @returns {Promise<T>} what `work` gave; its error passes through
 */
export async function wait(label, work, detail = () => '') {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`${label} …`);
  const timer = setInterval(() => {
    const more = detail();
    say(`  … ${seconds()} s${more === '' ? '' : `, ${more}`}`);
  }, SIGN_OF_LIFE_SECONDS * 1000);
  try {
    const result = await work();
    say(`  … finished after ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Ends the program for an error: a SetupError with its sentence, anything else with its stack.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  if (error instanceof SetupError) say(error.message);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
