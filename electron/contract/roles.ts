/** Who may work at a point besides residents. What each may do is one table: `core/assist/roles`. */
import { z } from 'zod';
import { LEVELS, ROLES } from './plain';

export { LEVELS, ROLES } from './plain';

/** Tình nguyện viên, cảnh sát khu vực, công chức phường, kỹ thuật viên. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** How much help a step or a dossier needed: tự làm, chỉ dẫn, cùng điền, làm hộ. */
export const AssistanceLevel = z.enum(LEVELS);
export type AssistanceLevel = z.infer<typeof AssistanceLevel>;

/** What somebody may be allowed to do; `core/assist/roles` says which role may what. */
export const PERMISSIONS = [
  /** Opens the help panel beside a resident's screen. */
  'helpResident',
  /** "Tôi nhập giúp": takes the keyboard, with the resident's leave. */
  'typeForResident',
  /** Enters a whole dossier, under the resident's spoken and pressed mandate. */
  'enterOnBehalf',
  /** The sheet for residence and identity procedures. */
  'useOfficerSheet',
  'seeBoard',
  'callQueue',
  'seeSummary',
  'exportCounts',
  /** Makes and removes helpers, gives a new PIN. */
  'managePeople',
  /** Opens a PIN locked after too many tries. */
  'unlockPeople',
  'manageDevices',
  'reportFault',
  'mendFault',
  'train',
  /** Sees by a 6-digit code where somebody on the phone stands. */
  'remoteHelp',
  /** Settings of the point. */
  'managePoint',
] as const;
export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;
