/** The papers of the dossier as steps: which is done, which is open, go to any of them. */
import type { ComponentView } from '../../../electron/contract/view';
import { useText } from '../../app/use-text';
import { Icon } from '../../components';

export function ComponentSteps(props: {
  readonly components: readonly ComponentView[];
  readonly current: number;
  readonly onOpen: (componentId: string) => void;
}) {
  const { t, local } = useText();
  return (
    <ol className="papers-steps" aria-label={t('papers:steps')}>
      {props.components.map((each, index) => {
        const count = each.pages.length;
        const here = index === props.current;
        const state =
          each.component.handling === 'bring'
            ? t('papers:state.bring')
            : count > 0
              ? t('papers:state.pages', { count })
              : each.required
                ? t('papers:state.needed')
                : t('papers:state.optional');
        return (
          <li key={each.component.id}>
            <button
              type="button"
              className={`papers-step${here ? ' papers-step-now' : ''}`}
              aria-current={here ? 'step' : undefined}
              onClick={() => props.onOpen(each.component.id)}
            >
              <span className="papers-step-sign" aria-hidden="true">
                {count > 0 ? <Icon name="check" /> : index + 1}
              </span>
              <span>
                <b>{local(each.component.name)}</b>
                {' · '}
                <span className="papers-step-state">{state}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
