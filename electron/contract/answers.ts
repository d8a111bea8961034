/** Answers as they cross between processes. */
import { z } from 'zod';
import { Address, PartialDate } from './values';

/** Hard limit on any string in a call; longer input is refused before it is looked at. */
const MAX_WIRE_TEXT = 20_000;

const ScalarValue = z.union([
  z.string().max(MAX_WIRE_TEXT),
  z.number(),
  z.boolean(),
  PartialDate,
  Address,
  z.null(),
]);

/** One item of a list field: the values of its fields by key. */
export const ListItem = z.record(z.string(), ScalarValue);
export type ListItem = z.infer<typeof ListItem>;

/** The value of one field; `null` = left empty. */
export const FieldValue = z.union([ScalarValue, z.array(ListItem)]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * Where a value came from; shown as a tag ("từ thẻ", "máy điền sẵn", "như câu trước").
 */
export const Origin = z.enum(['resident', 'card', 'default', 'copied', 'point']);
export type Origin = z.infer<typeof Origin>;

export const Answer = z.object({ value: FieldValue, origin: Origin });
export type Answer = z.infer<typeof Answer>;
