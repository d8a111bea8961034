/** What is wished of a new exchange. */
export interface ExchangeWish {
  /** Small letters, digits and "-". */
  point: string;
  /** Names or IP addresses the kiosks reach the server at; the first is written into their files. */
  addresses: string[];
  /** Address the server listens on. */
  listen: string;
  port: number;
  /** How many machines begin. */
  machines: number;
}

/** Makes the exchange in `folder`, which must not hold one yet. */
export function makeExchange(folder: string, wish: ExchangeWish): Promise<void>;

/** Adds one machine: its number, and the file to carry to it. */
export function addMachine(folder: string): { number: number; file: string };

/** Shuts machine `number` out. Takes effect when the server reads its file. */
export function revokeMachine(folder: string, number: number): void;
