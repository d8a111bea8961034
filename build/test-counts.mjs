/** Adds up what the test runners report, for the last line of `npm test`. */
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Counts of Vitest's JSON reporter. A file that could not even be loaded counts as one failure.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && !hasFailure(file),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** @param {any} file one of Vitest's testResults */
function hasFailure(file) {
  return file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed');
}

/**
 * Counts of Playwright's JSON reporter. A test that passed on a retry counts as passed; an error
 * outside the tests (a file that cannot be loaded) as failed.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
  };
}

/**
 * Reads a runner's report. One that is not there, because the runner fell over, is one failure.
 * @param {string} path
 * @param {(report: any) => Counts} count
 * @returns {Counts}
 */
export function readCounts(path, count) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return count(JSON.parse(text));
}

/**
 * @param {Counts[]} parts
 * @returns {Counts}
 */
export function sum(parts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    total.passed += part.passed;
    total.failed += part.failed;
    total.skipped += part.skipped;
  }
  return total;
}

/**
 * @param {Counts} counts
 * @returns {string} "12 passed, 0 failed", with ", 1 skipped" when there is one
 */
export function countsLine(counts) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
