/** What the tests of the phone share: a way opened on this machine, and phones that use it. */
import { request as httpsRequest } from 'node:https';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '../../../contract/result';
import { createHttpsPhone } from './https-phone';
import { PHONE_LIMITS, type PhoneLimits } from './limits';
import type { PhoneEvents, PhoneLink, TakenPicture } from './phone';
import { loadWords } from './words';

const ASSETS = fileURLToPath(new URL('../../../../assets', import.meta.url));
const HERE = '127.0.0.1';

/** The first bytes of a JPEG, and enough after them. */
export function jpeg(bytes = 64): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(bytes - 4, 1)]);
}

export type Seen = {
  connected: number;
  confirmed: number;
  active: number;
  pictures: Uint8Array[];
  receiving: boolean[];
  ended: string[];
};

export type OpenWay = {
  link: PhoneLink;
  seen: Seen;
  url: URL;
  /** What the system says from now on that the machine's addresses are. */
  setAddresses(addresses: string[]): void;
};

export type WayOptions = {
  limits?: Partial<PhoneLimits>;
  mayTake?: () => Result<void>;
  picture?: (bytes: Uint8Array) => Promise<Result<TakenPicture>>;
};

/** Opens the real way on this machine's own address. */
export async function openWay(options: WayOptions = {}): Promise<OpenWay> {
  const seen: Seen = {
    connected: 0,
    confirmed: 0,
    active: 0,
    pictures: [],
    receiving: [],
    ended: [],
  };
  let addresses = [HERE];
  const text = (words: string) => new TextEncoder().encode(words);
  const events: PhoneEvents = {
    connected: () => {
      seen.connected += 1;
    },
    confirmed: () => {
      seen.confirmed += 1;
    },
    active: () => {
      seen.active += 1;
    },
    mayTake: options.mayTake ?? (() => ok(undefined)),
    receiving: (isReceiving) => void seen.receiving.push(isReceiving),
    picture:
      options.picture ??
      (async (bytes) => {
        seen.pictures.push(bytes);
        const arrived = seen.pictures.length;
        return ok({ quality: 'clear', arrived, left: PHONE_LIMITS.pictures - arrived });
      }),
    progress: () => ({ arrived: seen.pictures.length, left: 10, language: 'vi' }),
    ended: ({ reason }) => void seen.ended.push(reason),
  };
  const phone = createHttpsPhone({
    page: { html: text('<p>trang</p>'), script: text('1'), style: text('p{}') },
    words: await loadWords(ASSETS),
    limits: { ...PHONE_LIMITS, ...options.limits },
    interfaces: () => ({
      eth0: addresses.map((address) => ({
        address,
        netmask: '255.255.255.0',
        family: 'IPv4',
        mac: '02:00:00:00:00:01',
        internal: false,
        cidr: `${address}/24`,
      })),
    }),
    now: () => new Date('2026-11-21T08:00:00Z'),
    address: HERE,
  });
  const opened = await phone.open(events);
  if (!opened.ok) throw new Error(opened.failure.reason);
  return {
    link: opened.value,
    seen,
    url: new URL(opened.value.url),
    setAddresses: (next) => {
      addresses = next;
    },
  };
}

export type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: { failure?: { reason: string }; [name: string]: unknown };
  /** DER of the certificate the server showed. */
  certificate: Uint8Array;
};

export type Ask = {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** The address the phone comes from, in 127/8. */
  from?: string;
};

/** One request of a phone, on a connection of its own. Rejects when it is cut off. */
export function ask(url: URL, path: string, { method = 'GET', headers, body, from }: Ask = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const call = httpsRequest(
      {
        hostname: url.hostname,
        port: url.port,
        path,
        method,
        agent: false,
        rejectUnauthorized: false,
        localAddress: from,
        headers: {
          ...(method === 'POST' ? { origin: url.origin } : {}),
          ...(body ? { 'content-length': String(body.byteLength) } : {}),
          ...headers,
        },
      },
      (response) => {
        const socket = response.socket as unknown as {
          getPeerCertificate(): { raw: Uint8Array };
        };
        const certificate = socket.getPeerCertificate().raw;
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          let json: Reply['json'] = {};
          try {
            json = JSON.parse(text);
          } catch {
            // Not every answer is JSON.
          }
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json,
            certificate,
          });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** A phone that has opened the page: it carries its cookie from then on. */
export class Phone {
  readonly #way: { url: URL };
  readonly #from: string | undefined;
  cookie = '';

  constructor(way: { url: URL }, from?: string) {
    this.#way = way;
    this.#from = from;
  }

  /** A request to `name` below the token, with the cookie. */
  async ask(name: string, { headers, ...rest }: Ask = {}): Promise<Reply> {
    const { url } = this.#way;
    const reply = await ask(url, url.pathname + name, {
      ...rest,
      headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...headers },
      ...(this.#from ? { from: this.#from } : {}),
    });
    const set = reply.headers['set-cookie']?.[0];
    if (set) this.cookie = set.split(';')[0] ?? '';
    return reply;
  }

  post(name: string, more: Ask = {}): Promise<Reply> {
    return this.ask(name, { method: 'POST', ...more });
  }

  /** Opens the page and says that the words are the same. */
  async joins(): Promise<void> {
    for (const name of ['join', 'confirm']) {
      const { status } = await this.post(name);
      if (status !== 200) throw new Error(`${name}: ${status}`);
    }
  }

  sends(body: Uint8Array, headers: Record<string, string> = {}): Promise<Reply> {
    return this.post('picture', { body, headers: { 'content-type': 'image/jpeg', ...headers } });
  }
}
