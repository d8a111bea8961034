/** The machine's cameras, as far as the kiosk needs them. Tests have one of their own. */

/** A camera that can be opened. The label is empty until a camera may be used. */
export interface CameraInfo {
  readonly id: string;
  readonly label: string;
}

/** Why a camera cannot be opened: there is none, it may not be used, something else holds it. */
export type CameraFault = 'none' | 'denied' | 'busy';

/** A camera that is open until `close`. */
export interface OpenCamera {
  readonly id: string;
  readonly stream: MediaStream;
  readonly hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  /** Calls back when the camera goes away by itself; never after `close`. */
  onLost(lost: () => void): void;
  close(): void;
}

export type Opened =
  | { readonly ok: true; readonly camera: OpenCamera }
  | { readonly ok: false; readonly fault: CameraFault };

export interface CameraSource {
  list(): Promise<readonly CameraInfo[]>;
  /** Opens camera `id`, or the one the browser thinks best. */
  open(id: string | null): Promise<Opened>;
  /** Calls back when a camera is plugged in or out; answers how to stop that. */
  onChange(changed: () => void): () => void;
}

/** The fault behind an error of getUserMedia (W3C Media Capture and Streams, 10.2). */
export function faultOf(error: unknown): CameraFault {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'none';
  }
}
