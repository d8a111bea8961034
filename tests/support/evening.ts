/**
 * A helper in front of the machine: the door, the people, the pages, and the panel beside a
 * resident's screen. Does by touch and by the box what helpers do, in the words they read.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { MandateReason } from '../../electron/contract/assist';
import type { OfficePageName } from '../../electron/contract/office/office';
import type { OutsideReason } from '../../electron/contract/people';
import type { Role } from '../../electron/contract/roles';
import type { KioskApp } from './app';
import { type Language, label } from './labels';

export type Helper = { name: string; role: Role; pin: string };

/** The text of a locale key with `{{name}}` replaced by `values.name`. */
export function words(
  language: Language,
  key: string,
  values: Record<string, string | number> = {},
): string {
  return label(language, key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** The same for a text with a count; Vietnamese has one form for all of them. */
export function countWords(language: Language, key: string, count: number): string {
  const form = language === 'en' && count === 1 ? 'one' : 'other';
  return words(language, `${key}_${form}`, { count });
}

export type DeskOptions = {
  language: Language;
  /** Called when a page or a part of it is complete, before anything is pressed on it. */
  onShown?: (name: string, page: Page) => Promise<void>;
};

/** What a helper does at one machine. The page may be another one after each resident. */
export class Desk {
  readonly #kiosk: KioskApp;
  readonly #options: DeskOptions;

  constructor(kiosk: KioskApp, options: DeskOptions) {
    this.#kiosk = kiosk;
    this.#options = options;
  }

  get page(): Page {
    return this.#kiosk.page;
  }

  words(key: string, values: Record<string, string | number> = {}): string {
    return words(this.#options.language, key, values);
  }

  button(key: string, values: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('button', { name: this.words(key, values), exact: true });
  }

  #box(key: string): Locator {
    return this.page.getByLabel(this.words(key), { exact: true });
  }

  async #shown(name: string | null): Promise<void> {
    if (name !== null) await this.#options.onShown?.(name, this.page);
  }

  /** Waits for a page of those who help. */
  async arrive(name: OfficePageName): Promise<void> {
    await this.page.locator(`[data-mark="office:${name}"] h1`).waitFor();
  }

  /** The welcome screen → the door. */
  async openDoor(picture: string | null = null): Promise<void> {
    await this.button('welcome:helpers').click();
    await this.arrive('signIn');
    await this.#shown(picture);
  }

  async #newPin(pin: string): Promise<void> {
    await this.#box('office/signIn:newPin.first').fill(pin);
    await this.#box('office/signIn:newPin.again').fill(pin);
  }

  /** At the door of a new machine: `person` becomes its technician, who is signed in. */
  async createFirst(person: Helper, picture: string | null = null): Promise<void> {
    await this.#box('office/signIn:name').fill(person.name);
    await this.#newPin(person.pin);
    await this.#shown(picture);
    await this.button('office/signIn:first.create').click();
    await this.arrive('board');
  }

  /** On the people page: adds `person`, who enters the PIN. */
  async add(person: Helper, picture: string | null = null): Promise<void> {
    await this.button('office/people:add').click();
    await this.#box('office/signIn:name').fill(person.name);
    await this.page
      .getByRole('button', { name: this.words(`office/office:role.${person.role}`) })
      .click();
    await this.#shown(picture);
    await this.#newPin(person.pin);
    await this.button('office/people:save').click();
    await this.page.getByText(this.words('office/people:added', { name: person.name })).waitFor();
  }

  /**
   * At the door: `person` signs in. `why` is given where the machine asks for it: a shift that
   * begins outside the opening hours.
   */
  async signIn(
    person: Helper,
    why: OutsideReason | null = null,
    picture: string | null = null,
  ): Promise<void> {
    await this.page.getByRole('button', { name: person.name }).click();
    if (why !== null) {
      await this.page.getByText(this.words('office/signIn:outside.title')).waitFor();
      await this.#shown(picture === null ? null : `${picture}-why`);
      await this.button(`office/signIn:outside.${why}`).click();
    }
    await this.#box('office/signIn:pin').fill(person.pin);
    await this.#shown(picture);
    await this.button('office/signIn:enter').click();
    await this.page.locator('[data-mark^="office:"]:not([data-mark="office:signIn"]) h1').waitFor();
  }

  /** Opens another page of the frame. */
  async go(name: OfficePageName, picture: string | null = null): Promise<void> {
    await this.button(`office/office:page.${name}`).click();
    await this.arrive(name);
    await this.#shown(picture);
  }

  async #leave(key: string): Promise<void> {
    await this.button(key).click();
    await this.page.locator('[data-screen="welcome"] h1').waitFor();
  }

  /** Back to the welcome screen; the shift goes on. */
  home(): Promise<void> {
    return this.#leave('office/office:home');
  }

  /** "Hết ca". */
  signOut(): Promise<void> {
    return this.#leave('office/office:signOut');
  }

  /** On the board: calls the next number of the queue, which must be `number`. */
  async callNumber(number: number): Promise<void> {
    await this.button('office/board:call', { number }).click();
    await this.page.getByText(this.words('office/board:called', { number })).waitFor();
  }

  /** The panel beside a resident's screen. */
  get panel(): Locator {
    return this.page.getByRole('complementary', { name: this.words('office/assistPanel:label') });
  }

  /** Comes to a machine in use: the small door, the name, the PIN. */
  async openPanel(person: Helper, picture: string | null = null): Promise<void> {
    await this.button('assist:door').click();
    await this.page.getByRole('dialog').getByRole('button', { name: person.name }).click();
    await this.#box('office/signIn:pin').fill(person.pin);
    await this.#shown(picture);
    await this.button('office/signIn:enter').click();
    await expect(this.panel).toContainText(person.name);
  }

  /** The resident's own press in the question of leave. */
  async #agree(picture: string | null): Promise<void> {
    await this.page.getByRole('alertdialog').waitFor();
    await this.#shown(picture);
    await this.button('assist:leave.yes').click();
    await expect(this.page.getByRole('alertdialog')).toHaveCount(0);
  }

  /** "Tôi nhập giúp", and the resident agrees. */
  async takeKeyboard(picture: string | null = null): Promise<void> {
    await this.button('office/assistPanel:type').click();
    await this.#agree(picture);
    await expect(this.panel).toContainText(this.words('office/assistPanel:typingNow'));
  }

  /** "Làm hộ cả hồ sơ", why, and the resident agrees. */
  async takeMandate(reason: MandateReason, picture: string | null = null): Promise<void> {
    await this.button('office/assistPanel:onBehalf').click();
    await this.#shown(picture === null ? null : `${picture}-why`);
    await this.button(`office/assistPanel:reason.${reason}`).click();
    await this.#agree(picture);
    await expect(this.panel).toContainText(this.words('office/assistPanel:onBehalfNow'));
  }

  /** "Nhờ công an khu vực làm giúp": the resident agrees, and the officer's sheet lies there. */
  async takeSheet(picture: string | null = null): Promise<void> {
    await this.button('office/assistPanel:officerSheet').click();
    await this.#agree(picture);
    await this.page.locator('[data-screen="officerSheet"] h1').waitFor();
  }

  /** "Xin xem hình giấy tờ", and the resident agrees. */
  async seePapers(): Promise<void> {
    await this.button('office/assistPanel:askPapers').click();
    await this.#agree(null);
  }

  /** "Trả lại cho bà con". */
  async handBack(): Promise<void> {
    await this.button('office/assistPanel:handBack').click();
    await expect(this.panel).toHaveCount(0);
  }

  /** At a step that is the resident's alone: the resident presses, and the panel goes. */
  async ownPress(): Promise<void> {
    await this.button('assist:ownPress').first().click();
    await expect(this.panel).toHaveCount(0);
  }
}
