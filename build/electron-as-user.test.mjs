import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from './project.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dong-hanh-wrapper-'));
  // Stands in for the real one, which only root may use: says the rights it was asked for, then
  // runs the program.
  writeFileSync(
    join(folder, 'setpriv'),
    `#!/bin/sh
rights=
while :; do case $1 in --*) rights="$rights$1 "; shift ;; *) break ;; esac; done
[ "$1" = sh ] || printf '%s\\n' "$rights"
exec "$@"
`,
    { mode: 0o755 },
  );
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\nprintf "<%s>\\n" "$HOME" "$@"\n', {
    mode: 0o755,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {string[]} args
 * @param {string[]} reads
 */
function run(args, reads) {
  return execFileSync(inProject('build', 'electron-as-user.sh'), args, {
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      DONG_HANH_ELECTRON: join(folder, 'electron'),
      DONG_HANH_UID: '999',
      DONG_HANH_GID: '998',
      DONG_HANH_USER: 'thu',
      DONG_HANH_HOME: '/home/thu',
      DONG_HANH_READS: reads.join('\n'),
    },
  });
}

// A POSIX shell script; on Windows nobody is root.
describe.runIf(process.platform === 'linux')('electron-as-user.sh', () => {
  it('hands every argument on as it is and becomes Electron with the rights of the user', () => {
    const output = run(['--a b', '*', '', '--user-data-dir=/tmp'], [join(folder, 'electron')]);
    expect(output).toBe(
      '--reuid=999 --regid=998 --init-groups \n' +
        '</home/thu>\n<--a b>\n<*>\n<>\n<--user-data-dir=/tmp>\n',
    );
  });

  it('adds the right to read everything only when something cannot be read', () => {
    const rights = '--inh-caps=+dac_read_search --ambient-caps=+dac_read_search ';
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    expect(run(['x'], [closed])).not.toContain('dac_read_search');
    expect(run([`--user-data-dir=${join(folder, 'absent')}`], [])).not.toContain('dac_read_search');
    expect(run(['x'], [join(closed, 'gone')])).toContain(rights);
    if (process.getuid?.() === 0) return; // Root reads everything, so nothing is closed to it.
    chmodSync(closed, 0);
    expect(run([`--user-data-dir=${closed}`], [])).toContain(rights);
  });
});
