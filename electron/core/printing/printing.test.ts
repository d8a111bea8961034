import { describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  ASSETS_FOLDER,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { mustDo, PHONE, submit, walkToCheck, walkToReady } from '../../../tests/support/core-walk';
import { createMemoryPrinter, type MemoryPrinter } from '../devices/printer/fake-memory';
import type { Timer } from '../devices/scanner/delays';
import { openTexts } from '../kiosk/texts';
import { dayText, momentText, weekdayText } from './dates';
import { definitionList, escapeHtml, qrSvg } from './html';

const EXTRACT = '2.000635';
/** Nothing to wait for: what takes time here is the printer, and it is a fake. */
const atOnce: Timer = { after: async (_ms, signal) => signal?.throwIfAborted() };

describe('dates on paper', () => {
  it('are days of Vietnam, whatever the zone of the machine', () => {
    expect(dayText('2026-11-20T17:30:00Z')).toBe('21/11/2026');
    expect(momentText('2026-11-21T11:42:00Z')).toBe('18:42, 21/11/2026');
    expect(momentText('2026-11-20T17:00:00Z')).toBe('00:00, 21/11/2026');
    expect(weekdayText('2026-11-23T03:00:00Z', 'vi')).toBe('thứ hai, 23/11/2026');
    expect(weekdayText('2026-11-23T03:00:00Z', 'en')).toBe('Monday, 23/11/2026');
  });
});

describe('HTML on paper', () => {
  it('shows what it is given as text and runs none of it', () => {
    const evil = `<script>alert("x")</script> & 'Ỷ'`;
    expect(escapeHtml(evil)).toBe(
      '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Ỷ&#39;',
    );
    const list = definitionList([
      ['<b>', evil],
      ['nothing', null],
      ['empty', ''],
    ]);
    expect(list).not.toContain('<script');
    expect(list).not.toContain('<b>');
    expect(list).not.toContain('nothing');
    expect(list).not.toContain('empty');
  });

  it('draws a square of the modules with a quiet zone of four', () => {
    const svg = qrSvg(2, '1001', 'Mã "QR"');
    expect(svg).toContain('viewBox="0 0 10 10"');
    expect(svg).toContain('M4 4h1v1h-1z');
    expect(svg).toContain('M5 5h1v1h-1z');
    expect(svg.match(/M\d/g)).toHaveLength(2);
    expect(svg).toContain('aria-label="Mã &quot;QR&quot;"');
  });
});

describe('the slip', () => {
  it('carries the number and the words the law allows, and nothing of the person', async () => {
    const folder = newFolder();
    const printer = createMemoryPrinter(atOnce, { name: 'May in' });
    const core = await openCore(folder, { printers: [{ find: async () => [printer] }] });
    try {
      await walkToReady(core, EXTRACT, CARD_2024);
      await mustDo(core.client.procedures.printChecklist());
      await walkToCheck(core);
      await submit(core);
      await vi.waitFor(() => expect(core.view().screen.name).toBe('result'), { timeout: 10_000 });
      await mustDo(core.client.result.print({ printer: 'fake:May in', paper: 'a5' }));
      await mustDo(core.client.result.print({ printer: null, paper: 'roll80' }));
      await mustDo(core.client.preferences.setLanguage({ language: 'en' }));
      await mustDo(core.client.result.savePdf());
      const documents = [...core.host.printed, ...core.host.saved];
      expect(documents).toHaveLength(4);
      for (const html of documents) {
        for (const personal of ['Ửng', 'UNG DANG', '079199000000', '199000', PHONE, 'Đường Mẫu']) {
          expect(html).not.toContain(personal);
        }
        expect(html).not.toMatch(/<script|<img|style=|on\w+=|undefined|\{\{/);
      }
      const [, slip = '', roll = ''] = documents;
      const english = documents[3] ?? '';
      const texts = openTexts(ASSETS_FOLDER);
      const { screen } = core.view();
      const number = screen.name === 'result' ? screen.slip.dossierNumber : null;
      for (const html of [slip, roll, english]) expect(html).toContain(number);
      for (const html of [slip, roll]) {
        expect(html).toContain(escapeHtml(texts('vi', 'print:notTheReceipt')));
        expect(html).toContain(escapeHtml(texts('vi', 'print:slipTitle')));
        expect(html).toContain(escapeHtml(texts('vi', 'print:practice')));
      }
      expect(english).toContain(escapeHtml(texts('en', 'print:notTheReceipt')));
      // It must not call itself what only the agency may issue.
      const title = texts('vi', 'print:slipTitle').toLocaleLowerCase('vi');
      expect(title).not.toContain('tiếp nhận');
      expect(title).not.toContain('biên nhận');
    } finally {
      await core.close();
      removeFolder(folder);
    }
  }, 30_000);

  it('of a dossier that is not sent yet says so, and gives our reference', async () => {
    const folder = newFolder();
    const core = await openCore(folder);
    try {
      core.portal.faults.add({ kind: 'refuseConnection' });
      await walkToReady(core, EXTRACT, CARD_2024);
      await walkToCheck(core);
      await submit(core);
      await mustDo(core.client.dossier.leaveQueued());
      await mustDo(core.client.result.savePdf());
      const { screen } = core.view();
      if (screen.name !== 'result') throw new Error(screen.name);
      expect(screen.slip.dossierNumber).toBeNull();
      const [html = ''] = core.host.saved;
      expect(html).toContain(screen.slip.reference);
      expect(html).toContain(escapeHtml(openTexts(ASSETS_FOLDER)('vi', 'print:notSentYet')));
    } finally {
      await core.close();
      removeFolder(folder);
    }
  }, 30_000);

  it('without a printer, or with one that fails, is refused with a reason', async () => {
    const folder = newFolder();
    const found: MemoryPrinter[] = [];
    const core = await openCore(folder, { printers: [{ find: async () => found }] });
    try {
      await walkToReady(core, EXTRACT, CARD_2024);
      expect(await core.client.procedures.printChecklist()).toEqual({
        ok: false,
        failure: { reason: 'PRINTER_NONE' },
      });
      found.push(createMemoryPrinter(atOnce, { name: 'May in' }));
      core.kiosk.host.makePdf = Object.assign(
        () => Promise.reject(new Error('main is busy')),
        core.kiosk.host.makePdf,
      );
      expect(await core.client.procedures.printChecklist()).toEqual({
        ok: false,
        failure: { reason: 'PRINTER_FAILED' },
      });
      expect(core.view().screen).toMatchObject({ name: 'ready', printState: 'failed' });
    } finally {
      await core.close();
      removeFolder(folder);
    }
  });
});
