/** What the rest of the core holds of the health of devices. */
import type { CardTest, DeviceLine, DeviceView } from '../../../contract/devices';
import type { PrintProgress } from '../../../contract/printers';
import type { Screen } from '../../../contract/view';
import type { PanelReader } from '../barcode/fakes/fake-panel';
import type { BarcodeReader, Scan } from '../barcode/reader';
import type { ReaderHub } from '../barcode/reader-hub';
import type { LogRing } from './log-ring';
import type { TestBook } from './test-book';

/** What a technician is trying out; gone with the page. */
export type Trials = {
  looking: boolean;
  card: { waiting: boolean; result: CardTest | null };
  print: { label: string; state: 'printing' | 'askPaper'; progress: PrintProgress | null } | null;
  savedAs: string | null;
};

export type DeviceHealth = {
  /** Every device found. */
  list(): DeviceView[];
  /** One line for each kind. */
  lines(): DeviceLine[];
  /** Calls back after every change; returns how to stop. */
  onChange(listener: () => void): () => void;
  /** The drivers of readers are loaded after the first screen: until then there is no hub. */
  readers(): ReaderHub | null;
  /** The practice reader's panel, where there is one. */
  readerPanel(): PanelReader | null;
  attachReaders(hub: ReaderHub, panel: PanelReader | null): void;
  /** The reader of `list` with this id. */
  reader(id: string): BarcodeReader | undefined;
  /** Follows what is on the screen: with the technician's page go all trials. */
  follow(screen: Screen): void;
  trials: Trials;
  /** A keyboard-mode reader typed this into the page: its letters are judged, nothing is kept. */
  typed(text: string): void;
  /** Takes a scan as the trial that is waited for; answers whether one was. */
  tryCard(text: Scan['text'], via: CardTest['via'], label: string, symbology?: string): boolean;
  tests: TestBook;
  log: LogRing;
};
