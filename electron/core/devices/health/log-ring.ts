/**
 * The last lines of what happened to the devices, in memory only, for whoever mends them. Fed by
 * changes of state and by nothing else: codes and maker's numbers, never what was read or printed.
 */

export type LogRing = {
  /** Adds a line; the oldest goes when there are too many. */
  add(line: string): void;
  /** The newest `count` lines, oldest first. */
  last(count: number): string[];
};

/** An evening of plugging in and out. */
const MOST_LINES = 200;
/** A maker's product number may be any text: a line stays a line. */
const LONGEST_LINE = 160;

export function createLogRing(now: () => Date, mostLines = MOST_LINES): LogRing {
  const lines: string[] = [];
  return {
    add(line) {
      // Control characters would break the lines of a file for the district.
      const plain = line.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST_LINE);
      lines.push(`${now().toISOString()} ${plain}`);
      if (lines.length > mostLines) lines.shift();
    },
    last: (count) => lines.slice(-count),
  };
}
