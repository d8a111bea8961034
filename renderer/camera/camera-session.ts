/**
 * One camera while a view of it is on the screen: opened, followed through everything that happens
 * to a donated camera, and let go. Knows no page; the view draws its state.
 */
import type { CameraFault, CameraSource, OpenCamera } from './camera-source';
import { chooseCamera, nextCamera } from './choose-camera';
import { CAMERA_TIMING } from './timing';

/**
 * `unplugged`, `busy` and `hanging` mend themselves: the session goes on trying. `denied` and
 * `none` are final.
 */
export type CameraPhase =
  | 'opening'
  | 'live'
  | 'unplugged'
  | 'busy'
  | 'hanging'
  | 'denied'
  | 'none'
  | 'closed';

export interface CameraState {
  readonly phase: CameraPhase;
  /** To be shown; there before the first picture has come. */
  readonly stream: MediaStream | null;
  /** null where the camera has no lamp. */
  readonly torch: boolean | null;
  /** There is another camera to change to. */
  readonly several: boolean;
}

const CLOSED: CameraState = { phase: 'closed', stream: null, torch: null, several: false };

/** The camera a person has chosen, kept while the visit lasts. */
export interface CameraChoice {
  id: string | null;
}

export interface CameraSessionOptions {
  readonly source: CameraSource;
  readonly choice: CameraChoice;
  readonly changed: (state: CameraState) => void;
  /** False while the page is not drawn: then no pictures come and nobody misses them. */
  readonly isWatched: () => boolean;
}

export class CameraSession {
  readonly #source: CameraSource;
  readonly #choice: CameraChoice;
  readonly #changed: (state: CameraState) => void;
  readonly #isWatched: () => boolean;
  #state: CameraState = CLOSED;
  #camera: OpenCamera | null = null;
  /** Grows with every try, so that an answer that comes too late is known as such. */
  #attempt = 0;
  #wasLive = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | null = null;

  constructor(options: CameraSessionOptions) {
    this.#source = options.source;
    this.#choice = options.choice;
    this.#changed = options.changed;
    this.#isWatched = options.isWatched;
  }

  get state(): CameraState {
    return this.#state;
  }

  start(): void {
    this.#stopListening = this.#source.onChange(() => this.#devicesChanged());
    this.#set({ phase: 'opening' });
    void this.#open(this.#choice.id);
  }

  /** A picture has come. */
  frame(): void {
    if (this.#camera === null) return;
    this.#wasLive = true;
    if (this.#state.phase !== 'live') this.#set({ phase: 'live' });
    this.#expectFrame();
  }

  /** Changes to the next camera and keeps it for the visit. */
  async switchCamera(): Promise<void> {
    const cameras = await this.#source.list();
    const next = nextCamera(cameras, this.#camera?.id ?? null);
    if (next === null || this.#state.phase === 'closed') return;
    this.#choice.id = next.id;
    this.#letGo();
    this.#set({ phase: 'opening' });
    await this.#open(next.id);
  }

  async setTorch(on: boolean): Promise<void> {
    const camera = this.#camera;
    if (!camera?.hasTorch) return;
    await camera.setTorch(on).catch(() => {});
    if (this.#camera === camera) this.#set({ torch: on });
  }

  /** Lets go of everything; the session is over. */
  close(): void {
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.#letGo();
    this.#state = CLOSED;
  }

  /** Tries to open a camera: `wanted` if it is there, else the one that suits best. */
  async #open(wanted: string | null): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#after(CAMERA_TIMING.openDeadlineMs, () => this.#hangs());
    const cameras = await this.#source.list().catch(() => []);
    if (attempt !== this.#attempt) return;
    const chosen = chooseCamera(cameras, wanted);
    let opened = await this.#source.open(chosen?.id ?? null);
    if (!opened.ok && opened.fault === 'none' && chosen !== null && attempt === this.#attempt) {
      // Listed, and gone by now: another one may do.
      opened = await this.#source.open(null);
    }
    if (attempt !== this.#attempt) {
      // Too late: nobody waits for it any more.
      if (opened.ok) opened.camera.close();
      return;
    }
    if (!opened.ok) {
      this.#refused(opened.fault);
      return;
    }
    const { camera } = opened;
    this.#camera = camera;
    camera.onLost(() => this.#lost(camera));
    this.#set({
      stream: camera.stream,
      torch: camera.hasTorch ? false : null,
      several: cameras.length > 1,
    });
    this.#expectFrame();
  }

  #refused(fault: CameraFault): void {
    clearTimeout(this.#timer);
    if (fault === 'denied') {
      this.#set({ phase: 'denied' });
    } else if (fault === 'none' && !this.#wasLive) {
      this.#set({ phase: 'none' });
    } else {
      this.#set({ phase: fault === 'busy' ? 'busy' : 'unplugged' });
      this.#tryLater();
    }
  }

  #lost(camera: OpenCamera): void {
    if (this.#camera !== camera) return;
    this.#wasLive = true;
    this.#letGo();
    this.#set({ phase: 'unplugged' });
    this.#tryLater();
  }

  /** No picture for too long, or no answer at all. */
  #hangs(): void {
    if (!this.#isWatched()) {
      this.#expectFrame();
      return;
    }
    this.#attempt += 1;
    const opened = this.#camera !== null;
    this.#letGo();
    this.#set({ phase: 'hanging' });
    // A driver that has not answered needs a rest; one that fell silent is opened anew at once.
    if (opened) void this.#open(this.#choice.id);
    else this.#tryLater();
  }

  #devicesChanged(): void {
    const { phase } = this.#state;
    if (phase === 'unplugged' || phase === 'busy') void this.#open(this.#choice.id);
    else if (phase === 'live') void this.#countCameras();
  }

  async #countCameras(): Promise<void> {
    const cameras = await this.#source.list().catch(() => []);
    if (this.#state.phase === 'live') this.#set({ several: cameras.length > 1 });
  }

  #tryLater(): void {
    this.#after(CAMERA_TIMING.retryMs, () => void this.#open(this.#choice.id));
  }

  #expectFrame(): void {
    this.#after(CAMERA_TIMING.silenceMs, () => this.#hangs());
  }

  /** One timer at a time: each wait replaces the one before. */
  #after(ms: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, ms);
  }

  #letGo(): void {
    const camera = this.#camera;
    this.#camera = null;
    camera?.close();
    this.#state = { ...this.#state, stream: null, torch: null };
  }

  #set(change: Partial<CameraState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}
