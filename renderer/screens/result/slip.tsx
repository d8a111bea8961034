/** The support slip as it will be printed. It names no person and is no official receipt. */
import type { SupportSlip } from '../../../electron/contract/view';
import { useText } from '../../app/use-text';
import { writeDay, writeMoment } from '../../fields/shared/moment';
import { qrPath } from './qr-path';
import './slip.css';

/** Free modules around a QR code, by its standard (ISO/IEC 18004). */
const QUIET_MODULES = 4;

export function Slip({ slip }: { readonly slip: SupportSlip }) {
  const { t, local } = useText();
  const whole = slip.qr.size + 2 * QUIET_MODULES;
  return (
    <section className="slip" aria-label={t('result:slip.title')}>
      <h2 className="slip-title">{t('result:slip.title')}</h2>
      <p className="slip-not">{t('result:slip.notReceipt')}</p>
      {slip.practice ? <p className="slip-practice">{t('result:slip.practice')}</p> : null}
      <hr />
      <p>
        <b>{local(slip.procedureName)}</b>
      </p>
      {slip.dossierNumber === null ? (
        <p>{t('result:slip.noNumber', { reference: slip.reference })}</p>
      ) : (
        <p>
          {t('result:slip.number')} <b className="nowrap">{slip.dossierNumber}</b>
        </p>
      )}
      <p>{t('result:slip.submitted', { moment: writeMoment(slip.submittedAt) })}</p>
      <p>{t('result:slip.authority', { name: slip.authority })}</p>
      {slip.dueAt === null ? null : <p>{t('result:slip.due', { day: writeDay(slip.dueAt) })}</p>}
      <hr />
      <p>
        <b>{t('result:slip.where')}</b>
      </p>
      <p>{t('result:slip.how')}</p>
      <div className="slip-foot">
        <svg
          className="slip-qr"
          viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${whole} ${whole}`}
          shapeRendering="crispEdges"
          role="img"
          aria-label={t('result:slip.qr', { url: slip.portalUrl })}
        >
          <path d={qrPath(slip.qr.size, slip.qr.modules)} />
        </svg>
        <p>{t('result:slip.nothingKept')}</p>
      </div>
    </section>
  );
}
