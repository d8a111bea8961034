/**
 * Hands the page its port and nothing else. What the page posts goes to main, which checks the
 * sender of every message; what main sends goes to the page.
 */
import { ipcRenderer } from 'electron';
import {
  CORE_STATE,
  PAGE_HELLO,
  PAGE_LINE,
  PORT_MESSAGE,
  PORT_REQUEST,
} from '../contract/page-line';

let port: MessagePort | null = null;

ipcRenderer.on(PAGE_LINE, (_event, data: unknown) => port?.postMessage(data));
ipcRenderer.on(CORE_STATE, (_event, coreState: unknown) => port?.postMessage({ coreState }));

// The page asks when it listens; an answer sent earlier would be lost.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== PORT_REQUEST) return;
  port?.close();
  const { port1, port2 } = new MessageChannel();
  port = port1;
  port1.onmessage = ({ data }) => ipcRenderer.send(PAGE_LINE, data);
  window.postMessage(PORT_MESSAGE, window.location.origin, [port2]);
  ipcRenderer.send(PAGE_HELLO);
});
