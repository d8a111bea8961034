/**
 * Draws the stored papers with every Vietnamese letter, and the same with faults that a comparison
 * must see: `node tests/support/pictures/draw-letters.mjs`. Only needed when the paper's letters
 * or sizes change; the references are then written anew (compare.ts). Needs a Chromium: CHROMIUM
 * names it, /usr/bin/chromium otherwise.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PANGRAM, VIETNAMESE_LETTERS } from './letters.ts';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const FONTS = '../../../node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro';

/** The files of the font for letters with marks and for all others, as in renderer/print. */
async function fontFaces() {
  const faces = [
    [
      'vietnamese',
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
    ],
    ['latin', 'U+0000-00FF'],
  ];
  const rules = [];
  for (const [part, range] of faces) {
    const bytes = await readFile(at(`${FONTS}-${part}-400-normal.woff2`));
    rules.push(
      `@font-face { font-family: Sheet; unicode-range: ${range};` +
        ` src: url(data:font/woff2;base64,${bytes.toString('base64')}); }`,
    );
  }
  return rules.join('');
}

const faces = await fontFaces();
const lines = [PANGRAM, ...VIETNAMESE_LETTERS];
const sheet = (texts, family = 'Sheet', side = '4mm') =>
  `<html lang="vi"><style>${faces} body { margin: 3mm ${side}; font: 9pt/1.35 ${family}; }` +
  ' p { margin: 0 0 1.5mm }</style>' +
  texts.map((text) => `<p>${text}</p>`).join('');

/** @type {Array<[name: string, html: string, widthMm?: number]>} */
const papers = [
  ['letters', sheet(lines)],
  // 48 mm of a narrow roll can be printed on.
  ['letters-58', sheet(lines, 'Sheet', '5mm'), 58],
  // "ặ" is left out.
  ['letter-missing', sheet(lines.map((line) => line.replace('ặ', '')))],
  // "ệ" has lost its dot: what a poor code page makes of it.
  ['mark-missing', sheet(lines.map((line) => line.replace('ệ', 'ê')))],
  ['other-font', sheet(lines, 'DejaVu Sans')],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  for (const [name, html, widthMm = 80] of papers) {
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready);
    const pdf = await page.pdf({ width: `${widthMm}mm`, height: '60mm', pageRanges: '1' });
    await writeFile(at(`papers/${name}.pdf`), pdf);
  }
} finally {
  await browser.close();
}
