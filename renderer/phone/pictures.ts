/** Makes of what a phone holds what the machine takes: JPEG or PNG, within the limits. */

/** As large as the machine takes, with room. */
const MAX_BYTES = 25 * 1_048_576;
/** More than any paper needs: A4 at 400 dpi. */
const MAX_EDGE_PX = 4_700;
const QUALITY = 0.9;

/**
 * A JPEG or PNG of moderate size is left as it is. Others (HEIC where the phone can open it, very
 * large pictures) are drawn anew; what cannot be opened goes as it is, and the machine says why
 * not.
 */
export async function ready(file: Blob): Promise<Blob> {
  const plain = file.type === 'image/jpeg' || file.type === 'image/png';
  if (plain && file.size <= MAX_BYTES) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const share = Math.min(1, MAX_EDGE_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * share);
    canvas.height = Math.round(bitmap.height * share);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await jpegOf(canvas);
  } catch {
    return file;
  }
}

/** The picture that `video` shows now, at its full size. */
export async function still(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return jpegOf(canvas);
}

function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
      'image/jpeg',
      QUALITY,
    );
  });
}
