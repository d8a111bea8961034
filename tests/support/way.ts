/**
 * Walks the resident's way as a first-time resident would: reads the screen, presses what is
 * there, types what is asked. Counts what a person does, for the keystroke-level model.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import type { Pack } from '../../electron/contract/pack';
import { type Language, label } from './labels';

export type Counts = {
  screens: number;
  taps: number;
  keystrokes: number;
  cards: number;
  /** Milliseconds of waiting inside a screen (a page being made ready), screen changes not counted. */
  waitsMs: number;
};

export type Step = { screen: string; ms: number };

export type WayOptions = {
  language?: Language;
  /** Called when a screen is complete, before anything is pressed on it. */
  onScreen?: (name: string, page: Page) => Promise<void>;
  /** The file that is brought as every paper; a sample when not given. */
  paperFile?: string;
  /** Called when a page of a paper is there, before going on. */
  onPaper?: (page: Page) => Promise<void>;
  /** Answers by the key of the field; a name not here gets a plain answer of its type. */
  answers?: Record<string, string>;
};

/** The screen's name as the page marks it (`data-screen` on the frame). */
export async function screenName(page: Page): Promise<string> {
  return (await page.locator('[data-screen]').first().getAttribute('data-screen')) ?? '';
}

/** A page of a paper, plainly a sample: `name` of assets/samples without its ending. */
export function samplePage(name: 'birth-notice' | 'certificate' | 'rental-contract'): string {
  return fileURLToPath(new URL(`../../assets/samples/${name}.jpg`, import.meta.url));
}

/** "Add from a file", the file, "Open": what the system's own dialog takes. */
const TAPS_OF_A_FILE = 3;

/**
 * Keys that `text` takes in the Telex method most people here type with: each mark is one more
 * key, and "đ" is "dd".
 */
export function keystrokesOf(text: string): number {
  const decomposed = [...text.normalize('NFD')].length;
  return decomposed + (text.match(/[đĐ]/g)?.length ?? 0);
}

/** Day, month and year of the date `days` from today. */
function daysFromNow(days: number): string[] {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getDate(), date.getMonth() + 1, date.getFullYear()].map(String);
}

/** Runs in the page: answers when the screen has come to rest after a scroll. */
async function scrollingEnds(): Promise<void> {
  const body = document.querySelector('.screen-body');
  const restFrames = 4;
  let last = Number.NaN;
  let resting = 0;
  while (resting < restFrames) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const top = body?.scrollTop ?? 0;
    resting = top === last ? resting + 1 : 0;
    last = top;
  }
}

/** Runs in the page: whether the middle of `element` lies below what its screen shows. */
function isBelowBody(element: Element): boolean {
  const body = element.closest('.screen-body');
  if (!body) return false;
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2 > body.getBoundingClientRect().bottom;
}

/** What tells two screens apart: the name and, for questions, the path. */
async function screenMark(page: Page): Promise<string> {
  return (await page.locator('[data-screen]').first().getAttribute('data-mark')) ?? '';
}

/** A walk on one page. */
export class Way {
  readonly page: Page;
  readonly language: Language;
  readonly counts: Counts = {
    screens: 0,
    taps: 0,
    keystrokes: 0,
    cards: 0,
    waitsMs: 0,
  };
  readonly steps: Step[] = [];
  readonly #options: WayOptions;
  #mark = '';
  #since = performance.now();

  constructor(page: Page, options: WayOptions = {}) {
    this.page = page;
    this.language = options.language ?? 'vi';
    this.#options = options;
  }

  /** The text of a locale key in the walk's language. */
  label(key: string): string {
    return label(this.language, key);
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.label(key), exact: true });
  }

  /** Waits until another screen than the last one shows; answers its name. */
  async arrive(name?: string): Promise<string> {
    await this.page
      .locator(
        name
          ? `[data-screen="${name}"]:not([data-mark="${this.#mark}"])`
          : `[data-screen]:not([data-mark="${this.#mark}"])`,
      )
      .first()
      .waitFor();
    this.#mark = await screenMark(this.page);
    const found = await screenName(this.page);
    const now = performance.now();
    this.steps.push({ screen: found, ms: Math.round(now - this.#since) });
    this.counts.screens += 1;
    await this.#options.onScreen?.(found, this.page);
    this.#since = performance.now();
    return found;
  }

  async tap(target: Locator): Promise<void> {
    await this.#bringIntoSight(target);
    this.counts.taps += 1;
    this.#since = performance.now();
    await target.click();
  }

  /** Presses "there is more below" as often as it takes; each press is one a resident makes. */
  async #bringIntoSight(target: Locator): Promise<void> {
    await target.first().waitFor();
    const more = this.page.locator('.scroll-hint[data-below=true] button');
    while ((await more.count()) > 0 && (await target.first().evaluate(isBelowBody))) {
      this.counts.taps += 1;
      await more.click();
      await this.page.evaluate(scrollingEnds);
    }
  }

  async type(target: Locator, text: string): Promise<void> {
    this.counts.keystrokes += keystrokesOf(text);
    // A box that does not take the first key by itself costs a press.
    if (!(await target.evaluate((box) => box === document.activeElement))) await this.tap(target);
    await target.fill(text);
  }

  /** Welcome → what to do → notice → card screen. */
  async toIdentify(procedure?: Pack): Promise<void> {
    await this.arrive('welcome');
    await this.tap(this.button('welcome:start'));
    await this.arrive('goal');
    if (procedure) {
      await this.tap(
        this.page.getByRole('button', { name: procedure.shortName[this.language], exact: true }),
      );
    } else {
      await this.tap(this.page.getByRole('button', { name: this.label('goal:procedure.label') }));
    }
    await this.arrive('consent');
    await this.tap(this.button('consent:agree'));
    await this.arrive('identify');
  }

  /**
   * A scan by a reader that types: a burst of keys ended by Enter. Text that no such reader sends
   * as one burst (nothing at all, several lines, a book) is pasted.
   */
  async scan(cardText: string): Promise<void> {
    this.counts.cards += 1;
    this.#since = performance.now();
    const typeable = /^[^\p{Cc}]{20,1000}$/u.test(cardText);
    await this.page.evaluate(
      ([text, asKeys]) => {
        if (asKeys) {
          for (const key of [...text, 'Enter']) {
            const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
            document.body.dispatchEvent(event);
          }
          return;
        }
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      [cardText, typeable] as const,
    );
  }

  /** Card screen → confirmed → "Ready?" → first screen of the dossier. */
  async identify(cardText: string): Promise<void> {
    await this.scan(cardText);
    await this.arrive('cardConfirm');
    await this.tap(this.button('cardConfirm:right'));
  }

  /** From "Ready?" to the check page, answering what is asked. */
  async toCheck(): Promise<void> {
    await this.arrive('ready');
    await this.tap(this.button('ready:begin'));
    for (;;) {
      const name = await this.arrive();
      if (name === 'check') return;
      if (name === 'prefilled') await this.tap(this.button('prefilled:confirm'));
      else if (name === 'question') await this.answer();
      else if (name === 'papers') await this.addPaper();
      else throw new Error(`unexpected screen ${name}`);
    }
  }

  /** Answers the question on screen with a plain answer of its type. */
  async answer(): Promise<void> {
    const frame = this.page.locator('[data-screen="question"]').first();
    const path = ((await frame.getAttribute('data-mark')) ?? '').replace(/^question:/, '');
    const type = (await frame.getAttribute('data-type')) ?? '';
    const given = this.#options.answers?.[path];
    const main = this.page.getByRole('main');
    if (given !== undefined && (type === 'choice' || type === 'yesNo')) {
      await this.tap(main.getByRole('button', { name: given, exact: true }));
      return;
    }
    if (given !== undefined) {
      await this.type(main.getByRole('textbox').first(), given);
      await this.goOn();
      return;
    }
    const offered = main.locator('.question-suggestions .choice').first();
    if (await offered.count()) {
      await this.tap(offered);
      return;
    }
    switch (type) {
      case 'choice':
      case 'yesNo':
        await this.tap(main.locator('.choice').first());
        return;
      case 'phone':
        await this.type(main.getByRole('textbox').first(), '0901234567');
        break;
      case 'personalId':
        await this.type(main.getByRole('textbox').first(), '079085000222');
        break;
      case 'date': {
        const boxes = main.getByRole('textbox');
        const parts = /until|appointment/.test(path) ? daysFromNow(30) : ['15', '6', '1985'];
        for (const [index, part] of parts.entries()) await this.type(boxes.nth(index), part);
        break;
      }
      case 'name':
        await this.type(main.getByRole('textbox').first(), 'Nguyễn Văn Thử');
        break;
      case 'email':
        await this.type(main.getByRole('textbox').first(), 'thu@vi-du.example');
        break;
      case 'number': {
        const box = main.getByRole('textbox').first();
        if ((await box.inputValue()) === '') await this.type(box, '2');
        break;
      }
      case 'address':
        await this.#address();
        break;
      case 'list':
        if (await this.button('question:listNone').count()) break;
        await this.#addItem();
        break;
      default:
        await this.type(main.getByRole('textbox').first(), 'Thông tin ví dụ');
    }
    await this.goOn();
  }

  /** One item of a list that must have one: each of its pages gets a plain answer. */
  async #addItem(): Promise<void> {
    const main = this.page.getByRole('main');
    await this.tap(main.locator('.field-list-add'));
    const heading = main.getByRole('heading', { level: 1 });
    for (;;) {
      const before = await heading.innerText();
      const box = main.getByRole('textbox').first();
      if (await main.locator('.choice').count()) {
        await this.tap(main.locator('.choice').first());
      } else {
        const isNumber = (await box.getAttribute('inputmode')) === 'numeric';
        if ((await box.inputValue()) === '') await this.type(box, isNumber ? '2' : 'Bang mau');
        await this.goOn();
      }
      await this.page.waitForFunction(
        (old) => document.querySelector('main h1')?.textContent !== old,
        before,
      );
      if (await main.locator('.field-list-item').count()) return;
    }
  }

  /** An address by province and commune, found by a few letters without accents. */
  async #address(): Promise<void> {
    const main = this.page.getByRole('main');
    const picks = [
      ['fields:searchProvince', 'ho chi', 'Hồ Chí Minh'],
      ['fields:searchCommune', 'phu nhuan', 'Phú Nhuận'],
    ] as const;
    for (const [box, letters, name] of picks) {
      await this.type(main.getByRole('textbox', { name: this.label(box) }), letters);
      await this.tap(main.getByRole('button', { name: new RegExp(`${name}$`) }).first());
    }
    const detail = main.getByRole('textbox', { name: this.label('fields:addressDetail') });
    await this.type(detail, '12 Đường Mẫu');
  }

  /** Whatever the screen's way on is called: the last button of its footer. */
  async goOn(): Promise<void> {
    await this.tap(this.page.getByRole('contentinfo').getByRole('button').last());
  }

  /** Adds one page to the paper on screen, by the scanner or else from a file, and goes on. */
  async addPaper(): Promise<void> {
    const scan = this.button('papers:scan');
    let since = performance.now();
    if (await scan.count()) {
      await this.tap(scan);
    } else {
      this.counts.taps += TAPS_OF_A_FILE;
      since = performance.now();
      await this.page
        .locator('input[type=file]')
        .first()
        .setInputFiles(this.#options.paperFile ?? samplePage('certificate'));
    }
    const pages = this.page.getByRole('list', { name: this.label('papers:pages') });
    await pages.locator('img').first().waitFor();
    this.counts.waitsMs += performance.now() - since;
    await this.#options.onPaper?.(this.page);
    await this.tap(this.button('papers:enough'));
  }

  /** The declaration and "Nộp hồ sơ"; waits for the result. */
  async submit(): Promise<void> {
    // The box itself is drawn; its words and its sign are what people press.
    await this.tap(this.page.locator('label', { has: this.page.getByRole('checkbox') }));
    await this.tap(this.button('check:submit'));
    for (;;) if ((await this.arrive()) === 'result') return;
  }

  /** The dossier's number on the result screen. */
  async dossierNumber(): Promise<string> {
    return (await this.page.locator('.result-number').textContent())?.trim() ?? '';
  }
}

/** The pack of `code`, straight from its file (groups not expanded; names are all that is used). */
export function packFile(code: string): Pack {
  const url = new URL(`../../assets/procedures/${code}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Pack;
}
