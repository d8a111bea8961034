/** The five requests of eSCL to one device, each bounded in time and size. */

import type { NetworkScannerDelays, ScannerDelays } from '../delays';
import { MOST_PAGE_BYTES } from '../page-picture';
import type { ScannerTrouble } from '../scanner';
import type { HttpAnswer, HttpFailure } from './http';
import { send } from './http';
import type { EsclStatus } from './status';
import { readStatus } from './status';
import { MOST_XML_BYTES } from './xml';

/** Where a device is, and how it wants to be called. */
export type EsclAddress = {
  /** For instance http://192.0.2.7:80/eSCL, without a slash at the end. */
  baseUrl: string;
  /** Sends "Host: localhost", which some HP devices insist on. */
  host?: 'localhost';
};

export type LinkDelays = NetworkScannerDelays & Pick<ScannerDelays, 'pageDeadlineMs'>;

export type EsclLink = {
  capabilities(signal?: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  /** The device's status, or how asking failed. An unreadable status is 'garbage'. */
  status(signal?: AbortSignal): Promise<EsclStatus | HttpFailure>;
  /** Cannot be aborted: a job whose address was never heard could not be deleted either. */
  start(settingsXml: string): Promise<HttpAnswer | HttpFailure>;
  nextPage(jobPath: string, signal: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  /** Makes the device forget the job. Its answer does not matter. */
  remove(jobPath: string): Promise<void>;
};

/** Opens nothing: every request has a connection of its own. */
export function createLink(address: EsclAddress, delays: LinkDelays): EsclLink {
  const base = new URL(address.baseUrl);
  const common = {
    connectMs: delays.connectMs,
    answerMs: delays.answerMs,
    mostBytes: MOST_XML_BYTES,
    ...(address.host === undefined ? {} : { host: address.host }),
  };
  const below = (path: string) => {
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path}`;
    return url;
  };
  /** Job paths come from the device: only their path is used, on the address known to be right. */
  const onDevice = (path: string) => {
    const url = new URL(base);
    url.pathname = path;
    return url;
  };
  return {
    capabilities: (signal) =>
      send({ ...common, url: below('ScannerCapabilities'), method: 'GET', ...given(signal) }),
    async status(signal) {
      const answer = await send({
        ...common,
        url: below('ScannerStatus'),
        method: 'GET',
        ...given(signal),
      });
      if (answer.kind !== 'answer') return answer;
      const status = answer.status === 200 ? readStatus(answer.body) : undefined;
      return status ?? { kind: 'garbage' };
    },
    start: (body) => send({ ...common, url: below('ScanJobs'), method: 'POST', body }),
    nextPage: (path, signal) =>
      send({
        ...common,
        url: onDevice(`${path}/NextDocument`),
        method: 'GET',
        answerMs: delays.pageDeadlineMs,
        mostBytes: MOST_PAGE_BYTES,
        signal,
      }),
    async remove(path) {
      const { deleteMs } = delays;
      const url = onDevice(path);
      await send({ ...common, url, method: 'DELETE', connectMs: deleteMs, answerMs: deleteMs });
    },
  };
}

function given(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

const LONGEST_PATH = 512;

/**
 * Path of a new job from its Location header. The host in it is never used: devices answer with
 * names that nobody can resolve, or with other machines' addresses.
 */
export function jobPath(location: string | undefined, baseUrl: string): string | undefined {
  if (location === undefined || location.length > LONGEST_PATH) return undefined;
  const url = URL.parse(location, `${baseUrl}/ScanJobs/`);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined;
  const path = url.pathname.replace(/\/+$/, '');
  return path === '' ? undefined : path;
}

/** What a failed request says about the scanner. */
export function troubleOf(failure: HttpFailure): ScannerTrouble {
  const gone = failure.kind === 'unreachable' || failure.kind === 'cut';
  return gone ? 'SCANNER_UNPLUGGED' : 'SCANNER_FAILED';
}
