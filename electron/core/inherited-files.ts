/**
 * Lets go of what a core under plain Node inherited from Chromium. Imported for its effect, before
 * anything of the core's own is open.
 *
 * On Linux, main is a Chromium process; its sockets to pages and helpers and its shared memory are
 * not marked "close on exec" (Chromium closes them by hand in the processes it starts itself), so a
 * Node that main starts holds copies. As long as it does, main never hears that a page died: a wiped
 * page would not come back. A utility process is started by Chromium and has only its own.
 */
import { closeSync, readdirSync, readlinkSync } from 'node:fs';

/** Standard input and outputs, and the line to main, the fourth in main's list. */
const OWN_FILES = 4;
/** Where a process sees its open files, as links that say what they are. */
const OPEN_FILES = '/proc/self/fd';

function closeInherited(): void {
  for (const name of readdirSync(OPEN_FILES)) {
    if (Number(name) < OWN_FILES) continue;
    try {
      const target = readlinkSync(`${OPEN_FILES}/${name}`);
      if (/^socket:|^\/dev\/shm\//.test(target)) closeSync(Number(name));
    } catch {
      // The listing's own file: closed meanwhile.
    }
  }
}

const isUnderNode = process.versions.electron === undefined && process.send !== undefined;
if (process.platform === 'linux' && isUnderNode) closeInherited();
