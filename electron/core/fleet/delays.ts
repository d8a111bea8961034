/** Every waiting time of the exchange in one place, each with its reason. */
export type FleetDelays = {
  /** Presence without any change. Somebody who calls is told of at once; this only proves life. */
  beatMs: number;
  /** Changes closer together than this go out as one. */
  gatherMs: number;
  /** Three beats missed: what is known of a machine is no longer told as if it were so now. */
  staleMs: number;
  /** Time to reach the server, with TLS, from a slow PC over a busy Wi-Fi. */
  connectMs: number;
  /** First wait before another try; doubled each time up to the longest. */
  retryFirstMs: number;
  /** An evening lasts two hours: a server that is back must be found within seconds. */
  retryLongestMs: number;
  /** Pings to the server: a pulled plug sends no goodbye. Two unanswered end the connection. */
  pingMs: number;
  /** The last goodbye at shutdown; nobody waits longer for it. */
  goodbyeMs: number;
  /** An answer to a code given at the other machine. */
  answerMs: number;
  /** Longest life of a code (the order's 30 minutes). */
  codeMs: number;
};

export const FLEET_DELAYS: FleetDelays = {
  beatMs: 5_000,
  gatherMs: 250,
  staleMs: 16_000,
  connectMs: 8_000,
  retryFirstMs: 1_000,
  retryLongestMs: 15_000,
  pingMs: 10_000,
  goodbyeMs: 500,
  answerMs: 5_000,
  codeMs: 30 * 60_000,
};

/** Time that no one can set: milliseconds from some moment on. */
export type Ticks = () => number;
