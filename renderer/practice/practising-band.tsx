/** A practice run cannot be mistaken for a real one: a band on top and a border all around. */
import { useId } from 'react';
import { useText } from '../app/use-text';
import './practising.css';

export function PractisingBand() {
  const { t } = useText();
  const id = useId();
  return (
    <aside className="practising-band" aria-labelledby={id}>
      <p id={id}>{t('practise:band')}</p>
    </aside>
  );
}
