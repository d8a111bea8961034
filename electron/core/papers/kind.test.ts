import { describe, expect, it } from 'vitest';
import * as files from '../../../tests/support/files/make-files';
import { checkFileSize, kindOf, refusalOf } from './kind';
import { MAX_FILE_BYTES } from './limits';

describe('kind of a file', () => {
  it('is decided by its first bytes', async () => {
    expect(kindOf(await files.pdfOf(1))).toBe('pdf');
    expect(kindOf(await files.jpegPage())).toBe('jpeg');
    expect(kindOf(await files.pngPage())).toBe('png');
    expect(kindOf(files.zip())).toBe('zip');
    expect(kindOf(new Uint8Array(0))).toBe('empty');
    expect(kindOf(new TextEncoder().encode('<svg xmlns="…"/>'))).toBe('unknown');
    expect(kindOf(Uint8Array.of(0xff))).toBe('unknown');
  });

  it.each(['heic', 'heix', 'mif1', 'msf1'])('knows phone photos of brand %s', (brand) => {
    expect(kindOf(files.heicStub(brand))).toBe('heic');
  });

  it('does not take a film for a photo', () => {
    expect(kindOf(files.heicStub('isom'))).toBe('unknown');
  });

  it('finds a PDF header behind a few bytes of rubbish, but not far inside a file', () => {
    expect(kindOf(Buffer.from(`\n\n${'x'.repeat(500)}%PDF-1.7`))).toBe('pdf');
    expect(kindOf(Buffer.from(`${'x'.repeat(2_000)}%PDF-1.7`))).toBe('unknown');
  });

  it('gives every refused kind its own reason', () => {
    expect(refusalOf('empty')?.failure.reason).toBe('FILE_EMPTY');
    expect(refusalOf('heic')?.failure.reason).toBe('FILE_HEIC');
    expect(refusalOf('zip')?.failure.reason).toBe('FILE_KIND_UNKNOWN');
    expect(refusalOf('pdf')).toBeUndefined();
  });
});

describe('size of a file', () => {
  it('refuses 500 MB by its declared size, saying the limit', () => {
    expect(checkFileSize(500 * 1024 * 1024)).toEqual({
      ok: false,
      failure: { reason: 'FILE_TOO_LARGE', details: { megabytes: 500, maxMegabytes: 30 } },
    });
  });

  it('takes a file of exactly the limit and refuses an empty one', () => {
    expect(checkFileSize(MAX_FILE_BYTES).ok).toBe(true);
    expect(checkFileSize(MAX_FILE_BYTES + 1).ok).toBe(false);
    expect(checkFileSize(0)).toMatchObject({ failure: { reason: 'FILE_EMPTY' } });
  });
});
