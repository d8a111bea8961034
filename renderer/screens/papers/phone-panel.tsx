/** The panel of the phone: how to come here, the words to compare, and what has arrived. */
import type { OpenPhone } from '../../../electron/contract/phone';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog, Notice, Waiting } from '../../components';
import { qrPath } from '../result/qr-path';
import './phone-panel.css';
import { usePreview } from './use-preview';

/** Free modules around a QR code, by its standard (ISO/IEC 18004). */
const QUIET_MODULES = 4;

export function PhonePanel(props: { readonly open: OpenPhone; readonly sample: boolean }) {
  const { open, sample } = props;
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const close = () => void act(() => core.phone.close());
  const isLive = open.link !== null;
  const enough = open.left === 0;
  return (
    <Dialog
      title={t('phone:title')}
      isOpen
      onClose={close}
      actions={
        <>
          <Button variant="primary" onPress={close}>
            {t('phone:done')}
          </Button>
          {isLive || open.failure !== null ? (
            <Button onPress={() => void act(() => core.phone.open())}>{t('phone:again')}</Button>
          ) : null}
          {sample && isLive ? (
            <Button variant="quiet" onPress={() => void act(() => core.phone.sendSample())}>
              {t('phone:sample')}
            </Button>
          ) : null}
        </>
      }
    >
      {open.failure === null ? null : <Notice kind="error">{reason(open.failure)}</Notice>}
      {open.failure === null && !isLive ? <Waiting label={t('phone:opening')} /> : null}
      {open.link === null || open.confirmed ? null : open.connected ? (
        <Words words={open.link.words} />
      ) : (
        <Invitation link={open.link} />
      )}
      {isLive && open.confirmed && open.arrived.length === 0 ? (
        <Notice kind="done">{t('phone:ready')}</Notice>
      ) : null}
      {open.arrived.length === 0 ? null : (
        <>
          <p role="status">{t('phone:arrived', { count: open.arrived.length, left: open.left })}</p>
          <ol className="phone-arrived" aria-label={t('phone:arrivedList')}>
            {open.arrived.map((pageId, index) => (
              <Arrived key={pageId} pageId={pageId} number={index + 1} />
            ))}
          </ol>
        </>
      )}
      {enough ? <Notice kind="info">{reason({ reason: 'PHONE_PICTURES_ENOUGH' })}</Notice> : null}
      {open.receiving ? <Waiting label={t('phone:receiving')} /> : null}
    </Dialog>
  );
}

type Link = NonNullable<OpenPhone['link']>;

function Invitation({ link }: { readonly link: Link }) {
  const { t } = useText();
  const whole = link.qr.size + 2 * QUIET_MODULES;
  return (
    <>
      <div className="phone-invitation">
        <svg
          className="phone-qr"
          viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${whole} ${whole}`}
          shapeRendering="crispEdges"
          role="img"
          aria-label={t('phone:qr', { url: link.url })}
        >
          <path d={qrPath(link.qr.size, link.qr.modules)} />
        </svg>
        <ol className="phone-steps" aria-label={t('phone:steps')}>
          <li>{t('phone:stepWifi')}</li>
          <li>{t('phone:stepScan')}</li>
          <li>
            {t('phone:stepWarning')}
            <span className="phone-drawings">
              <span>
                <PhoneDrawing tap="button" />
                {t('phone:warningFirst')}
              </span>
              <span>
                <PhoneDrawing tap="line" />
                {t('phone:warningSecond')}
              </span>
            </span>
          </li>
        </ol>
      </div>
      <p>
        {t('phone:address')} <b className="phone-address">{link.url}</b>
      </p>
    </>
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  const { t } = useText();
  return (
    <>
      <Notice kind="info" title={t('phone:connected')}>
        <p>{t('phone:notMine')}</p>
      </Notice>
      <h3 className="phone-question">{t('phone:words')}</h3>
      <ol className="phone-words">
        {words.map((word) => (
          <li key={word} lang="vi">
            {word}
          </li>
        ))}
      </ol>
      <p>{t('phone:wordsHint')}</p>
    </>
  );
}

/** A phone with the browser's warning, and where to tap. */
function PhoneDrawing({ tap }: { readonly tap: 'button' | 'line' }) {
  return (
    <svg className="phone-drawing" viewBox="0 0 60 92" aria-hidden="true">
      <rect className="phone-body" x="2" y="2" width="56" height="88" rx="9" />
      <path className="phone-warning" d="M30 14 40 31H20zM30 20v5M30 28v.2" />
      <path className="phone-lines" d="M12 40h36M12 48h30" />
      {tap === 'button' ? (
        <rect className="phone-tap" x="10" y="68" width="40" height="13" rx="4" />
      ) : (
        <>
          <path className="phone-lines" d="M12 56h34" />
          <path className="phone-tap phone-tap-line" d="M12 72h30" />
        </>
      )}
      <circle className="phone-finger" cx={tap === 'button' ? 44 : 38} cy="76" r="7" />
    </svg>
  );
}

function Arrived(props: { readonly pageId: string; readonly number: number }) {
  const { t } = useText();
  const preview = usePreview(props.pageId, 1, 'thumbnail');
  const name = t('phone:page', { number: props.number });
  return (
    <li>
      {preview.state === 'ready' ? (
        <img src={preview.url} alt={name} draggable={false} />
      ) : (
        <span className="visually-hidden">{name}</span>
      )}
    </li>
  );
}
