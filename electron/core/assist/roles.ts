/** Which role may do what: the one table. Every handler asks it; nothing else decides. */
import type { OfficePageName } from '../../contract/office/office';
import { PERMISSIONS, type Permission, type Role } from '../../contract/roles';

/** Four columns, in the order of `COLUMNS`. */
type Row = readonly [boolean, boolean, boolean, boolean];

const COLUMNS: readonly Role[] = ['volunteer', 'areaOfficer', 'wardOfficer', 'technician'];

/**
 * Least privilege: a technician mends machines and sees no resident's screen; residence and
 * identity belong to the police, so the sheet is the area officer's alone; exports and locked PINs
 * belong to the ward, which answers for the point.
 */
const TABLE: Readonly<Record<Permission, Row>> = {
  //                volunteer, area officer, ward officer, technician
  helpResident: [true, true, true, false],
  typeForResident: [true, true, true, false],
  enterOnBehalf: [true, true, true, false],
  useOfficerSheet: [false, true, false, false],
  seeBoard: [true, true, true, true],
  callQueue: [true, true, true, false],
  seeSummary: [true, true, true, false],
  exportCounts: [false, false, true, false],
  managePeople: [false, false, true, true],
  unlockPeople: [false, false, true, false],
  manageDevices: [false, false, false, true],
  reportFault: [true, true, true, true],
  mendFault: [false, false, false, true],
  train: [true, true, true, true],
  remoteHelp: [true, true, true, false],
  managePoint: [false, false, true, true],
};

/** Whether `role` may do `permission`. */
export function may(role: Role, permission: Permission): boolean {
  return TABLE[permission][COLUMNS.indexOf(role)] === true;
}

/** Everything `role` may do. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => may(role, permission));
}

/** What opening a page needs; the door needs nothing. */
export const PAGE_PERMISSION = {
  board: 'seeBoard',
  summary: 'seeSummary',
  people: 'managePeople',
  devices: 'manageDevices',
  training: 'train',
  remote: 'remoteHelp',
} as const satisfies Record<Exclude<OfficePageName, 'signIn'>, Permission>;

/** A page behind the door. */
export type InnerPage = keyof typeof PAGE_PERMISSION;

/** The pages `role` may open, in the order of the frame. */
export function pagesOf(role: Role): InnerPage[] {
  return (Object.keys(PAGE_PERMISSION) as InnerPage[]).filter((page) =>
    may(role, PAGE_PERMISSION[page]),
  );
}
