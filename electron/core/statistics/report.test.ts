import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ASSETS_FOLDER } from '../../../tests/support/core-harness';
import type { Pack } from '../../contract/pack';
import { openTexts } from '../kiosk/texts';
import { loadPacks } from '../procedures/load-packs';
import { countEvents } from './counts';
import type { EventRow } from './event-rows';
import { toCsv } from './export-csv';
import { toXlsx } from './export-xlsx';
import { buildReport, type Report } from './report';

const texts = openTexts(ASSETS_FOLDER);
let packs: ReadonlyMap<string, Pack>;
beforeAll(async () => {
  packs = (await loadPacks(`${ASSETS_FOLDER}/procedures`)).packs;
});

function event(session: string | null, kind: string, more: Partial<EventRow> = {}): EventRow {
  const empty = { procedureCode: null, step: null, value: null, level: null, seconds: null };
  return { at: '2026-11-21T11:00:00.000Z', kind, session, ...empty, ...more };
}

/** A session that submits one trích lục with the given level and seconds. */
function submits(session: string, level: number, seconds: number): EventRow[] {
  const procedureCode = '2.000635';
  return [
    event(session, 'sessionStarted'),
    event(session, 'goalChosen', { value: 'procedure' }),
    event(session, 'consented', { value: 'procedure' }),
    event(session, 'stepDone', {
      procedureCode,
      step: 'question:requester_role',
      level,
      seconds: 30,
      value: 'forward',
    }),
    event(session, 'submitted', { procedureCode, level, seconds }),
    event(session, 'rated', { value: 'good' }),
    event(session, 'sessionEnded', { value: 'resident', step: 'rating' }),
  ];
}

/** Seven alone, six guided, two together, one that stopped, one that practised. */
function evening(): EventRow[] {
  const level = (index: number) => (index < 7 ? 0 : index < 13 ? 1 : 2);
  return [
    ...Array.from({ length: 15 }, (_, index) =>
      submits(`s${index}`, level(index), 300 + 20 * index),
    ).flat(),
    event('stopped', 'sessionStarted'),
    event('stopped', 'goalChosen', { value: 'procedure' }),
    event('stopped', 'sessionEnded', { value: 'idle', step: 'identify' }),
    event('trying', 'sessionStarted'),
    event('trying', 'goalChosen', { value: 'practise' }),
    event('trying', 'submitted', { procedureCode: '2.000635', level: 3, seconds: 10 }),
    event('trying', 'sessionEnded', { value: 'resident', step: 'rating' }),
  ];
}

const report = (rows: EventRow[], language: 'vi' | 'en' = 'vi'): Report =>
  buildReport({
    counts: countEvents(rows),
    packs,
    texts,
    language,
    pointName: 'Điểm hỗ trợ Khu phố 6 · Phường Ví Dụ',
    from: '21/11/2026',
    to: '21/11/2026',
  });

describe('counts', () => {
  it('keep practice apart and count what happened', () => {
    const counts = countEvents(evening());
    expect(counts).toMatchObject({
      sessions: 16,
      residents: 15,
      practised: 1,
      submitted: 15,
      levels: { self: 7, guided: 6, together: 2, onBehalf: 0 },
      ratings: { good: 15, fair: 0, bad: 0 },
      abandoned: [{ value: 'idle', step: 'identify', times: 1 }],
    });
    expect(counts.steps).toEqual([
      {
        procedureCode: '2.000635',
        step: 'question:requester_role',
        times: 15,
        levels: { self: 7, guided: 6, together: 2, onBehalf: 0 },
        medianSeconds: 30,
      },
    ]);
  });

  it('count a call and the panel that answered it once, a panel nobody called for too', () => {
    const place = { procedureCode: '2.000635', step: 'question:requester_role' };
    const counts = countEvents([
      event('a', 'sessionStarted'),
      event('a', 'helpCalled', { ...place, value: 'quiet' }),
      event('a', 'panelOpened', { ...place, value: 'volunteer' }),
      event('a', 'panelOpened', { ...place, value: 'volunteer' }),
      event('b', 'sessionStarted'),
      event('b', 'panelOpened', { ...place, value: 'volunteer' }),
    ]);
    expect(counts.asked).toEqual([{ ...place, times: 3 }]);
  });
});

describe('the report', () => {
  it('tells no count of one to four, in either file', async () => {
    const made = report(evening());
    const csv = toCsv(made, texts, 'vi').toString('utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    // Seven alone, about five guided (six, rounded because two together is small), fewer than five.
    expect(csv).toContain('Bản sao trích lục hộ tịch,khoảng 15,7,khoảng 5,dưới 5,0');
    expect(csv).toContain('Hồ sơ đã nộp,khoảng 15');
    for (const { rows } of made.tables) {
      for (const cell of rows.flat()) {
        if (cell.kind !== 'exact' || cell.value === 0) continue;
        expect(cell.value).toBeGreaterThanOrEqual(5);
      }
    }
  });

  it('is a workbook with a sheet for each table and numbers that are numbers', async () => {
    const made = report(evening());
    const sheets = unzip(await toXlsx(made, texts, 'vi'));
    const book = sheets.get('xl/workbook.xml') ?? '';
    for (const { title } of made.tables) expect(book).toContain(`name="${title}"`);
    const first = sheets.get('xl/worksheets/sheet1.xml') ?? '';
    expect(first).toMatch(/<c [^>]*><v>16<\/v><\/c>/);
  });

  it('is complete in English too', () => {
    const csv = toCsv(report(evening(), 'en'), texts, 'en').toString('utf8');
    expect(csv).toContain('Dossiers submitted,about 15');
    expect(csv).toContain('Nobody at the machine,Scanning the card,under 5');
  });

  it('lets no cell run as a formula', () => {
    const hostile: Report = {
      title: '=1+1',
      notes: ['@x, "y"'],
      tables: [],
    };
    expect(toCsv(hostile, texts, 'vi').toString('utf8')).toBe('\uFEFF\'=1+1\r\n"\'@x, ""y"""\r\n');
  });
});

/** Files of a ZIP archive by name, read from its local headers. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== 0x06054b50) end -= 1;
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + size);
    const text = (method === 8 ? inflateRawSync(body) : body).toString('utf8');
    files.set(bytes.toString('utf8', at + 46, at + 46 + (name ?? 0)), text);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}
