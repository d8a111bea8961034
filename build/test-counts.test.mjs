import { describe, expect, it } from 'vitest';
import { countPlaywright, countsLine, countVitest, readCounts, sum } from './test-counts.mjs';

describe('countVitest', () => {
  it('counts tests, and a file that could not be loaded as one failure', () => {
    const report = {
      numPassedTests: 10,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 10, failed: 2, skipped: 3 });
  });
});

describe('countPlaywright', () => {
  it('counts tests, and errors outside of them as failures', () => {
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: 'cannot load file' }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 6, failed: 2, skipped: 2 });
  });
});

describe('readCounts', () => {
  it('takes a missing report for a failure', () => {
    expect(readCounts('/nowhere/report.json', countVitest)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('countsLine', () => {
  it('is the plain line, with skipped tests only when there are any', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 0, skipped: 0 },
    ]);
    expect(countsLine(total)).toBe('7 passed, 0 failed');
    expect(countsLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });
});
