import { type DragEvent, useRef, useState } from 'react';
import type { PageView, ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Drawing, Notice, Screen, Waiting } from '../../components';
import { FaultEntryFor } from '../../faults/fault-entry';
import { AddWays } from './add-ways';
import { CameraWay, useHasCamera } from './camera-way';
import { CardOffer } from './card-offer';
import { ComponentSteps } from './component-steps';
import { PagePanel } from './page-panel';
import './papers.css';
import { PhonePanelPlace, PhoneWay } from './phone-way';
import { ScanProgress } from './scan-progress';
import { ScannerPanelButton } from './scanner-panel';
import { Thumbnails } from './thumbnails';
import { useUploads } from './use-uploads';

const ACCEPTED = 'application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png';

/** A page that was chosen to be looked at, and its place, should another page take it. */
interface Chosen {
  readonly componentId: string;
  readonly pageId: string;
  readonly at: number;
}

/** The chosen page; once it was replaced or removed, the one in its place. */
function chosenPage(
  pages: readonly PageView[],
  componentId: string,
  chosen: Chosen | null,
): PageView | undefined {
  if (chosen?.componentId !== componentId) return undefined;
  return pages.find(({ id }) => id === chosen.pageId) ?? pages[chosen.at];
}

/** The pages of one required paper: scan or add files, look at them, put them right. */
export function PapersScreen({ screen }: { readonly screen: ScreenOf<'papers'> }) {
  const { t, local, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure() ?? screen.failure;
  const uploads = useUploads();
  const picker = useRef<HTMLInputElement>(null);
  const replacing = useRef<string | undefined>(undefined);
  const hasCamera = useHasCamera();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [over, setOver] = useState(false);
  const [bothSides, setBothSides] = useState(false);
  const current = screen.components[screen.current];
  if (current === undefined) return null;

  const { component, pages } = current;
  const bring = component.handling === 'bring';
  const selected = chosenPage(pages, component.id, chosen) ?? pages.at(-1) ?? null;
  const selectedNumber = selected === null ? 0 : pages.indexOf(selected) + 1;
  const busy = screen.busy || uploads.now !== null;
  const scanner = screen.scanner;

  /** The page to look at from now on; null: the newest. */
  const choose = (pageId: string | null | undefined): void => {
    const at = pages.findIndex(({ id }) => id === pageId);
    setChosen(pageId && at >= 0 ? { componentId: component.id, pageId, at } : null);
  };
  const scan = (how: { place?: 'auto' | 'flatbed'; replacePageId?: string } = {}) => {
    choose(how.replacePageId);
    return act(() => core.papers.scan({ componentId: component.id, bothSides, ...how }));
  };
  const pick = (replacePageId?: string): void => {
    replacing.current = replacePageId;
    picker.current?.click();
  };
  const add = (files: readonly File[], replacePageId?: string): void => {
    choose(replacePageId);
    void uploads.start(files, { componentId: component.id, replacePageId });
  };
  const addPhoto = (file: File, replacePageId?: string): void => {
    choose(replacePageId);
    void uploads.start([file], { componentId: component.id, replacePageId, origin: 'photo' });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!bring && !busy) add([...event.dataTransfer.files]);
  };

  const actions = (
    <>
      <AddWays
        scanner={scanner}
        busy={busy}
        onScan={(place) => void scan({ place })}
        onFile={() => pick()}
        bothSides={bothSides}
        onBothSides={setBothSides}
        troubleSaid={failure !== null}
      >
        <CameraWay hasCamera={hasCamera} isDisabled={busy} onPicture={(file) => addPhoto(file)} />
        <PhoneWay phone={screen.phone} isDisabled={busy} />
      </AddWays>
      {screen.scannerPanel === null ? null : <ScannerPanelButton panel={screen.scannerPanel} />}
    </>
  );
  const title = local(component.name);
  const hints = [
    ...(component.hint === undefined ? [] : [local(component.hint)]),
    // Once there are pages, people know how; the room is better used for the pages.
    ...(bring || pages.length > 0
      ? []
      : [
          scanner === null
            ? t('papers:hintFile')
            : scanner.feeder
              ? t('papers:hintFeeder')
              : t('papers:hintScan'),
        ]),
  ];
  const goOn =
    pages.length > 0
      ? t('papers:enough')
      : current.required || bring
        ? t('common:continue')
        : t('papers:without');
  return (
    <Screen
      title={title}
      hint={hints.length === 0 ? undefined : hints.map((line) => <p key={line}>{line}</p>)}
      layout="wide"
      step={t('papers:step', { number: screen.current + 1, of: screen.components.length })}
      speak={[title, ...hints, ...(bring ? [t('papers:bring')] : [])]}
      hideFailure
      primary={{
        label: goOn,
        isDisabled: busy,
        variant: pages.length === 0 && !current.required && !bring ? 'secondary' : 'primary',
        onPress: () => act(() => core.papers.continue()),
      }}
    >
      {screen.components.length > 1 ? (
        <ComponentSteps
          components={screen.components}
          current={screen.current}
          onOpen={(componentId) => void act(() => core.papers.goTo({ componentId }))}
        />
      ) : null}
      {failure === null || busy ? null : (
        <Notice kind="error">
          <p>{reason(failure)}</p>
          {failure.details?.sheet === undefined ? null : (
            <p>
              {t('papers:feedAgain', {
                count: Number(failure.details.pages),
                sheet: Number(failure.details.sheet),
              })}
            </p>
          )}
          <FaultEntryFor reason={failure.reason} />
        </Notice>
      )}
      {uploads.refused.map((each) => (
        <Notice key={each.name} kind="error" title={t('papers:refused', { name: each.name })}>
          <p>{reason(each.failure)}</p>
        </Notice>
      ))}
      {bring ? (
        <div className="papers-empty">
          <Drawing name="slip" />
          <p>{t('papers:bring')}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way, not the only
        <div
          className={`papers-drop${over ? ' papers-drop-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          {uploads.now === null ? null : (
            <Waiting
              label={t('papers:adding', { number: uploads.now.number, of: uploads.now.of })}
              {...(uploads.now.share < 1
                ? { progress: uploads.now.share }
                : { hint: t('papers:reading') })}
              onCancel={{ label: t('papers:stop'), onPress: uploads.stop }}
            />
          )}
          {screen.scanning === null ? null : (
            <ScanProgress scanning={screen.scanning} number={pages.length + 1} />
          )}
          {screen.busy && screen.scanning === null && uploads.now === null ? (
            <Waiting label={t('papers:reading')} />
          ) : null}
          <CardOffer pages={pages} selected={selected?.id ?? null} busy={busy} onCombine={choose} />
          {pages.length === 0 ? (
            <div className="papers-empty">
              <Drawing name={scanner === null ? 'slip' : 'paperOnGlass'} />
              <div className="stack">
                <p className="papers-empty-words">
                  {scanner === null ? t('papers:emptyFile') : t('papers:emptyScan')}
                </p>
                {actions}
              </div>
            </div>
          ) : (
            <div className="papers-columns">
              <Thumbnails
                pages={pages}
                selected={selected?.id ?? null}
                onSelect={choose}
                addLabel={scanner === null ? t('papers:addFile') : t('papers:scan')}
                onAdd={() => (scanner === null ? pick() : void scan())}
                busy={busy}
              />
              {selected === null ? null : (
                <PagePanel
                  key={selected.id}
                  page={selected}
                  number={selectedNumber}
                  of={pages.length}
                  onScanAgain={
                    scanner === null ? null : () => void scan({ replacePageId: selected.id })
                  }
                  busy={busy}
                  onReplaceFile={() => pick(selected.id)}
                  hasCamera={hasCamera}
                  onPhoto={(file) => addPhoto(file, selected.id)}
                />
              )}
            </div>
          )}
          {pages.length === 0 ? null : actions}
          <input
            ref={picker}
            type="file"
            hidden
            multiple
            accept={ACCEPTED}
            aria-label={t('papers:addFile')}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              add(files, replacing.current);
            }}
          />
        </div>
      )}
      <PhonePanelPlace phone={screen.phone} />
    </Screen>
  );
}
