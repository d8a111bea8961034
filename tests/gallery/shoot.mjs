/**
 * Pictures of every screen at every text size, language and window, with what is wrong with them:
 *
 *   node tests/gallery/shoot.mjs OUT [--only NAME,…] [--langs vi,en] [--sizes 1,2,3]
 *     [--windows 1366x768,1024x768] [--no-axe]
 *
 * Reports horizontal overflow, clipped text, targets below 64 px, breaches of the content security
 * policy, errors of the page and violations of WCAG 2.2 AA and enhanced contrast (axe).
 * Needs a Chromium: CHROMIUM names it, /usr/bin/chromium otherwise. Exits 1 when anything is found.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const CONFIG = fileURLToPath(new URL('vite.config.ts', import.meta.url));
const MIN_TARGET_PX = 64;
/** As strict as the application's own policy. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; " +
  "img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; media-src 'self' blob:";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    langs: { type: 'string', default: 'vi,en' },
    sizes: { type: 'string', default: '1,2,3' },
    windows: { type: 'string', default: '1366x768,1024x768' },
    'no-axe': { type: 'boolean', default: false },
  },
});
const out = resolve(positionals[0] ?? 'test-results/gallery');
await mkdir(out, { recursive: true });

/** Runs in the page: what sticks out, what is cut, what is too small to touch. */
function measure(minTarget) {
  const problems = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) problems.push(`page ${root.scrollWidth} px wide`);
  const says = (element) =>
    `${element.tagName.toLowerCase()}.${element.className || '-'} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  for (const element of document.querySelectorAll('#root *, .dialog-scrim *')) {
    if (element.closest('svg, .visually-hidden, .language-long, [data-react-aria-prevent-focus]'))
      continue;
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    if (element.matches('input, textarea, video')) continue;
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    if (wide && style.display !== 'inline' && !element.closest('[aria-hidden="true"]')) {
      problems.push(
        `wider than its place: ${says(element)} ${element.scrollWidth}>${element.clientWidth}`,
      );
    }
    const hides = style.overflowY === 'hidden' || style.overflowY === 'clip';
    if (hides && element.scrollHeight > element.clientHeight + 2 && element.id !== 'root') {
      problems.push(`cut below: ${says(element)} ${element.scrollHeight}>${element.clientHeight}`);
    }
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) {
      problems.push(`outside the window: ${says(element)}`);
    }
  }
  for (const element of document.querySelectorAll(
    'button, a[href], input:not([type=hidden]), textarea, [role=radio], [role=checkbox]',
  )) {
    const target = element.matches('input[type=checkbox], input[type=radio], input[type=file]')
      ? element.closest('label')
      : element;
    if (target === null || target.closest('.visually-hidden')) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 && height === 0) continue;
    if (Math.round(width) < minTarget || Math.round(height) < minTarget) {
      problems.push(`small target: ${says(target)} ${Math.round(width)}x${Math.round(height)}`);
    }
  }
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '',
    );
    if (!own || element.closest('svg, .slip, [hidden]')) continue;
    const px = Number.parseFloat(getComputedStyle(element).fontSize);
    if (px < 24) problems.push(`small letters: ${says(element)} ${px}px`);
  }
  return [...new Set(problems)];
}

// A folder of its own: two people may look at the same time.
const outDir = await mkdtemp(join(tmpdir(), 'gallery-'));
await build({ configFile: CONFIG, logLevel: 'error', build: { outDir } });
const server = await preview({
  configFile: CONFIG,
  logLevel: 'warn',
  build: { outDir },
  preview: { port: 0, host: '127.0.0.1', headers: { 'Content-Security-Policy': POLICY } },
});
const address = server.httpServer.address();
const base = `http://127.0.0.1:${address.port}/`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--no-first-run',
  ],
});

const findings = [];
let pictures = 0;
try {
  const listing = await browser.newPage();
  await listing.goto(base);
  const names = await listing.locator('#gallery-names a').allTextContents();
  await listing.close();
  const only = values.only?.split(',');
  const wanted = only ? names.filter((name) => only.some((each) => name.startsWith(each))) : names;
  for (const window of values.windows.split(',')) {
    const [width, height] = window.split('x').map(Number);
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    let at = '';
    page.on('console', (message) => {
      if (message.type() === 'error') findings.push(`${at}: console ${message.text()}`);
    });
    page.on('pageerror', (error) => findings.push(`${at}: ${error.message}`));
    for (const lang of values.langs.split(',')) {
      for (const size of values.sizes.split(',')) {
        for (const name of wanted) {
          at = `${name}-${lang}-${size}-${window}`;
          await page.goto(`${base}?screen=${name}&lang=${lang}&size=${size}`);
          await page.locator('h1, [role=alertdialog]').first().waitFor();
          await page.locator('[data-loading]').waitFor({ state: 'detached' });
          await page.evaluate(() => document.fonts.ready);
          const press = await page.evaluate(() => document.documentElement.dataset.press);
          for (const name of JSON.parse(press ?? '[]')) {
            await page.getByRole('button', { name, exact: true }).first().click();
            await page.locator('[data-loading]').waitFor({ state: 'detached' });
          }
          if (press) await page.locator('[role=dialog]').waitFor();
          await page.waitForFunction(() =>
            [...document.querySelectorAll('video')].every(({ readyState }) => readyState >= 2),
          );
          for (const problem of await page.evaluate(measure, MIN_TARGET_PX)) {
            findings.push(`${at}: ${problem}`);
          }
          await page.screenshot({ path: join(out, `${at}.png`) });
          pictures += 1;
          if (values['no-axe']) continue;
          const { violations } = await new AxeBuilder({ page })
            .options({
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              rules: { 'color-contrast-enhanced': { enabled: true } },
            })
            .analyze();
          for (const { id, nodes } of violations) {
            const [first] = nodes;
            findings.push(
              `${at}: axe ${id} ${nodes.length}x ${first?.html.slice(0, 140)} ${first?.any[0]?.message ?? ''}`,
            );
          }
        }
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true, force: true });
}
await writeFile(join(out, 'findings.json'), JSON.stringify(findings, null, 2));
console.log(`${pictures} pictures in ${out}, ${findings.length} findings`);
for (const finding of findings) console.log(finding);
process.exitCode = findings.length === 0 ? 0 : 1;
