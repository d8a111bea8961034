/** Helpers of this machine: made, unlocked, removed. */
import { z } from 'zod';
import { Role } from '../roles';

export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  onShift: z.boolean(),
  locked: z.boolean(),
  /** The one who looks at the page. */
  self: z.boolean(),
  may: z.object({ remove: z.boolean(), unlock: z.boolean(), resetPin: z.boolean() }),
});
export type PersonView = z.infer<typeof PersonView>;

export const PeoplePage = z.object({
  page: z.literal('people'),
  people: z.array(PersonView),
  /** Nobody could open a locked PIN. */
  noWardOfficer: z.boolean(),
});
export type PeoplePage = z.infer<typeof PeoplePage>;
