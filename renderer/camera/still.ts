/** One picture in full size, as JPEG. */
import { CAMERA_TIMING } from './timing';

const JPEG_QUALITY = 0.92;

/** The still a driver makes by itself: often larger and sharper than a picture of the video. */
async function driverPhoto(track: MediaStreamTrack): Promise<Blob | null> {
  if (typeof ImageCapture === 'undefined') return null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), CAMERA_TIMING.photoDeadlineMs);
  });
  try {
    return await Promise.race([new ImageCapture(track).takePhoto(), tooLong]);
  } catch {
    // Many drivers have no still of their own.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function jpegOf(picture: HTMLVideoElement | ImageBitmap): Promise<Blob | null> {
  const video = picture instanceof HTMLVideoElement;
  const width = video ? picture.videoWidth : picture.width;
  const height = video ? picture.videoHeight : picture.height;
  if (width === 0 || height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  // Its memory is given back now, not when somebody collects it.
  canvas.width = 1;
  canvas.height = 1;
  return blob;
}

/** Takes a still of what `video` shows; null when its camera went away in between. */
export async function takeStill(video: HTMLVideoElement): Promise<Blob | null> {
  const stream = video.srcObject;
  const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
  if (track === undefined || track.readyState !== 'live') return null;
  const photo = await driverPhoto(track);
  if (photo === null || photo.size === 0) return jpegOf(video).catch(() => null);
  if (photo.type === 'image/jpeg') return photo;
  try {
    const bitmap = await createImageBitmap(photo);
    const blob = await jpegOf(bitmap);
    bitmap.close();
    return blob;
  } catch {
    return jpegOf(video).catch(() => null);
  }
}
