import { describe, expect, it } from 'vitest';
import { capabilitiesXml, statusXml } from '../../../../../tests/support/escl/fake-escl-server';
import { chooseResolution, readCapabilities } from './capabilities';
import { jobPath } from './link';
import { readStatus } from './status';

const bytes = (text: string) => new TextEncoder().encode(text);
const FULL = capabilitiesXml({ hasFeeder: true, makeAndModel: 'HP LaserJet 1', serial: 'S1' });

describe('capabilities of an eSCL device', () => {
  it('name its places, resolutions and sizes', () => {
    const input = { maxWidth: 2_550, maxHeight: 3_508, resolutions: [100, 200, 300] };
    expect(readCapabilities(bytes(FULL))).toEqual({
      version: '2.63',
      id: { vendor: 'HP', product: 'LaserJet 1', serial: 'S1' },
      label: 'HP LaserJet 1',
      platen: input,
      feeder: input,
      duplex: input,
    });
  });

  it('may give a range of resolutions', () => {
    const ranged = FULL.replaceAll(
      /<scan:DiscreteResolutions>.*?<\/scan:DiscreteResolutions>/g,
      '<scan:ResolutionRange><scan:XResolutionRange><scan:Min>75</scan:Min>' +
        '<scan:Max>300</scan:Max></scan:XResolutionRange></scan:ResolutionRange>',
    );
    expect(readCapabilities(bytes(ranged))?.platen?.resolutions).toEqual([200, 300]);
  });

  it('with control characters or direction marks in the name give a name without', () => {
    const odd = FULL.replace('HP LaserJet 1', 'HP\u202e &#7;Laser  Jet');
    expect(readCapabilities(bytes(odd))?.label).toBe('HP Laser Jet');
  });

  it('of something else are none', () => {
    expect(
      readCapabilities(bytes(statusXml('Idle', 'ScannerAdfEmpty', new Map()))),
    ).toBeUndefined();
    expect(readCapabilities(bytes('<html><body/></html>'))).toBeUndefined();
  });

  it.each([
    [[75, 200, 300], 200, 200],
    [[75, 300, 600], 200, 300],
    [[75, 100, 200], 300, 200],
    [[75, 100, 150], 200, undefined],
  ])('%j asked for %i dpi gives %s', (resolutions, wanted, given) => {
    const input = { maxWidth: 1, maxHeight: 1, resolutions };
    expect(chooseResolution(input, wanted)).toBe(given);
  });
});

describe('status of an eSCL device', () => {
  it('tells state, feeder and jobs', () => {
    const jobs = new Map([['a1', 'Processing']]);
    expect(readStatus(bytes(statusXml('Processing', 'ScannerAdfHatchOpen', jobs)))).toEqual({
      state: 'Processing',
      feeder: 'Open',
      jobs,
    });
  });

  it('with words nobody knows is unknown, not a fault', () => {
    expect(readStatus(bytes(statusXml('Napping', 'Full', new Map())))).toMatchObject({
      state: 'unknown',
      feeder: 'unknown',
    });
  });
});

describe('the address of a new job', () => {
  const BASE = 'http://192.0.2.7:8080/eSCL';
  it.each([
    ['http://may-quet.local/eSCL/ScanJobs/1/', '/eSCL/ScanJobs/1'],
    ['https://198.51.100.1:99/eSCL/ScanJobs/1?x=1#y', '/eSCL/ScanJobs/1'],
    ['/eSCL/ScanJobs/1', '/eSCL/ScanJobs/1'],
    ['1', '/eSCL/ScanJobs/1'],
    ['file:///etc/passwd', undefined],
    ['javascript:1', undefined],
    ['http://', undefined],
    ['/', undefined],
    [`/${'a'.repeat(600)}`, undefined],
    [undefined, undefined],
  ])('%s is %s', (location, path) => expect(jobPath(location, BASE)).toBe(path));
});
