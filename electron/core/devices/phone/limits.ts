/** Every waiting time and bound around a phone in one place, each with its reason. */
import { MAX_FILE_BYTES } from '../../papers/limits';

export type PhoneLimits = {
  /** Pictures one opening of the panel takes: the longest paper asked for has fewer pages. */
  pictures: number;
  /** Bytes of one picture; the same as of a file brought on a stick. */
  pictureBytes: number;
  /** Nobody leaves a phone lying this long in the middle of taking pictures. */
  idleMs: number;
  /** A picture that stops arriving for this long will not go on: Wi-Fi is back sooner or not. */
  pictureSilenceMs: number;
  /** 30 MB over a poor Wi-Fi of 1.5 Mbit/s take 160 s. */
  pictureMs: number;
  /** Headers are a few hundred bytes; the slowest phone sends them at once. */
  headersMs: number;
  /** Old phones need a second for the handshake. */
  handshakeMs: number;
  /** A browser keeps a connection for its next request; others may want the place. */
  keepAliveMs: number;
  /** How often overdue requests are looked for. */
  checkMs: number;
  /** How often the address is looked for: pulled plugs and lost Wi-Fi tell nobody. */
  networkLookMs: number;
  /** Connections in all, and of one address: a browser opens at most six. */
  connections: number;
  connectionsPerAddress: number;
  /** Requests one address may make at once, and how many more each second. */
  requestsAtOnce: number;
  requestsPerSecond: number;
  /** Wrong tokens and cookies after which an address is not answered any more. */
  wrongGuesses: number;
};

export const PHONE_LIMITS: PhoneLimits = {
  pictures: 10,
  pictureBytes: MAX_FILE_BYTES,
  idleMs: 600_000,
  pictureSilenceMs: 15_000,
  pictureMs: 180_000,
  headersMs: 10_000,
  handshakeMs: 10_000,
  keepAliveMs: 5_000,
  checkMs: 2_000,
  networkLookMs: 2_000,
  connections: 24,
  connectionsPerAddress: 8,
  requestsAtOnce: 60,
  requestsPerSecond: 10,
  wrongGuesses: 20,
};

/** The clock of the desk: tests bring one that stands still. */
export type Clock = {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
};

export const realClock: Clock = {
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};
