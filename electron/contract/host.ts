/**
 * Between main and core. `hostContract`: what the core may ask of main (Electron's powers).
 * `coreContract`: what main tells the core.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';

/** A finished HTML document to print; it has no script and loads nothing. */
export const PrintJob = z.object({
  html: z.string(),
  paper: z.enum(['a4', 'a5', 'roll80', 'roll58']),
  /** ASCII title for the print queue: queues mangle other letters, and it must say nothing. */
  title: z.string(),
});
export type PrintJob = z.infer<typeof PrintJob>;

export const hostContract = {
  /** System names of the printers, for systems without CUPS. */
  printers: oc.output(z.array(z.string())),
  /** Hands a job to a system's driver; `handedOver` says nothing about paper. */
  print: oc
    .input(z.object({ job: PrintJob, printer: z.string().nullable() }))
    .output(z.object({ handedOver: z.boolean(), message: z.string() })),
  /** Makes a PDF and answers it; nothing is written. */
  makePdf: oc.input(z.object({ job: PrintJob })).output(z.object({ base64: z.string() })),
  /** Makes a PDF and writes it to the folder for slips; answers the file name. */
  savePdf: oc
    .input(z.object({ job: PrintJob, fileName: z.string() }))
    .output(z.object({ saved: z.boolean(), path: z.string() })),
  /** Writes a file of figures whole into the folder for figures; answers its path. */
  saveFile: oc
    .input(z.object({ fileName: z.string(), base64: z.string() }))
    .output(z.object({ saved: z.boolean(), path: z.string() })),
  /** The camera may be used while cards are read or a paper is photographed, at no other time. */
  allowCamera: oc.input(z.object({ allowed: z.boolean() })).output(z.void()),
  /** Crashes the page on purpose and opens a fresh one, so that nothing stays in its memory. */
  wipePage: oc.output(z.void()),
};
export type HostContract = typeof hostContract;

/** What the core needs to start. The machine key never touches the disk in the clear. */
export const CoreStart = z.object({
  userDataFolder: z.string(),
  assetsFolder: z.string(),
  /** 32 bytes, base64. */
  machineKey: z.string(),
  /** The key could not be kept in the operating system's keystore. */
  keystoreWeak: z.boolean(),
  /** `ask`: the application starts anew; `continue`: only the core died, the page is still there. */
  recovery: z.enum(['ask', 'continue']),
  /** Offer a fictitious card and the panel of fake devices. */
  sample: z.boolean(),
});
export type CoreStart = z.infer<typeof CoreStart>;

/**
 * What travels on the line between main and core. `start` and `ready` begin it; `page`: a message of a page's connection, passed
 * on unread; `host`: calls of the core to main; `core`: calls of main to the core.
 */
export type CoreMessage =
  | { channel: 'start'; start: CoreStart }
  | { channel: 'ready' }
  | { channel: 'page'; page: number; data: unknown }
  | { channel: 'pageClosed'; page: number }
  | { channel: 'host'; data: unknown }
  | { channel: 'core'; data: unknown };

export const coreContract = {
  /** Finishes what is being written and closes the storage. */
  stop: oc.output(z.void()),
};
export type CoreContract = typeof coreContract;
