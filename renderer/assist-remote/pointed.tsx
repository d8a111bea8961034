/** What somebody on the phone points at: a frame around the field, or around one of its choices. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useView } from '../app/core';
import { useText } from '../app/use-text';
import { Icon } from '../components/icon';
import './remote.css';

/** The choice of field `path` that is pointed at, counted from 0; null for none. */
export function usePointedOption(path: string): number | null {
  const { highlight } = useView();
  return highlight?.path === path ? highlight.option : null;
}

/** Stands around the control of field `path`; says and shows when it is pointed at. */
export function Pointed(props: { readonly path: string; readonly children: ReactNode }) {
  const { path, children } = props;
  const { highlight } = useView();
  const { t } = useText();
  const words = useRef<HTMLParagraphElement>(null);
  const here = highlight?.path === path;
  const whole = here && highlight.option === null;
  const option = here ? highlight.option : null;
  // Somebody who hears "chỗ này" must see it: what is pointed at comes into sight.
  useEffect(() => {
    if (!here) return;
    const place = words.current?.parentElement;
    const choice = option === null ? null : place?.querySelector('[data-pointed]');
    (choice ?? words.current)?.scrollIntoView({ block: 'nearest' });
  }, [here, option]);
  return (
    <div className="pointed" data-field={path} data-pointed={whole ? '' : undefined}>
      {here ? (
        <p className="pointed-words" role="status" ref={words}>
          <Icon name="hand" />
          {t('remote:pointing')}
        </p>
      ) : null}
      {children}
    </div>
  );
}
