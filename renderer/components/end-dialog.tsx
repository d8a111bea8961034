/** One confirmation before everything is wiped. */
import { useView } from '../app/core';
import { useText } from '../app/use-text';
import { Button } from './button';
import { Dialog } from './dialog';

/** From here on the dossier is on its way; ending wipes this machine only. */
const AFTER_SENDING: ReadonlySet<string> = new Set(['submitting', 'result', 'rating']);

export function EndDialog(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onEnd: () => void;
}) {
  const { t } = useText();
  const sent = AFTER_SENDING.has(useView().screen.name);
  return (
    <Dialog
      title={t('common:end.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      role="alertdialog"
      actions={
        <>
          <Button variant="secondary" onPress={props.onClose} autoFocus>
            {t('common:end.stay')}
          </Button>
          <Button variant="danger" icon="leave" onPress={props.onEnd}>
            {t('common:end.confirm')}
          </Button>
        </>
      }
    >
      <p>{sent ? t('common:end.bodySent') : t('common:end.body')}</p>
    </Dialog>
  );
}
