/** The field types with one value; lists are made of them. */
import type { FieldType } from '../../electron/contract/pack';
import { address } from './address/address';
import { choice } from './choice';
import { date } from './date';
import { email } from './email';
import type { FieldKind } from './kinds';
import { longText } from './long-text';
import { name } from './name';
import { number } from './number';
import { personalId } from './personal-id';
import { phone } from './phone';
import { text } from './text';
import { yesNo } from './yes-no';

export const SCALAR_KINDS: Record<Exclude<FieldType, 'list'>, FieldKind> = {
  text,
  longText,
  name,
  personalId,
  phone,
  email,
  date,
  choice,
  yesNo,
  number,
  address,
};
