/** The pages of one paper as small pictures with number and quality in words. */
import type { PageView } from '../../../electron/contract/view';
import { useText } from '../../app/use-text';
import { Icon } from '../../components';
import { moveWithArrows } from '../../fields/shared/arrow-keys';
import { pageState } from './page-words';
import { usePreview } from './use-preview';

export function Thumbnails(props: {
  readonly pages: readonly PageView[];
  readonly selected: string | null;
  readonly onSelect: (pageId: string) => void;
  readonly onAdd: () => void;
  readonly addLabel: string;
  readonly busy: boolean;
}) {
  const { t } = useText();
  return (
    <ol className="papers-pages" aria-label={t('papers:pages')} onKeyDown={moveWithArrows}>
      {props.pages.map((page, index) => (
        <li key={page.id}>
          <Thumbnail
            page={page}
            number={index + 1}
            selected={page.id === props.selected}
            onSelect={() => props.onSelect(page.id)}
          />
        </li>
      ))}
      <li>
        <button type="button" className="papers-add" disabled={props.busy} onClick={props.onAdd}>
          <Icon name="plus" />
          <span>{props.addLabel}</span>
        </button>
      </li>
    </ol>
  );
}

function Thumbnail(props: {
  readonly page: PageView;
  readonly number: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { page, number } = props;
  const { t } = useText();
  const preview = usePreview(page.id, page.version, 'thumbnail');
  const clear = page.quality === 'clear' && page.advice.length === 0;
  return (
    <button
      type="button"
      className={`papers-page${clear ? '' : ' papers-page-bad'}`}
      aria-pressed={props.selected}
      onClick={props.onSelect}
    >
      <span className="papers-sheet">
        {preview.state === 'ready' ? <img src={preview.url} alt="" draggable={false} /> : null}
        {clear ? null : <Icon name="warning" />}
      </span>
      <span className="papers-caption">
        {t('papers:page', { number })} · {pageState(page, t)}
      </span>
    </button>
  );
}
