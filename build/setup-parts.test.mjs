import { describe, expect, it } from 'vitest';
import { isOwnNodeGood } from './node-runtime.mjs';
import { matches } from './npm-packages.mjs';
import { parseUser } from './ordinary-user.mjs';
import { missingLibraries } from './system-packages.mjs';

describe('isOwnNodeGood', () => {
  it('wants Node-API 10, which the database addon is built for, and Node 24', () => {
    expect(isOwnNodeGood({ napi: '9', node: '20.20.2' })).toBe(false);
    expect(isOwnNodeGood({ napi: '10', node: '22.14.0' })).toBe(false);
    expect(isOwnNodeGood({ napi: '10', node: '24.21.0' })).toBe(true);
    expect(isOwnNodeGood({ napi: '11', node: '26.1.0' })).toBe(true);
    expect(isOwnNodeGood({ node: '24.0.0' })).toBe(false);
  });
});

describe('matches', () => {
  const locked = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-win32': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  };

  it('is content when only optional packages of other systems are missing', () => {
    expect(matches(locked, { 'node_modules/a': locked['node_modules/a'] })).toBe(true);
  });

  it('sees a missing, another and a superfluous package', () => {
    expect(matches(locked, {})).toBe(false);
    expect(matches(locked, { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-c' } })).toBe(
      false,
    );
    expect(
      matches(locked, {
        'node_modules/a': locked['node_modules/a'],
        'node_modules/old': { version: '1.0.0', integrity: 'sha512-o' },
      }),
    ).toBe(false);
  });
});

describe('parseUser', () => {
  const passwd =
    'root:x:0:0:root:/root:/bin/bash\nthu:x:1000:1001:Thử,,,:/home/thu:/bin/bash\nbroken line\n';

  it('finds a user by name or number', () => {
    const thu = { name: 'thu', uid: 1000, gid: 1001, home: '/home/thu' };
    expect(parseUser(passwd, (user) => user.name === 'thu')).toEqual(thu);
    expect(parseUser(passwd, (user) => user.uid === 1000)).toEqual(thu);
    expect(parseUser(passwd, (user) => user.name === 'nobody')).toBeNull();
  });
});

describe('missingLibraries', () => {
  it('names what ldd does not find', () => {
    const ldd =
      '\tlinux-vdso.so.1 (0x00007ffd)\n\tlibnss3.so => not found\n' +
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n\tlibgbm.so.1 => not found\n';
    expect(missingLibraries(ldd)).toEqual(['libnss3.so', 'libgbm.so.1']);
    expect(missingLibraries('\tstatically linked\n')).toEqual([]);
  });
});
