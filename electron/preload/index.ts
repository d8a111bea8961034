/**
 * Hands the page its port and nothing else. What the page posts goes to main, which checks the
 * sender of every message; what main sends goes to the page.
 */
import { ipcRenderer } from 'electron';
import { CORE_STATE, PAGE_HELLO, PAGE_LINE, PORT_MESSAGE } from '../contract/page-line';

const { port1, port2 } = new MessageChannel();

port1.onmessage = ({ data }) => ipcRenderer.send(PAGE_LINE, data);
ipcRenderer.on(PAGE_LINE, (_event, data: unknown) => port1.postMessage(data));
ipcRenderer.on(CORE_STATE, (_event, coreState: unknown) => port1.postMessage({ coreState }));

window.addEventListener('DOMContentLoaded', () => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [port2]);
  ipcRenderer.send(PAGE_HELLO);
});
