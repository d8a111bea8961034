/** The resident's own phone as a scanner: what the kiosk shows of it, and the calls of its panel. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';
import { Failure } from './reasons';

/** The panel while it is open. */
export const OpenPhone = z.object({
  /** Where the phone goes; null while the way is being opened and after it was closed. */
  link: z
    .object({
      url: z.string(),
      /** Drawn from `url` by the core: a square of `size` modules, row by row, '1' = dark. */
      qr: z.object({ size: z.int(), modules: z.string() }),
      /** Told from this session's certificate; the phone shows the same. */
      words: z.array(z.string()),
    })
    .nullable(),
  /** A phone has opened the page. */
  connected: z.boolean(),
  /** The person has said that both screens show the same words. */
  confirmed: z.boolean(),
  /** A picture is on its way or is being read. */
  receiving: z.boolean(),
  /** Pages that arrived since the panel was opened, in their order. */
  arrived: z.array(z.string()),
  /** Pictures that may still be sent. */
  left: z.int(),
  /** Why the way is closed. */
  failure: Failure.nullable(),
});
export type OpenPhone = z.infer<typeof OpenPhone>;

/** What the screen of papers knows of phones. */
export const PhoneView = z.object({
  /** The point has switched it on. */
  available: z.boolean(),
  /** A practice phone stands in ("Gửi ảnh mẫu"). */
  sample: z.boolean(),
  open: OpenPhone.nullable(),
});
export type PhoneView = z.infer<typeof PhoneView>;

const act = oc.output(Outcome);

/** The calls of the panel. */
export const phoneContract = {
  /** Opens the way for one phone, for the paper on screen; a way that is open is closed first. */
  open: act,
  close: act,
  /** The practice phone sends a drawn paper; refused where none is shown. */
  sendSample: act,
};
