/** The page the phone opens: built files beside the core's bundle, read when the panel opens. */
import { readFile } from 'node:fs/promises';

export type PhonePage = {
  html: Uint8Array;
  script: Uint8Array;
  style: Uint8Array;
};

/** Reads the page from `folder` (a URL that ends in "/"). */
export async function readPhonePage(folder: URL): Promise<PhonePage> {
  const [html, script, style] = await Promise.all(
    ['index.html', 'phone.js', 'phone.css'].map((name) => readFile(new URL(name, folder))),
  );
  if (!html || !script || !style) throw new Error('the page of the phone is not whole');
  return { html, script, style };
}
