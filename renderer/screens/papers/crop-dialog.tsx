/**
 * Cutting the edges off a page: four handles to drag or to move with the arrow keys, and buttons
 * for people who do neither.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Crop, PageView } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { Button, Dialog, Waiting } from '../../components';
import {
  cropOrNull,
  EDGES,
  type Edge,
  edgeAt,
  moveEdge,
  stepEdge,
  WHOLE_PAGE,
} from './crop-geometry';
import { usePreview } from './use-preview';

function edgeText(edge: Edge, t: Texts['t']): string {
  switch (edge) {
    case 'top':
      return t('papers:edge.top');
    case 'right':
      return t('papers:edge.right');
    case 'bottom':
      return t('papers:edge.bottom');
    case 'left':
      return t('papers:edge.left');
  }
}

export function CropDialog(props: {
  readonly page: PageView;
  readonly number: number;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const { id, rotation, version } = props.page;
  /** The cut the page had: shown on the whole page, and put back when nothing is changed. */
  const [before] = useState(props.page.crop);
  const [crop, setCrop] = useState<Crop>(before ?? WHOLE_PAGE);
  const [edge, setEdge] = useState<Edge>('top');
  const set = (next: Crop | null) =>
    act(() => core.papers.edit({ pageId: id, rotation, crop: next }));
  // The preview shows the page as it is cut; to cut anew the whole page must be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    if (before !== null) void set(null);
  }, []);
  const leave = (next: Crop | null) => {
    props.onClose();
    void set(next);
  };
  const cancel = () => {
    props.onClose();
    if (before !== null) void set(before);
  };
  const whole = before === null || props.page.crop === null;
  return (
    <Dialog
      size="full"
      isOpen
      onClose={cancel}
      title={t('papers:cropTitle', { number: props.number })}
      actions={
        <>
          <Button onPress={cancel}>{t('papers:cropCancel')}</Button>
          <Button onPress={() => setCrop(WHOLE_PAGE)}>{t('papers:cropWhole')}</Button>
          <Button variant="primary" icon="check" onPress={() => leave(cropOrNull(crop))}>
            {t('papers:cropDone')}
          </Button>
        </>
      }
    >
      <p>{t('papers:cropHint')}</p>
      <div className="crop">
        {whole ? (
          <CropFrame
            pageId={id}
            version={version}
            crop={crop}
            active={edge}
            onActive={setEdge}
            onCrop={setCrop}
          />
        ) : (
          <Waiting label={t('papers:loading')} />
        )}
        <div className="crop-buttons">
          {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, no form */}
          <div className="crop-edges" role="group" aria-label={t('papers:cropEdges')}>
            {EDGES.map((each) => (
              <Button key={each} aria-pressed={each === edge} onPress={() => setEdge(each)}>
                {edgeText(each, t)}
              </Button>
            ))}
          </div>
          <Button icon="crop" onPress={() => setCrop(stepEdge(crop, edge, true))}>
            {t('papers:cropIn')}
          </Button>
          <Button icon="plus" onPress={() => setCrop(stepEdge(crop, edge, false))}>
            {t('papers:cropOut')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function CropFrame(props: {
  readonly pageId: string;
  readonly version: number;
  readonly crop: Crop;
  readonly active: Edge;
  readonly onActive: (edge: Edge) => void;
  readonly onCrop: (crop: Crop) => void;
}) {
  const { t } = useText();
  const { crop } = props;
  const frame = useRef<HTMLDivElement>(null);
  const preview = usePreview(props.pageId, props.version, 'preview');
  if (preview.state === 'loading') return <Waiting label={t('papers:loading')} />;
  if (preview.state === 'failed') return <p>{t('papers:noPreview')}</p>;

  const drag = (event: PointerEvent<HTMLElement>, edge: Edge): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return;
    const share =
      edge === 'left' || edge === 'right'
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height;
    props.onCrop(moveEdge(crop, edge, share));
  };
  const key = (event: KeyboardEvent, edge: Edge): void => {
    const sideways = edge === 'left' || edge === 'right';
    const forward = event.key === (sideways ? 'ArrowRight' : 'ArrowDown');
    const backward = event.key === (sideways ? 'ArrowLeft' : 'ArrowUp');
    if (!forward && !backward) return;
    event.preventDefault();
    const inwards = edge === 'left' || edge === 'top' ? forward : backward;
    props.onCrop(stepEdge(crop, edge, inwards));
  };
  const percent = (share: number): string => `${share * 100}%`;
  const inner = {
    left: percent(crop.x),
    top: percent(crop.y),
    width: percent(crop.width),
    height: percent(crop.height),
  };
  return (
    <div className="crop-frame" ref={frame}>
      <img src={preview.url} alt="" draggable={false} />
      <div className="crop-shade">
        <div className="crop-kept" style={inner} />
      </div>
      {EDGES.map((edge) => (
        <span
          key={edge}
          role="slider"
          tabIndex={0}
          aria-label={edgeText(edge, t)}
          aria-orientation={edge === 'left' || edge === 'right' ? 'horizontal' : 'vertical'}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(edgeAt(crop, edge) * 100)}
          className={`crop-handle crop-${edge}${edge === props.active ? ' crop-handle-active' : ''}`}
          style={
            edge === 'left' || edge === 'right'
              ? { left: percent(edgeAt(crop, edge)), top: percent(crop.y + crop.height / 2) }
              : { top: percent(edgeAt(crop, edge)), left: percent(crop.x + crop.width / 2) }
          }
          onFocus={() => props.onActive(edge)}
          onKeyDown={(event) => key(event, edge)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            props.onActive(edge);
          }}
          onPointerMove={(event) => drag(event, edge)}
        />
      ))}
    </div>
  );
}
