import { describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission, ROLES } from '../../contract/roles';
import { may, pagesOf, permissionsOf } from './roles';

/** Written by hand from the plan, not from the table: y or - for the roles in their order. */
const EXPECTED: ReadonlyArray<readonly [Permission, string]> = [
  //                 volunteer, area officer, ward officer, technician
  ['helpResident', 'y y y -'],
  ['typeForResident', 'y y y -'],
  ['enterOnBehalf', 'y y y -'],
  ['useOfficerSheet', '- y - -'],
  ['seeBoard', 'y y y y'],
  ['callQueue', 'y y y -'],
  ['seeSummary', 'y y y -'],
  ['exportCounts', '- - y -'],
  ['managePeople', '- - y y'],
  ['unlockPeople', '- - y -'],
  ['manageDevices', '- - - y'],
  ['reportFault', 'y y y y'],
  ['mendFault', '- - - y'],
  ['train', 'y y y y'],
  ['remoteHelp', 'y y y -'],
  ['managePoint', '- - y y'],
];

describe('the role table', () => {
  it('has a row for every permission', () => {
    expect(EXPECTED.map(([permission]) => permission)).toEqual([...PERMISSIONS]);
    expect(ROLES).toEqual(['volunteer', 'areaOfficer', 'wardOfficer', 'technician']);
  });

  it.each(EXPECTED)('%s: %s', (permission, row) => {
    expect(ROLES.map((role) => (may(role, permission) ? 'y' : '-')).join(' ')).toBe(row);
  });

  it('gives each role its pages', () => {
    expect(pagesOf('volunteer')).toEqual(['board', 'summary', 'training', 'remote']);
    expect(pagesOf('areaOfficer')).toEqual(['board', 'summary', 'training', 'remote']);
    expect(pagesOf('wardOfficer')).toEqual(['board', 'summary', 'people', 'training', 'remote']);
    expect(pagesOf('technician')).toEqual(['board', 'people', 'devices', 'training']);
  });

  it('lets nobody do what no row names', () => {
    expect(permissionsOf('technician')).not.toContain('helpResident');
    expect(may('stranger' as never, 'seeBoard')).toBe(false);
  });
});
