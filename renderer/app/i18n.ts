/**
 * All texts, loaded at build time from assets/locales: nothing is fetched while people wait, and
 * a key that is missing is found by a test, not by a resident.
 */
import { createInstance, type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

const files = import.meta.glob<Record<string, unknown>>('../../assets/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function resources(): Resource {
  const all: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [language, file] = path.split('/').slice(-2);
    if (language === undefined || file === undefined) continue;
    all[language] = { ...all[language], [file.replace(/\.json$/, '')]: texts };
  }
  return all as Resource;
}

/** A ready i18next instance with Vietnamese and English. */
export function createTexts(): i18n {
  const all = resources();
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: false,
    supportedLngs: ['vi', 'en'],
    resources: all,
    ns: Object.keys(all.vi ?? {}),
    defaultNS: 'common',
    initAsync: false,
    returnNull: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return texts;
}
