/** The registry of field types: one entry per type of the pack format. */
import type { FieldType } from '../../electron/contract/pack';
import type { FieldKind } from './kinds';
import { list } from './list';
import { SCALAR_KINDS } from './scalars';

export const FIELD_KINDS: Record<FieldType, FieldKind> = { ...SCALAR_KINDS, list };

export type { AnyField, FieldKind, InputProps, OutputProps, Words } from './kinds';
