/** A receipt printer's paper: what comes over the AppSocket port, read back as a picture. */
import { createServer } from 'node:net';
import type { Grey } from './compare';

/** GS v 0: one raster picture in normal size. */
const RASTER = Buffer.of(0x1d, 0x76, 0x30, 0x00);
const HEAD_BYTES = 8;

export type Raster = { heights: number[]; widthBytes: number[]; rows: Buffer };

/** Rows of every raster command, as one picture; and the commands' sizes. */
export function rasterOf(bytes: Buffer): Raster {
  const raster: { heights: number[]; widthBytes: number[] } = { heights: [], widthBytes: [] };
  const rows: Buffer[] = [];
  let at = bytes.indexOf(RASTER);
  while (at >= 0) {
    const width = bytes.readUInt16LE(at + 4);
    const height = bytes.readUInt16LE(at + 6);
    raster.heights.push(height);
    raster.widthBytes.push(width);
    rows.push(bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + width * height));
    at = bytes.indexOf(RASTER, at + HEAD_BYTES + width * height);
  }
  return { ...raster, rows: Buffer.concat(rows) };
}

/** The picture as the paper shows it: a set bit is burnt black. */
export function pictureOf({ widthBytes, rows }: Raster): Grey {
  const [bytesOfRow = 0] = widthBytes;
  const width = bytesOfRow * 8;
  const height = bytesOfRow === 0 ? 0 : rows.length / bytesOfRow;
  const grey = new Uint8Array(width * height).fill(255);
  for (let dot = 0; dot < grey.length; dot += 1) {
    if ((rows[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) grey[dot] = 0;
  }
  return { width, height, grey };
}

export type ReceiptPaper = {
  port: number;
  /** Everything of the first connection that printed, when it has ended. */
  printed: Promise<Buffer>;
  close(): Promise<void>;
};

/** A listener that takes everything and answers nothing, as the cheapest printers do. */
export async function startReceiptPaper(): Promise<ReceiptPaper> {
  let came: (bytes: Buffer) => void = () => undefined;
  const printed = new Promise<Buffer>((resolve) => {
    came = resolve;
  });
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on('data', (bytes) => chunks.push(bytes));
    socket.on('error', () => undefined);
    socket.on('end', () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.includes(RASTER)) came(bytes);
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    printed,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
