/** How the card reader is, in words beside the drawing: ready and waiting, or what to do. */
import { useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Icon, Notice } from '../../components';
import { FaultEntry } from '../../faults/fault-entry';

export function ReaderState() {
  const { devices } = useView();
  const { t, reason } = useText();
  const reader = devices.find(({ kind }) => kind === 'reader');
  const trouble = reader?.reason ?? null;
  // A moment later it is ready, or says why not.
  if (trouble === null || trouble === 'READER_OPENING') {
    return (
      <div className="identify-waiting" role="status">
        <span className="identify-sign">
          <Icon name="card" />
        </span>
        <p>
          <b>{t('identify:waiting')}</b>
          <br />
          <span className="muted">{t('identify:privacy')}</span>
        </p>
      </div>
    );
  }
  return (
    <Notice kind={reader?.state === 'absent' || trouble === 'READER_KEYBOARD' ? 'info' : 'warning'}>
      <p>{reason({ reason: trouble })}</p>
      {reader?.state === 'trouble' ? <FaultEntry /> : null}
    </Notice>
  );
}
