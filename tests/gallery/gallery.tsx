/**
 * Draws the real application with one fixture: ?screen=NAME&size=1|2|3&lang=vi|en.
 * Without a name it lists them.
 */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Language, SessionView, TextSize } from '../../electron/contract/view';
import { App } from '../../renderer/app/app';
import { createTexts } from '../../renderer/app/i18n';
import '../../renderer/styles/index.css';
import { installFakeCamera } from './fake-camera';
import { fakeClient } from './fake-client';
import type { Fixture, Fixtures } from './fixture';

const files = import.meta.glob<{ fixtures: Fixtures }>('./fixtures/*.ts', { eager: true });
const all: Record<string, Fixture> = Object.assign(
  {},
  ...Object.values(files).map((file) => file.fixtures),
);

const wanted = new URLSearchParams(window.location.search);

function viewOf(fixture: Fixture): SessionView {
  return {
    revision: 1,
    language: (wanted.get('lang') ?? 'vi') as Language,
    textSize: Number(wanted.get('size') ?? '1') as TextSize,
    point: {
      name: {
        vi: 'Điểm hỗ trợ Khu phố 6 · Phường Ví Dụ',
        en: 'Assistance point Quarter 6 · Ví Dụ Ward',
      },
      shortName: { vi: 'Khu phố 6', en: 'Quarter 6' },
      openingHours: {
        vi: 'Tối thứ ba, tư, năm 17:30–20:30 · sáng thứ bảy 8:00–11:00',
        en: 'Tue, Wed, Thu 17:30–20:30 · Sat 8:00–11:00',
      },
    },
    practice: false,
    practising: false,
    fading: null,
    step: null,
    canGoBack: true,
    helpCalled: false,
    assist: null,
    handOver: null,
    remoteHelp: null,
    highlight: null,
    devices: [],
    fakes: null,
    idleSecondsLeft: null,
    notice: null,
    technicianNotices: [],
    ...fixture.view,
    screen: fixture.screen,
  };
}

function Gallery({ fixture }: { readonly fixture: Fixture }) {
  const [texts] = useState(createTexts);
  const [view, setView] = useState(() => viewOf(fixture));
  const [client] = useState(() =>
    fakeClient(fixture.calls ?? {}, (path, input) => {
      console.info(path, JSON.stringify(input));
      const change = input as { language?: Language; textSize?: TextSize } | undefined;
      if (path === 'preferences.setLanguage' && change?.language) {
        const { language } = change;
        setView((old) => ({ ...old, revision: old.revision + 1, language }));
      }
      if (path === 'preferences.setTextSize' && change?.textSize) {
        const { textSize } = change;
        setView((old) => ({ ...old, revision: old.revision + 1, textSize }));
      }
    }),
  );
  return (
    <I18nextProvider i18n={texts}>
      <App client={client} view={view} connected={!wanted.has('lost')} />
    </I18nextProvider>
  );
}

const place = document.getElementById('root');
const name = wanted.get('screen');
const fixture = name === null ? undefined : all[name];
if (place !== null) {
  if (fixture === undefined) {
    const list = document.createElement('ul');
    list.id = 'gallery-names';
    for (const key of Object.keys(all).sort()) {
      const link = document.createElement('a');
      link.href = `?screen=${key}`;
      link.textContent = key;
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    document.body.style.overflow = 'auto';
    place.replaceWith(list);
  } else {
    if (fixture.camera) installFakeCamera();
    const pressed = fixture.press?.map((names) => names[wanted.get('lang') === 'en' ? 'en' : 'vi']);
    if (pressed) document.documentElement.dataset.press = JSON.stringify(pressed);
    createRoot(place).render(<Gallery fixture={fixture} />);
  }
}
