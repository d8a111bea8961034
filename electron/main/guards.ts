/** What a page may not do: leave, open windows, download, use devices, reach the network. */
import type { Session, WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol';

/** Whether the camera may be used now; main sets it as the core tells. */
export type CameraGate = { allowed: boolean };

/** The discard port of this machine (RFC 863), where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

/** Denies everything by default on `session`; the camera alone, and only through the gate. */
export function guardSession(session: Session, camera: CameraGate): void {
  const isKioskPage = (url: string | undefined) => url?.startsWith(`${APP_ORIGIN}/`) ?? false;

  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const wantsOnlyVideo =
      permission === 'media' &&
      'mediaTypes' in details &&
      details.mediaTypes?.length === 1 &&
      details.mediaTypes[0] === 'video';
    callback(
      wantsOnlyVideo && camera.allowed && details.isMainFrame && isKioskPage(contents.getURL()),
    );
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    if (permission !== 'media' || details.mediaType !== 'video') return false;
    return camera.allowed && details.isMainFrame && isKioskPage(contents?.getURL());
  });
  session.setDevicePermissionHandler(() => false);
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: NOWHERE,
    proxyBypassRules: '<-loopback>',
  });
  session.on('will-download', (event) => event.preventDefault());
  // The page's files come through the app protocol; whatever else asks for the network is refused.
  session.webRequest.onBeforeRequest((details, callback) => {
    const url = new URL(details.url);
    const own = url.protocol === 'app:' || url.protocol === 'blob:' || url.protocol === 'devtools:';
    callback({ cancel: !own });
  });
}

/** Holds `contents` to the page it was opened with. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }) => event.preventDefault();
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', stay);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Peer connections are held by neither the policy's connect-src nor the request filter: no UDP,
  // and TCP only by the session's proxy, which leads nowhere.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
