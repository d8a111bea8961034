/** Who may work at a point besides residents. What each may do is one table: `core/assist/roles`. */
import { z } from 'zod';

export const ROLES = ['volunteer', 'areaOfficer', 'wardOfficer', 'technician'] as const;
/** Tình nguyện viên, cảnh sát khu vực, công chức phường, kỹ thuật viên. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** How much help a step or a dossier needed: tự làm, chỉ dẫn, cùng điền, làm hộ. */
export const LEVELS = ['self', 'guided', 'together', 'onBehalf'] as const;
export const AssistanceLevel = z.enum(LEVELS);
export type AssistanceLevel = z.infer<typeof AssistanceLevel>;
