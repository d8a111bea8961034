/**
 * A scanner that speaks eSCL, for tests. Debian's sane-airscan takes it for a real one, which
 * `fake-escl.test.ts` of the eSCL driver holds it to. Its quirks are those of real devices.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type EsclQuirks = {
  platen: Uint8Array | undefined;
  /** Sheets in the feeder, as pairs of sides when scanned on both. */
  feeder: Uint8Array[];
  hasFeeder: boolean;
  adfState: string | undefined;
  state: string | undefined;
  /** How an empty feeder is answered: 409 to the job, or 404 to its first page. */
  emptyAt: 'job' | 'page';
  /** What happens when this many pages have come: a jam, two sheets at once, an open cover. */
  jamAfter: number;
  doubleFeedAfter: number;
  openAfter: number;
  /** After this many pages the next is asked for and never answered. */
  hangAfter: number;
  /** What Location names: its own address, another host, or only a path. */
  location: 'own' | 'foreign' | 'path';
  /** So many 503 answers to a job, and before each page. */
  busyJobs: number;
  slowPages: number;
  retryAfterS: number | undefined;
  /** Canon MF410: so many answers of this status before the first page. */
  early: { status: 404 | 410; times: number };
  /** Brother L2710DW: 404 and "empty" for so many questions after each page. */
  false404: number;
  /** Serves only requests for the host "localhost", as some HP devices do. */
  localhostOnly: boolean;
  /** Ends the connection in the middle of this page (0 the first), and everything after it. */
  cutPage: number;
  /** Takes the request and never answers. */
  hang: 'ScannerCapabilities' | 'ScannerStatus' | 'ScanJobs' | 'NextDocument' | undefined;
  makeAndModel: string;
  serial: string;
};

export type EsclRequest = { line: string; host: string; body: string };
export type FakeEscl = {
  url: string;
  /** May be changed at any moment. */
  quirks: EsclQuirks;
  requests: EsclRequest[];
  /** Plugged in again after `cutPage`, with no memory of its jobs. */
  plugIn(): void;
  /** Jobs that were started and neither ended nor were deleted. */
  openJobs(): number;
  close(): Promise<void>;
};

const NAMESPACES =
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" ' +
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"';
const PROFILES =
  '<scan:SettingProfiles><scan:SettingProfile>' +
  '<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>' +
  '<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>' +
  '<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>' +
  '<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>' +
  `<scan:SupportedResolutions><scan:DiscreteResolutions>${[100, 200, 300]
    .map(
      (dpi) =>
        `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution>` +
        `<scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
    )
    .join('')}</scan:DiscreteResolutions></scan:SupportedResolutions>` +
  '</scan:SettingProfile></scan:SettingProfiles>';
const INPUT =
  '<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>' +
  `<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>${PROFILES}`;

/** ScannerCapabilities of the fake, also a starting point for spoilt ones. */
export function capabilitiesXml(quirks: Pick<EsclQuirks, 'hasFeeder' | 'makeAndModel' | 'serial'>) {
  const adf =
    `<scan:Adf><scan:AdfSimplexInputCaps>${INPUT}</scan:AdfSimplexInputCaps>` +
    `<scan:AdfDuplexInputCaps>${INPUT}</scan:AdfDuplexInputCaps>` +
    '<scan:AdfOptions><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions></scan:Adf>';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<scan:ScannerCapabilities ${NAMESPACES}>` +
    `<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>${quirks.makeAndModel}</pwg:MakeAndModel>` +
    `<pwg:SerialNumber>${quirks.serial}</pwg:SerialNumber>` +
    `<scan:Platen><scan:PlatenInputCaps>${INPUT}</scan:PlatenInputCaps></scan:Platen>` +
    `${quirks.hasFeeder ? adf : ''}</scan:ScannerCapabilities>`
  );
}

/** ScannerStatus of the fake. */
export function statusXml(state: string, adfState: string, jobs: ReadonlyMap<string, string>) {
  const infos = [...jobs].map(
    ([id, jobState]) =>
      `<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/${id}</pwg:JobUri>` +
      `<pwg:JobState>${jobState}</pwg:JobState></scan:JobInfo>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<scan:ScannerStatus ${NAMESPACES}>` +
    `<pwg:Version>2.63</pwg:Version><pwg:State>${state}</pwg:State>` +
    `<scan:AdfState>${adfState}</scan:AdfState>` +
    `<scan:Jobs>${infos.join('')}</scan:Jobs></scan:ScannerStatus>`
  );
}

/** Starts the fake at 127.0.0.1 on a free port, or on `port`, well and without paper. */
export async function startFakeEscl(given: Partial<EsclQuirks> = {}, port = 0): Promise<FakeEscl> {
  const quirks: EsclQuirks = {
    ...{ platen: undefined, feeder: [], hasFeeder: true, adfState: undefined, state: undefined },
    ...{ emptyAt: 'job', jamAfter: Infinity, doubleFeedAfter: Infinity, openAfter: Infinity },
    ...{ hangAfter: Infinity, location: 'own', busyJobs: 0 },
    ...{ slowPages: 0, retryAfterS: undefined, early: { status: 404, times: 0 }, false404: 0 },
    ...{ localhostOnly: false, cutPage: -1, hang: undefined, makeAndModel: 'Thử Nghiệm M1' },
    ...{ serial: 'TEST0001', ...given },
  };
  type Job = { feeder: boolean; pages: number; refused: number; lastRefused: number };
  const jobs = new Map<string, Job>();
  const states = new Map<string, string>();
  const requests: EsclRequest[] = [];
  let started = 0;
  let cut = false;
  const jammed = (job: Job) => job.feeder && job.pages >= quirks.jamAfter;
  const doubled = (job: Job) => job.feeder && job.pages >= quirks.doubleFeedAfter;
  const opened = (job: Job) => job.feeder && job.pages >= quirks.openAfter;

  function adfState(): string {
    if (quirks.adfState !== undefined) return quirks.adfState;
    const all = [...jobs.values()];
    if (all.some(jammed)) return 'ScannerAdfJam';
    if (all.some(doubled)) return 'ScannerAdfMultipickDetected';
    if (all.some(opened)) return 'ScannerAdfDoorOpen';
    const lying = all.some((job) => job.pages > 0 && job.lastRefused > 0);
    return quirks.feeder.length === 0 || lying ? 'ScannerAdfEmpty' : 'ScannerAdfLoaded';
  }
  function refuse(response: ServerResponse, status: number, retryAfterS?: number) {
    if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS));
    response.writeHead(status).end();
  }
  function startJob(body: string, response: ServerResponse) {
    const feeder = body.includes('<pwg:InputSource>Feeder');
    if (!body.includes('ScanSettings')) return refuse(response, 400);
    if (quirks.busyJobs > 0) {
      quirks.busyJobs -= 1;
      return refuse(response, 503, quirks.retryAfterS);
    }
    const unfit = /Jam|Multipick|Open/.test(adfState()) && feeder;
    const empty = feeder ? quirks.feeder.length === 0 : quirks.platen === undefined;
    if (unfit || (empty && quirks.emptyAt === 'job')) return refuse(response, 409);
    started += 1;
    const id = `job-${started}`;
    jobs.set(id, { feeder, pages: 0, refused: 0, lastRefused: 0 });
    states.set(id, 'Processing');
    const path = `/eSCL/ScanJobs/${id}`;
    const hosts = { own: url.origin, foreign: 'http://may-quet.invalid:8080', path: '' };
    response.setHeader('Location', `${hosts[quirks.location]}${path}`);
    response.writeHead(201).end();
  }
  function nextDocument(id: string, response: ServerResponse) {
    const job = jobs.get(id);
    if (!job) return refuse(response, 404);
    if (jammed(job) || doubled(job) || opened(job)) return refuse(response, 409);
    if (job.pages >= quirks.hangAfter) return;
    if (job.pages === 0 && job.refused < quirks.early.times) {
      job.refused += 1;
      return refuse(response, quirks.early.status);
    }
    if (job.lastRefused < (job.pages > 0 ? quirks.false404 : 0)) {
      job.lastRefused += 1;
      return refuse(response, 404);
    }
    if (job.refused < quirks.early.times + quirks.slowPages) {
      job.refused += 1;
      return refuse(response, 503, quirks.retryAfterS);
    }
    const page = job.feeder ? quirks.feeder[0] : job.pages === 0 ? quirks.platen : undefined;
    if (!page) {
      states.set(id, 'Completed');
      jobs.delete(id);
      return refuse(response, 404);
    }
    response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': page.length });
    if (job.pages === quirks.cutPage) {
      cut = true;
      response.write(page.subarray(0, page.length / 2), () => response.socket?.destroy());
      return;
    }
    if (job.feeder) quirks.feeder.shift();
    Object.assign(job, { pages: job.pages + 1, refused: quirks.early.times, lastRefused: 0 });
    response.end(page);
  }
  async function serve(request: IncomingMessage, response: ServerResponse) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const host = request.headers.host ?? '';
    requests.push({ line: `${request.method} ${request.url}`, host, body });
    if (cut) return void response.socket?.destroy();
    if (quirks.localhostOnly && !host.startsWith('localhost')) return refuse(response, 403);
    const [, root, what = '', id = '', last] = (request.url ?? '').split('/');
    if (root !== 'eSCL') return refuse(response, 404);
    if (quirks.hang === (last ?? what)) return;
    const xml = (text: string) =>
      void response.writeHead(200, { 'Content-Type': 'text/xml' }).end(text);
    const state = quirks.state ?? (jobs.size > 0 ? 'Processing' : 'Idle');
    if (what === 'ScannerCapabilities') return xml(capabilitiesXml(quirks));
    if (what === 'ScannerStatus') return xml(statusXml(state, adfState(), states));
    if (request.method === 'POST') return startJob(body, response);
    if (last === 'NextDocument') return nextDocument(id, response);
    states.set(id, 'Canceled');
    refuse(response, jobs.delete(id) ? 200 : 404);
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL`);
  return {
    url: url.href,
    quirks,
    requests,
    openJobs: () => jobs.size,
    plugIn() {
      cut = false;
      quirks.cutPage = -1;
      jobs.clear();
      states.clear();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
