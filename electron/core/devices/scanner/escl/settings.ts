/** The ScanSettings a job is started with: the form that sane-airscan sends and devices know. */

import type { ScanJob } from '../scanner';
import type { EsclCapabilities, InputCapabilities } from './capabilities';
import { chooseResolution } from './capabilities';
import { escapeXml } from './xml';

/** A4 in 1/300 inch. */
const A4 = { width: 2_480, height: 3_508 };

export type EsclSettings = { xml: string; dpi: number };

/** The settings for a job; undefined when the device cannot do it, whatever its state. */
export function settingsFor(
  capabilities: EsclCapabilities,
  job: ScanJob,
): EsclSettings | undefined {
  const twoSided = job.source === 'feeder' && job.duplex === true && !!capabilities.duplex;
  const input = inputFor(capabilities, job, twoSided);
  const dpi = input && chooseResolution(input, job.dpi);
  if (!input || dpi === undefined) return undefined;
  const source =
    job.source === 'flatbed'
      ? '<pwg:InputSource>Platen</pwg:InputSource>'
      : `<pwg:InputSource>Feeder</pwg:InputSource><scan:Duplex>${twoSided}</scan:Duplex>`;
  return {
    dpi,
    xml: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"',
      ' xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">',
      `<pwg:Version>${escapeXml(capabilities.version)}</pwg:Version>`,
      '<pwg:ScanRegions><pwg:ScanRegion>',
      '<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>',
      '<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>',
      `<pwg:Width>${Math.min(A4.width, input.maxWidth)}</pwg:Width>`,
      `<pwg:Height>${Math.min(A4.height, input.maxHeight)}</pwg:Height>`,
      '</pwg:ScanRegion></pwg:ScanRegions>',
      source,
      '<scan:ColorMode>RGB24</scan:ColorMode>',
      // Both spellings: 2.0 devices read the first, 2.1 devices the second.
      '<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>',
      '<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>',
      `<scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>`,
      '</scan:ScanSettings>',
    ].join('\n'),
  };
}

function inputFor(
  capabilities: EsclCapabilities,
  job: ScanJob,
  twoSided: boolean,
): InputCapabilities | undefined {
  if (job.source === 'flatbed') return capabilities.platen;
  return twoSided ? capabilities.duplex : capabilities.feeder;
}
