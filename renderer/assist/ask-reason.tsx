/** "Làm hộ cả hồ sơ": the helper says why; the resident is asked next. */
import { MANDATE_REASONS } from '../../electron/contract/plain';
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from '../components';

/** An officer asks for the sheet by a button of its own. */
const OWN_REASONS = MANDATE_REASONS.filter((reason) => reason !== 'policeHandover');

export function AskReason({ onDone }: { readonly onDone: () => void }) {
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  return (
    <div className="help-panel-reasons">
      <p className="help-panel-reasons-title">{t('assistPanel:whyOnBehalf')}</p>
      {OWN_REASONS.map((reason) => (
        <Button
          key={reason}
          onPress={() => {
            onDone();
            void act(() => core.assist.askMandate({ reason }));
          }}
        >
          {t(`assistPanel:reason.${reason}`)}
        </Button>
      ))}
      <Button variant="quiet" onPress={onDone}>
        {t('assistPanel:cancel')}
      </Button>
    </div>
  );
}
