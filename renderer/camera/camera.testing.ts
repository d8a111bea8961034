/** A camera in memory for tests: plugged, unplugged, busy, denied or hanging as a test says. */

import { CameraSession, type CameraState } from './camera-session';
import type { CameraInfo, CameraSource, Opened } from './camera-source';

export interface MemoryCamera {
  readonly info: CameraInfo;
  readonly torch: boolean;
}

export class MemoryCameras implements CameraSource {
  plugged: MemoryCamera[];
  fault: 'denied' | 'busy' | null = null;
  /** Opening never answers. */
  stuck = false;
  /** Ids opened and not closed, in order. */
  readonly inUse: string[] = [];
  readonly opened: Array<string | null> = [];
  readonly torches: boolean[] = [];
  readonly #lost = new Map<string, () => void>();
  #changed: (() => void) | null = null;
  #release: (() => void) | null = null;

  constructor(...cameras: MemoryCamera[]) {
    this.plugged = cameras;
  }

  get isListening(): boolean {
    return this.#changed !== null;
  }

  async list(): Promise<readonly CameraInfo[]> {
    return this.plugged.map(({ info }) => info);
  }

  async open(id: string | null): Promise<Opened> {
    this.opened.push(id);
    if (this.stuck) {
      await new Promise<void>((resolve) => {
        this.#release = resolve;
      });
    }
    if (this.fault !== null) return { ok: false, fault: this.fault };
    const found = id === null ? this.plugged[0] : this.plugged.find(({ info }) => info.id === id);
    if (found === undefined) return { ok: false, fault: 'none' };
    const { info, torch } = found;
    this.inUse.push(info.id);
    return {
      ok: true,
      camera: {
        id: info.id,
        // The session only hands it on.
        stream: { id: info.id } as MediaStream,
        hasTorch: torch,
        setTorch: async (on) => {
          this.torches.push(on);
        },
        onLost: (lost) => void this.#lost.set(info.id, lost),
        close: () => {
          this.#lost.delete(info.id);
          this.inUse.splice(this.inUse.indexOf(info.id), 1);
        },
      },
    };
  }

  onChange(changed: () => void): () => void {
    this.#changed = changed;
    return () => {
      this.#changed = null;
    };
  }

  /** The answer that never came, comes. */
  answerLate(): void {
    this.stuck = false;
    this.#release?.();
  }

  unplug(id: string): void {
    this.plugged = this.plugged.filter(({ info }) => info.id !== id);
    this.#lost.get(id)?.();
    this.#changed?.();
  }

  plug(camera: MemoryCamera, tell = true): void {
    this.plugged = [...this.plugged, camera];
    if (tell) this.#changed?.();
  }
}

export function camera(id: string, label = '', torch = false): MemoryCamera {
  return { info: { id, label }, torch };
}

/** A session on `cameras`, with every state it went through. */
export function sessionOn(cameras: MemoryCameras, choice: { id: string | null } = { id: null }) {
  const phases: string[] = [];
  let last: CameraState | null = null;
  const watched = { now: true };
  const session = new CameraSession({
    source: cameras,
    choice,
    changed: (state) => {
      last = state;
      if (phases.at(-1) !== state.phase) phases.push(state.phase);
    },
    isWatched: () => watched.now,
  });
  return { session, phases, choice, watched, shown: () => last };
}
