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
};

export type Step = { screen: string; ms: number };

export type WayOptions = {
  language?: Language;
  /** Called when a screen is complete, before anything is pressed on it. */
  onScreen?: (name: string, page: Page) => Promise<void>;
  /** Answers by the key of the field; a name not here gets a plain answer of its type. */
  answers?: Record<string, string>;
};

/** The screen's name as the page marks it (`data-screen` on the frame). */
export async function screenName(page: Page): Promise<string> {
  return (await page.locator('[data-screen]').first().getAttribute('data-screen')) ?? '';
}

/** A page of a paper, plainly a sample. */
const SAMPLE_PAGE = fileURLToPath(new URL('../../assets/samples/giay-mau-1.jpg', import.meta.url));

/** What tells two screens apart: the name and, for questions, the path. */
async function screenMark(page: Page): Promise<string> {
  return (await page.locator('[data-screen]').first().getAttribute('data-mark')) ?? '';
}

/** A walk on one page. */
export class Way {
  readonly page: Page;
  readonly language: Language;
  readonly counts: Counts = { screens: 0, taps: 0, keystrokes: 0, cards: 0 };
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
    this.counts.taps += 1;
    this.#since = performance.now();
    await target.click();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.counts.keystrokes += text.length;
    await target.fill(text);
  }

  /** Welcome → what to do → notice → card screen. */
  async toIdentify(procedure?: Pack): Promise<void> {
    await this.arrive('welcome');
    await this.tap(this.button('welcome:start'));
    await this.arrive('goal');
    if (procedure) {
      await this.tap(this.page.getByRole('button', { name: procedure.shortName[this.language], exact: true }));
    } else {
      await this.tap(this.page.getByRole('button', { name: this.label('goal:procedure.label') }));
    }
    await this.arrive('consent');
    await this.tap(this.button('consent:agree'));
    await this.arrive('identify');
  }

  /** A scan by a reader that types: a burst of keys, as fast as the page takes them. */
  async scan(cardText: string): Promise<void> {
    this.counts.cards += 1;
    this.#since = performance.now();
    await this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, cardText);
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
        const parts = ['15', '6', path.includes('until') ? '2027' : '1985'];
        for (const [index, part] of parts.entries()) await this.type(boxes.nth(index), part);
        break;
      }
      case 'name':
        await this.type(main.getByRole('textbox').first(), 'Nguyễn Văn Thử');
        break;
      case 'email':
        await this.type(main.getByRole('textbox').first(), 'thu@vi-du.example');
        break;
      case 'number':
        break;
      case 'list':
        await this.tap(this.button('question:listNone'));
        return;
      default: {
        const ready = main.locator('.question-suggestions .choice').first();
        if (await ready.count()) {
          await this.tap(ready);
          return;
        }
        await this.type(main.getByRole('textbox').first(), 'Thông tin ví dụ');
      }
    }
    await this.goOn();
  }

  async goOn(): Promise<void> {
    await this.tap(this.button('common:continue'));
  }

  /** Adds one page to the paper on screen, by the scanner or else from a file, and goes on. */
  async addPaper(): Promise<void> {
    const scan = this.button('papers:scan');
    if (await scan.count()) await this.tap(scan);
    else await this.page.locator('input[type=file]').first().setInputFiles(SAMPLE_PAGE);
    await this.page.getByRole('list', { name: this.label('papers:pages') }).locator('img').first().waitFor();
    await this.tap(this.button('papers:enough'));
  }

  /** The declaration and "Nộp hồ sơ"; waits for the result. */
  async submit(): Promise<void> {
    await this.tap(this.page.getByRole('checkbox'));
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
