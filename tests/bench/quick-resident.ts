/**
 * A session in a hurry, as a script for the page: a card, answers, a dossier that is sent, the
 * three faces. It presses what is on the screen as fast as the screen allows.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { label } from '../support/labels';
import { packFile } from '../support/way';

const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));

type Words = { procedure: string; card: string } & Record<
  'start' | 'agree' | 'right' | 'begin' | 'confirm' | 'submit' | 'finish',
  string
>;

/** Runs in the page. */
function hurry(words: Words): void {
  const text = (element: Element) => element.textContent?.trim() ?? '';
  const press = (name: string) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
    const found = buttons.find((button) => text(button) === name);
    if (!found) throw new Error(`no button ${name}`);
    found.click();
  };
  const fill = (box: HTMLInputElement | HTMLTextAreaElement, value: string) => {
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value')?.set;
    set?.call(box, value);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const goOn = () => [...document.querySelectorAll<HTMLElement>('footer button')].at(-1)?.click();
  const answer = (type: string) => {
    const choice = document.querySelector<HTMLElement>('main .choice');
    if (choice) {
      choice.click();
      return;
    }
    const box = document.querySelector<HTMLInputElement>('main input, main textarea');
    if (box) fill(box, type === 'phone' ? '0901234567' : 'Thông tin ví dụ');
    setTimeout(goOn);
  };
  const scan = () => {
    for (const key of [...words.card, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
  };
  const act = (screen: string, type: string) => {
    if (screen === 'welcome') press(words.start);
    else if (screen === 'goal') press(words.procedure);
    else if (screen === 'consent') press(words.agree);
    else if (screen === 'identify') scan();
    else if (screen === 'cardConfirm') press(words.right);
    else if (screen === 'ready') press(words.begin);
    else if (screen === 'prefilled') press(words.confirm);
    else if (screen === 'question') answer(type);
    else if (screen === 'result') press(words.finish);
    else if (screen === 'rating') document.querySelector<HTMLElement>('main button')?.click();
    else if (screen === 'check') {
      document.querySelector<HTMLElement>('main input[type=checkbox]')?.click();
      const send = () => {
        const button = [...document.querySelectorAll('button')].find(
          (b) => text(b) === words.submit,
        );
        if (button && !button.disabled) button.click();
        else setTimeout(send, 5);
      };
      send();
    }
  };
  let known = '';
  const look = () => {
    const frame = document.querySelector<HTMLElement>('[data-mark]');
    const mark = frame?.dataset.mark ?? '';
    if (!frame || mark === known) return;
    known = mark;
    // After the screen's own effects, which listen for the scanner.
    setTimeout(() => act(frame.dataset.screen ?? '', frame.dataset.type ?? ''), 20);
  };
  new MutationObserver(look).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-mark'],
  });
  look();
}

/** The script, for `procedure`, in Vietnamese. */
export function quickSession(procedure: string): string {
  const words: Words = {
    procedure: packFile(procedure).shortName.vi,
    card: readFileSync(SAMPLE_CARD, 'utf8').trim(),
    start: label('vi', 'welcome:start'),
    agree: label('vi', 'consent:agree'),
    right: label('vi', 'cardConfirm:right'),
    begin: label('vi', 'ready:begin'),
    confirm: label('vi', 'prefilled:confirm'),
    submit: label('vi', 'check:submit'),
    finish: label('vi', 'result:finish'),
  };
  return `(${hurry.toString()})(${JSON.stringify(words)}); 0`;
}
