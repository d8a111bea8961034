/** Vietnamese and English side by side; only the other one is a button. */
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useAct, useCore, useView } from '../app/core';
import { useText } from '../app/use-text';
import './language-switch.css';

export function LanguageSwitch() {
  const view = useView();
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  const languages = [
    { code: 'vi', short: t('common:language.viShort'), long: t('common:language.vi') },
    { code: 'en', short: t('common:language.enShort'), long: t('common:language.en') },
  ] as const;
  const other = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  // The pressed button is gone: the focus goes on to the one in its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after a change of language
  useEffect(() => {
    if (pressed.current) other.current?.focus();
    pressed.current = false;
  }, [view.language]);
  // The whole names where there is room for them, for readers always.
  const whole = view.screen.name === 'welcome';
  const words = (short: string, long: string) => (
    <>
      <span className={whole ? 'language-short' : undefined}>{short}</span>
      <span className={whole ? 'language-long' : 'visually-hidden'}>{` ${long}`}</span>
    </>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form part
    <div className="language-switch" role="group" aria-label={t('common:language.label')}>
      {languages.map(({ code, short, long }) =>
        code === view.language ? (
          <span key={code} className="language-now" aria-current="true" lang={code}>
            {words(short, long)}
          </span>
        ) : (
          <AriaButton
            key={code}
            ref={other}
            className="language-other"
            onPress={() => {
              pressed.current = true;
              void act(() => core.preferences.setLanguage({ language: code }));
            }}
          >
            <span lang={code}>{words(short, long)}</span>
          </AriaButton>
        ),
      )}
    </div>
  );
}
