/** The chosen page: how it looks, what to do about it, and everything that can be done with it. */
import { useState } from 'react';
import type { PageView } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Dialog, Icon } from '../../components';
import { CameraButton } from './camera-way';
import { CropDialog } from './crop-dialog';
import { turnCrop } from './crop-geometry';
import { adviceOf, pageState } from './page-words';
import { usePreview } from './use-preview';

export interface PagePanelProps {
  readonly page: PageView;
  readonly number: number;
  readonly of: number;
  /** "Quét lại trang 3" or "Thay bằng tệp khác"; both where there is a scanner. */
  readonly onScanAgain: (() => void) | null;
  readonly onReplaceFile: () => void;
  /** A photo taken in place of the page; where there is a camera. */
  readonly hasCamera: boolean;
  readonly onPhoto: (file: File) => void;
  /** Pages are coming in: nothing else may be started. */
  readonly busy: boolean;
}

export function PagePanel(props: PagePanelProps) {
  const { page, number } = props;
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [cropping, setCropping] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [large, setLarge] = useState(false);
  const advice = adviceOf(page, t);
  const turn = () => {
    const rotation = ([90, 180, 270, 0] as const)[page.rotation / 90] ?? 0;
    const crop = page.crop === null ? null : turnCrop(page.crop);
    return act(() => core.papers.edit({ pageId: page.id, rotation, crop }));
  };
  const showWhole = (whole: boolean) =>
    act(() => core.papers.showWhole({ pageId: page.id, whole }));
  const move = (to: number) => act(() => core.papers.move({ pageId: page.id, to }));
  const name = t('papers:page', { number });
  return (
    <section className="papers-panel" aria-label={name}>
      <h2>
        {name} · {pageState(page, t)}
      </h2>
      {advice.map((words) => (
        <p key={words} className="papers-advice">
          <Icon name="warning" />
          <span>{words}</span>
        </p>
      ))}
      <div className="papers-tools">
        <Button icon="search" onPress={() => setLarge(true)}>
          {t('papers:larger')}
        </Button>
        <Button icon="rotate" onPress={() => void turn()}>
          {t('papers:turn')}
        </Button>
        <Button icon="crop" onPress={() => setCropping(true)}>
          {t('papers:crop')}
        </Button>
        {page.shows === null ? null : (
          <Button onPress={() => void showWhole(page.shows === 'sheet')}>
            {page.shows === 'sheet' ? t('papers:showWhole') : t('papers:showSheet')}
          </Button>
        )}
        {props.of > 1 ? (
          <>
            <Button
              icon="back"
              isDisabled={number === 1}
              onPress={() => void move(number - 2)}
              aria-label={t('papers:earlierLabel', { number })}
            >
              {t('papers:earlier')}
            </Button>
            <Button
              icon="forward"
              isDisabled={number === props.of}
              onPress={() => void move(number)}
              aria-label={t('papers:laterLabel', { number })}
            >
              {t('papers:later')}
            </Button>
          </>
        ) : null}
        {props.onScanAgain === null ? null : (
          <Button isDisabled={props.busy} onPress={props.onScanAgain}>
            {t('papers:scanAgain')}
          </Button>
        )}
        <CameraButton
          label={t('papers:photoAgain')}
          hasCamera={props.hasCamera}
          isDisabled={props.busy}
          onPicture={props.onPhoto}
        />
        <Button icon="file" isDisabled={props.busy} onPress={props.onReplaceFile}>
          {t('papers:replace')}
        </Button>
        <Button icon="bin" variant="danger" onPress={() => setRemoving(true)}>
          {t('papers:remove')}
        </Button>
      </div>
      <Dialog
        role="alertdialog"
        isOpen={removing}
        onClose={() => setRemoving(false)}
        title={t('papers:removeTitle', { number })}
        actions={
          <>
            <Button autoFocus onPress={() => setRemoving(false)}>
              {t('papers:removeKeep')}
            </Button>
            <Button
              variant="danger"
              icon="bin"
              onPress={() => {
                setRemoving(false);
                void act(() => core.papers.remove({ pageId: page.id }));
              }}
            >
              {t('papers:removeConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('papers:removeBody')}</p>
      </Dialog>
      {large ? <LargePage page={page} number={number} onClose={() => setLarge(false)} /> : null}
      {cropping ? (
        <CropDialog page={page} number={number} onClose={() => setCropping(false)} />
      ) : null}
    </section>
  );
}

/** The page as large as the screen takes it. */
function LargePage(props: {
  readonly page: PageView;
  readonly number: number;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const preview = usePreview(props.page.id, props.page.version, 'preview');
  return (
    <Dialog
      size="full"
      isOpen
      onClose={props.onClose}
      title={t('papers:page', { number: props.number })}
      actions={
        <Button variant="primary" autoFocus onPress={props.onClose}>
          {t('papers:close')}
        </Button>
      }
    >
      {preview.state === 'ready' ? (
        <img
          className="papers-large"
          src={preview.url}
          alt={t('papers:previewAlt', { number: props.number })}
        />
      ) : (
        <p>{preview.state === 'loading' ? t('papers:loading') : t('papers:noPreview')}</p>
      )}
    </Dialog>
  );
}
