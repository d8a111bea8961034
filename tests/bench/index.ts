/**
 * `npm run bench -- [--out FILE] [--only PART,…] [--runs N] [--sessions N]`: speed and size,
 * measured and held against what was promised.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findLaunch } from '../../build/electron-launch.mjs';
import { measureAnswers } from './answers';
import { measureCamera } from './camera';
import { measureFirstLoad } from './first-load';
import { measureMemory } from './memory-run';
import { measureOfficer, OFFICER_TARGET_SECONDS } from './officer';
import { measureStart } from './start';
import { median, percentile, round } from './statistics';
import { printTable } from './table';
import { measureWalks } from './walks';

const PARTS = [
  'size',
  'answers',
  'start',
  'walks',
  'officer',
  'camera',
  'preview',
  'memory',
] as const;
type Part = (typeof PARTS)[number];

type Measured = {
  name: string;
  value: number;
  unit: string;
  /** The most that was promised. */
  target: number;
  pass: boolean;
};

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'bench.json' },
    runs: { type: 'string', default: '5' },
    sessions: { type: 'string', default: '50' },
    only: { type: 'string', default: PARTS.join(',') },
  },
});
const runs = Number(values.runs);
const sessions = Number(values.sessions);
const wanted = new Set(values.only.split(','));
const unknown = [...wanted].filter((part) => !(PARTS as readonly string[]).includes(part));
if (unknown.length > 0) {
  console.error(`--only takes ${PARTS.join(', ')}, not ${unknown.join(', ')}`);
  process.exit(2);
}
const wants = (part: Part) => wanted.has(part);

const measured: Measured[] = [];
const details: Record<string, unknown> = {};

function hold(name: string, value: number, unit: string, target: number): void {
  const pass = value <= target;
  measured.push({ name, value, unit, target, pass });
  console.log(`${pass ? 'pass' : 'MISS'}  ${name}: ${value} ${unit} (at most ${target})`);
}

const launch = findLaunch();
const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGib: round(totalmem() / 2 ** 30),
  electron: launch.electronVersion,
  coreUnderOwnNode: launch.coreNode !== null,
  loadAverageBefore: loadavg().map((each) => round(each, 2)),
};

if (wants('size')) {
  const size = measureFirstLoad();
  details.firstLoad = size;
  hold('First-load JavaScript of the page, gzip', round(size.gzipBytes / 1024), 'KiB', 350);
}
if (wants('answers')) {
  const times = await measureAnswers();
  details.answersMs = { count: times.length, median: round(median(times), 2) };
  hold('Answer saved with full flush, 95th percentile', round(percentile(times, 0.95)), 'ms', 50);
}
if (wants('start')) {
  const { empty, kiosk } = await measureStart(runs);
  details.startMs = { emptyWindow: empty, welcome: kiosk };
  hold(
    'Cold start to a usable welcome, times an empty window',
    round(median(kiosk) / median(empty), 2),
    'x',
    1.6,
  );
}
if (wants('walks')) {
  const walks = await measureWalks(runs);
  details.walks = walks;
  hold('Screen change, 95th percentile', round(percentile(walks.changesMs, 0.95)), 'ms', 100);
  hold('Extract with card scan, modelled', round(median(walks.modelledSeconds)), 's', 60);
  hold('Extract with card scan, taps', median(walks.taps), 'taps', 14);
}
if (wants('officer')) {
  const officer = await measureOfficer();
  details.officer = officer;
  hold(
    'Officer’s sheet: tạm trú after the card, modelled',
    officer.modelledSeconds,
    's',
    OFFICER_TARGET_SECONDS,
  );
}
if (wants('camera')) {
  const { card, room, sheet } = await measureCamera();
  details.cameraMs = Object.fromEntries(
    Object.entries({ card, room, sheet }).map(([film, times]) => [
      film,
      {
        count: times.length,
        median: round(median(times), 2),
        p95: round(percentile(times, 0.95), 2),
      },
    ]),
  );
  hold(
    'Camera: one look for the card’s code at 1280x720, 95th percentile',
    round(percentile(card, 0.95)),
    'ms',
    20,
  );
}
if (wants('preview')) {
  // Loaded here: it forbids this process the kinds of picture that the camera's films are drawn in.
  const { measurePreview } = await import('./preview');
  const { milliseconds } = await measurePreview();
  details.previewMs = milliseconds;
  // The promise is about every page, not about the middle one.
  const slowest = Math.max(...milliseconds);
  hold('First preview of a 300-dpi A4 page, slowest', round(slowest / 1_000, 2), 's', 1.5);
}
if (wants('memory')) {
  const memory = await measureMemory(runs, sessions);
  details.memory = memory;
  hold('Memory after one session, times an empty window', memory.firstRatio, 'x', 1.5);
  hold(`Memory after ${sessions} sessions, times an empty window`, memory.lastRatio, 'x', 1.5);
  hold(
    'Growth of memory over the second half of the sessions',
    memory.slopeMibPerSession,
    'MiB/session',
    memory.slopeLimitMibPerSession,
  );
}

const report = {
  measuredAt: new Date().toISOString(),
  machine: { ...machine, loadAverageAfter: loadavg().map((each) => round(each, 2)) },
  runs,
  sessions,
  allPass: measured.every(({ pass }) => pass),
  measured,
  details,
};
writeFileSync(resolve(values.out), `${JSON.stringify(report, null, 2)}\n`);
printTable(measured);
console.log(`Written to ${resolve(values.out)}`);
