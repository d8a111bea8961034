/** The pages helpers, officers and technicians see at a machine nobody uses. */
import { z } from 'zod';
import { Permission, Role } from '../roles';
import { BoardPage } from './board';
import { DevicesPage } from './devices';
import { PeoplePage } from './people';
import { RemotePage } from './remote';
import { SignInPage } from './sign-in';
import { SummaryPage } from './summary';
import { TrainingPage } from './training';

export const OfficePage = z.discriminatedUnion('page', [
  SignInPage,
  BoardPage,
  SummaryPage,
  PeoplePage,
  DevicesPage,
  TrainingPage,
  RemotePage,
]);
export type OfficePage = z.infer<typeof OfficePage>;
export type OfficePageName = OfficePage['page'];
export type OfficePageOf<N extends OfficePageName> = Extract<OfficePage, { page: N }>;

/** Who is signed in, for the frame around every page. */
export const SignedInView = z.object({
  name: z.string(),
  role: Role,
  may: z.array(Permission),
  /** Pages this role may open. */
  pages: z.array(z.enum(['board', 'summary', 'people', 'devices', 'training', 'remote'])),
});
export type SignedInView = z.infer<typeof SignedInView>;
