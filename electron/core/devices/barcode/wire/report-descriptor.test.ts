import { describe, expect, it } from 'vitest';
import { describedLayout, isBarCodeScanner } from './described-layout';
import { LAYOUT_A } from './layouts';
import { readReportDescriptor } from './report-descriptor';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));

/** As real readers of layout A describe themselves. */
const DESCRIPTOR_A = `
  058c 0902 a101 0912 a102 8502 1500 26ff00 7508 9501 0501 093b 8102
  9503 058c 09fb 09fc 09fd 8102 9538 09fe 820201 9502 0666ff 0904 0900 8102
  058c 9501 7501 2501 09ff 8102 7507 8103 c0 c0`;

/** Length and data only, report id 5, 60 bytes of data, and a feature report 254. */
const DESCRIPTOR_PLAIN = `
  058c 0902 a101 0912 a102 8505 7508 9501 0501 093b 8102 953c 058c 09fe 820201 c0
  85fe 0666ff 0901 7508 9501 b102 c0`;

describe('a report descriptor', () => {
  it('of layout A says what layout A says', () => {
    const descriptor = readReportDescriptor(bytes(DESCRIPTOR_A));
    expect(descriptor.collections).toEqual([{ page: 0x8c, usage: 2 }]);
    expect(descriptor.collections.some(isBarCodeScanner)).toBe(true);
    expect(describedLayout(descriptor)).toEqual(LAYOUT_A);
  });

  it('may put things elsewhere, without identifier and continuation', () => {
    const descriptor = readReportDescriptor(bytes(DESCRIPTOR_PLAIN));
    expect(descriptor.featureReports).toEqual(new Set([254]));
    expect(describedLayout(descriptor)).toEqual({
      reportId: 5,
      lengthAt: 1,
      dataAt: 2,
      dataMax: 60,
    });
  });

  it('of a keyboard tells no layout', () => {
    const keyboard = `05010906a1010507 19e029e7 15002501 75019508 8102 95017508 8103
      0507 19002965 1500 2565 7508 9506 8100 c0`;
    const descriptor = readReportDescriptor(bytes(keyboard));
    expect(descriptor.collections).toEqual([{ page: 1, usage: 6 }]);
    expect(descriptor.inputs[0]?.usages).toHaveLength(8);
    expect(describedLayout(descriptor)).toBeUndefined();
  });

  it('that is cut off, or whose data starts within a byte, tells no layout', () => {
    expect(
      describedLayout(readReportDescriptor(bytes(DESCRIPTOR_A).subarray(0, 35))),
    ).toBeUndefined();
    const crooked = DESCRIPTOR_A.replace('8502', '8502 7503 9501 8103');
    expect(describedLayout(readReportDescriptor(bytes(crooked)))).toBeUndefined();
  });

  it('understands usages that carry their page, pushed settings and long items', () => {
    const tricky = `058c 0902 a101 8503 7508 9501 a4 0507 0b3b000100 8102 b4
      fe0200aabb 9538 09fe 8102 c0`;
    expect(describedLayout(readReportDescriptor(bytes(tricky)))).toEqual({
      reportId: 3,
      lengthAt: 1,
      dataAt: 2,
      dataMax: 56,
    });
  });
});
