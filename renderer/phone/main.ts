/**
 * The page on the resident's phone: compare four words, take or pick pictures, see them arrive.
 * It is drawn anew after every change from one state; nothing of it stays on the phone.
 */
import './phone.css';
import type { Failure } from '../../electron/contract/reasons';
import { openCamera } from './camera';
import { button, element } from './elements';
import { call, type State, sendPicture, type Taken } from './machine';
import { ready } from './pictures';
import { type Language, sentence, text } from './texts';

/** How often the page asks whether the machine still listens. */
const LOOK_EVERY_MS = 3_000;
/** A touch tells the machine that somebody is here; more often says no more. */
const TELL_EVERY_MS = 20_000;

type Picture = {
  url: string;
  blob: Blob | null;
  share: number;
  state: 'preparing' | 'sending' | 'there' | 'failed';
  quality: Taken['quality'];
  failure: Failure | null;
};

type Step = 'joining' | 'words' | 'pictures' | 'finished' | 'differs' | 'over';

const place = document.querySelector<HTMLElement>('#page') ?? document.body;
const pictures: Picture[] = [];
let language: Language = 'vi';
let step: Step = 'joining';
let state: State | null = null;
let lost = false;
let over: Failure | null = null;
let cameraOff = false;
let sending = false;
let told = 0;

const t = (key: `phone:${string}`, values?: Record<string, string | number>) =>
  text(language, key, values);

/** Told to readers: what is drawn anew is not heard. */
const live = element('p', { class: 'visually-hidden', role: 'status' });
/** Where each picture's state stands, so that its progress draws nothing else anew. */
const stateWords = new Map<Picture, HTMLElement>();
let pressing = false;
let waiting = false;

function draw(): void {
  // A button that goes away under a finger takes the press with it.
  waiting = pressing;
  if (pressing) return;
  const focused = document.activeElement?.textContent ?? '';
  drawNow();
  if (focused === '' || document.activeElement !== document.body) return;
  for (const each of place.querySelectorAll<HTMLElement>('button, label')) {
    if (each.textContent === focused) (each.querySelector('input') ?? each).focus();
  }
}

for (const [name, isDown] of [
  ['pointerdown', true],
  ['pointerup', false],
  ['pointercancel', false],
] as const) {
  document.addEventListener(name, () => {
    pressing = isDown;
    // After the press itself, which comes next.
    if (!isDown && waiting) setTimeout(draw);
  });
}

function drawNow(): void {
  document.documentElement.lang = language;
  document.title = t('phone:pageTitle');
  const other = language === 'vi' ? 'en' : 'vi';
  const change = button('quiet', t('phone:switch'), () => {
    language = other;
    draw();
  });
  change.lang = other;
  place.replaceChildren(
    element('header', {}, element('b', {}, t('phone:pageTitle')), change),
    lost ? element('p', { class: 'notice', role: 'alert' }, t('phone:lost')) : '',
    // Nothing can be sent: only what is there is worth showing.
    ...(lost && step === 'pictures' ? list() : STEPS[step]()),
  );
}

const STEPS: Record<Step, () => Node[]> = {
  joining: () => [element('p', { role: 'status' }, t('phone:joining'))],
  words: () => [
    element('h1', {}, t('phone:check')),
    element(
      'ol',
      { class: 'words' },
      ...(state?.words ?? []).map((word) => element('li', {}, word)),
    ),
    button('primary', t('phone:same'), () => void confirm()),
    button('secondary', t('phone:differs'), () => {
      step = 'differs';
      void call('differ');
      draw();
    }),
  ],
  differs: () => [element('p', { class: 'notice', role: 'alert' }, t('phone:differsDone'))],
  over: () => [
    element(
      'p',
      { class: 'notice', role: 'alert' },
      sentence(language, over ?? { reason: 'PHONE_CLOSED' }),
    ),
    ...list(),
  ],
  finished: () => [
    element('p', { class: 'notice done', role: 'status' }, t('phone:finished')),
    button('secondary', t('phone:more'), () => {
      step = 'pictures';
      draw();
    }),
    ...list(),
  ],
  pictures: () => {
    const left = Math.max(0, (state?.left ?? 0) - pictures.filter(isOnItsWay).length);
    const anyThere = pictures.some((picture) => picture.state === 'there');
    const full = left === 0;
    return [
      element('p', {}, t('phone:hint')),
      cameraOff ? element('p', { class: 'notice' }, t('phone:cameraOff')) : element('span', {}),
      full
        ? element('p', { class: 'notice' }, sentence(language, { reason: 'PHONE_PICTURES_ENOUGH' }))
        : takeWay(),
      full ? element('span', {}) : picker('phone:pick', { multiple: '' }),
      full ? element('span', {}) : element('p', { class: 'left' }, t('phone:left', { left })),
      ...list(),
      anyThere && !pictures.some(isOnItsWay)
        ? button('secondary', t('phone:finish'), () => {
            step = 'finished';
            draw();
          })
        : element('span', {}),
    ];
  },
};

const isOnItsWay = ({ state }: Picture) => state === 'preparing' || state === 'sending';

/** The live camera; where the browser has none to give, the phone's own. */
function takeWay(): Node {
  if (cameraOff) return picker('phone:take', { capture: 'environment' }, 'primary');
  return button('primary', t('phone:take'), () => void takePictures());
}

/** A button that is a file field: only that opens the phone's own pictures. */
function picker(
  key: 'phone:take' | 'phone:pick',
  attributes: Record<string, string>,
  kind: 'primary' | 'secondary' = 'secondary',
): Node {
  // Phones that keep HEIC turn it into JPEG when only these are asked for.
  const field = element('input', { type: 'file', accept: 'image/jpeg,image/png', ...attributes });
  field.addEventListener('change', () => {
    add([...(field.files ?? [])]);
    field.value = '';
  });
  return element('label', { class: kind }, t(key), field);
}

function list(): Node[] {
  if (pictures.length === 0) return [];
  const rows = pictures.map((picture, index) => {
    const number = index + 1;
    const state = element('p', {}, stateOf(picture));
    stateWords.set(picture, state);
    const row = element(
      'li',
      { class: picture.state },
      thumbnail(picture),
      element(
        'div',
        {},
        element('b', {}, t('phone:picture', { number })),
        state,
        picture.failure ? element('p', {}, sentence(language, picture.failure)) : null,
        picture.state === 'failed'
          ? button('secondary', t('phone:retry'), () => {
              picture.state = 'preparing';
              picture.failure = null;
              void sendNext();
            })
          : null,
      ),
    );
    return row;
  });
  return [element('ol', { class: 'pictures', 'aria-label': t('phone:list') }, ...rows)];
}

/** What cannot be drawn leaves its place empty, without the browser's torn picture. */
function thumbnail({ url }: Picture): HTMLElement {
  const drawn = element('img', { src: url, alt: '' });
  drawn.addEventListener('error', () => drawn.removeAttribute('src'), { once: true });
  return drawn;
}

function stateOf({ state, share, quality }: Picture): string {
  if (state === 'preparing') return t('phone:preparing');
  if (state === 'failed') return t('phone:notThere');
  if (state === 'sending') {
    return share < 1
      ? t('phone:sending', { percent: Math.floor(share * 100) })
      : t('phone:reading');
  }
  const words = {
    clear: t('phone:there'),
    blurred: t('phone:thereBlurred'),
    dark: t('phone:thereDark'),
    blank: t('phone:thereBlank'),
  };
  return words[quality];
}

function add(files: readonly Blob[]): void {
  const room = Math.max(0, (state?.left ?? 0) - pictures.filter(isOnItsWay).length);
  for (const blob of files.slice(0, room)) {
    pictures.push({
      url: URL.createObjectURL(blob),
      blob,
      share: 0,
      state: 'preparing',
      quality: 'clear',
      failure: null,
    });
  }
  draw();
  void sendNext();
}

/** One after the other: the machine takes one at a time, and a poor Wi-Fi no more. */
async function sendNext(): Promise<void> {
  const next = pictures.find(({ state }) => state === 'preparing');
  if (sending || !next?.blob) return;
  sending = true;
  draw();
  const blob = await ready(next.blob);
  next.state = 'sending';
  const answer = await sendPicture(blob, (share) => {
    next.share = share;
    const words = stateWords.get(next);
    if (words) words.textContent = stateOf(next);
  });
  sending = false;
  if (answer.ok) {
    next.state = 'there';
    next.quality = answer.quality;
    next.blob = null;
    if (state) state = { ...state, arrived: answer.arrived, left: answer.left };
  } else {
    next.state = 'failed';
    next.share = 0;
    next.failure = answer.failure ?? { reason: 'PHONE_PICTURE_CUT' };
    if (next.failure.reason === 'PHONE_CLOSED') end(next.failure);
  }
  const number = pictures.indexOf(next) + 1;
  live.textContent = `${t('phone:picture', { number })}: ${stateOf(next)}`;
  draw();
  void sendNext();
}

async function takePictures(): Promise<void> {
  const opened = await openCamera({
    words: { shutter: t('phone:shutter'), close: t('phone:cameraClose'), title: t('phone:take') },
    onPicture: (picture) => add([picture]),
    room: () => (state?.left ?? 0) - pictures.filter(isOnItsWay).length,
  });
  if (opened) return;
  cameraOff = true;
  draw();
}

function end(failure: Failure): void {
  over = failure;
  step = 'over';
  lost = false;
}

async function confirm(): Promise<void> {
  const answer = await call('confirm');
  if (answer.ok) {
    state = answer;
    step = 'pictures';
  } else if (answer.failure) end(answer.failure);
  else lost = true;
  draw();
}

async function join(): Promise<void> {
  const answer = await call('join');
  if (answer.ok) {
    state = answer;
    language = answer.language;
    lost = false;
    step = answer.confirmed ? 'pictures' : 'words';
  } else if (answer.failure) end(answer.failure);
  else lost = true;
  draw();
}

/** Notices that the machine has closed the way, or that the Wi-Fi is back. */
async function look(): Promise<void> {
  if (step === 'over' || step === 'differs') return;
  if (step === 'joining') return join();
  const before = lost;
  const answer = await call('state');
  if (answer.ok) {
    lost = false;
    const moved = answer.left !== state?.left;
    state = answer;
    if (before || (moved && !sending)) draw();
  } else if (answer.failure) {
    end(answer.failure);
    draw();
  } else if (!before && !sending) {
    lost = true;
    draw();
  }
}

document.addEventListener('pointerdown', () => {
  if (step !== 'pictures' || performance.now() - told < TELL_EVERY_MS) return;
  told = performance.now();
  void call('active');
});

document.body.append(live);
draw();
void join();
setInterval(() => void look(), LOOK_EVERY_MS);
