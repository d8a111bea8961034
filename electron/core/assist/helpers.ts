/**
 * The helpers of this machine. A name, a role and a sealed hash of the PIN are kept, and nothing
 * else about them; removing somebody erases name and PIN at once.
 */
import type Database from 'better-sqlite3';
import { MAX_HELPER_NAME_LENGTH } from '../../contract/people';
import { err, ok, type Result } from '../../contract/result';
import type { Role } from '../../contract/roles';
import type { VaultKey } from '../storage/vault';
import {
  checkNewPin,
  FREE_TRIES,
  hashPin,
  isPinShaped,
  LOCK_TRIES,
  verifyPin,
  waitLeft,
  waitMsAfter,
} from './pin';
import { may } from './roles';

export type Helper = { id: string; name: string; role: Role };

/** A helper as the people page needs it. */
export type HelperEntry = Helper & { locked: boolean };

export type HelperStore = {
  /** Helpers in the order of their names. */
  list(): HelperEntry[];
  find(id: string): HelperEntry | null;
  /** Makes the first technician; refused as soon as there is anybody. */
  createFirst(name: string, pin: string): Promise<Result<Helper>>;
  create(person: { name: string; role: Role; pin: string }, by: Helper): Promise<Result<Helper>>;
  /**
   * Whether `pin` is the helper's. The try is counted as wrong, with its wait, before the PIN is
   * looked at, and forgiven when it was right: whoever kills the machine in between gains nothing.
   */
  checkPin(id: string, pin: string): Promise<Result<Helper>>;
  /** Whether `by` may give this helper a new PIN, open or remove them. */
  mayResetPin(id: string, by: Helper): boolean;
  mayUnlock(id: string, by: Helper): boolean;
  mayRemove(id: string, by: Helper): boolean;
  resetPin(id: string, pin: string, by: Helper): Promise<Result<void>>;
  unlock(id: string, by: Helper): Result<void>;
  remove(id: string, by: Helper): Result<void>;
};

type Row = {
  id: string;
  name: string;
  role: Role;
  pin_salt: Buffer;
  pin_hash: Buffer;
  wrong_tries: number;
  wait_until: string | null;
};

/** What the sealed hash is for, so that no other sealed block opens in its place. */
const purposeOf = (id: string) => `helper pin ${id}`;

/** Names that differ only in capitals are the same name. */
const sameName = (a: string, b: string) => a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi');

/** NFC, one space between words, at most 60 letters. */
function cleanName(text: string): Result<string> {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') return err('FIELD_REQUIRED');
  if ([...name].length > MAX_HELPER_NAME_LENGTH) {
    return err('FIELD_TOO_LONG', { max: MAX_HELPER_NAME_LENGTH });
  }
  if (!/^[\p{L}\p{M}\p{N} .'’()·-]+$/u.test(name)) return err('FIELD_BAD_CHARACTERS');
  return ok(name);
}

/**
 * Opens the helpers of `db`. PIN hashes are sealed under `machineKey`: a stolen disk alone gives
 * no six digits away. After the machine's key was lost nobody's PIN can be checked any more; those
 * helpers are removed here, and the machine asks for its first technician again.
 */
export function createHelperStore(options: {
  db: Database.Database;
  machineKey: VaultKey;
  now: () => Date;
  newId: () => string;
}): HelperStore {
  const { db, machineKey, now, newId } = options;
  const all = () => db.prepare('SELECT * FROM helper WHERE removed_at IS NULL').all() as Row[];
  const row = (id: string) =>
    db.prepare('SELECT * FROM helper WHERE id = ? AND removed_at IS NULL').get(id) as
      | Row
      | undefined;
  const entryOf = ({ id, name, role, wrong_tries }: Row): HelperEntry => ({
    id,
    name,
    role,
    locked: wrong_tries >= LOCK_TRIES,
  });

  const forget = db.transaction((id: string) => {
    const at = now().toISOString();
    db.prepare('DELETE FROM lesson_done WHERE helper_id = ?').run(id);
    db.prepare('UPDATE shift SET ended_at = ? WHERE helper_id = ? AND ended_at IS NULL').run(
      at,
      id,
    );
    // The row stays for the times of the shifts; its number names nobody.
    db.prepare(
      `UPDATE helper SET name = '', pin_salt = zeroblob(0), pin_hash = zeroblob(0),
         wrong_tries = 0, wait_until = NULL, created_by = NULL, removed_at = ? WHERE id = ?`,
    ).run(at, id);
  });
  for (const { id, pin_hash } of all()) {
    try {
      machineKey.open(pin_hash, purposeOf(id));
    } catch {
      forget(id);
    }
  }

  /** Adds a person unless `refuse` objects at the last moment, after the slow hashing. */
  const add = async (
    person: { name: string; role: Role; pin: string },
    by: string | null,
    refuse: () => Result<void>,
  ): Promise<Result<Helper>> => {
    const name = cleanName(person.name);
    if (!name.ok) return name;
    const strong = checkNewPin(person.pin);
    if (!strong.ok) return strong;
    const check = () => {
      const refused = refuse();
      if (!refused.ok) return refused;
      if (all().some((other) => sameName(other.name, name.value))) return err('NAME_TAKEN');
      return ok(undefined);
    };
    const first = check();
    if (!first.ok) return first;
    const { salt, hash } = await hashPin(person.pin);
    const still = check();
    if (!still.ok) return still;
    const helper = { id: newId(), name: name.value, role: person.role };
    db.prepare(
      'INSERT INTO helper (id, name, role, pin_salt, pin_hash, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(
      helper.id,
      helper.name,
      helper.role,
      salt,
      machineKey.seal(hash, purposeOf(helper.id)),
      now().toISOString(),
      by,
    );
    return ok(helper);
  };

  /** Refuses while locked or waiting; otherwise counts the try as wrong before it is judged. */
  const countTry = db.transaction((id: string): Result<Row> => {
    const found = row(id);
    if (!found) return err('HELPER_UNKNOWN');
    if (found.wrong_tries >= LOCK_TRIES) return err('PIN_LOCKED');
    if (found.wait_until !== null) {
      const wait = waitLeft(new Date(found.wait_until), found.wrong_tries, now());
      db.prepare('UPDATE helper SET wait_until = ? WHERE id = ?').run(wait.until.toISOString(), id);
      if (wait.leftMs > 0) return err('PIN_WAIT', { seconds: Math.ceil(wait.leftMs / 1_000) });
    }
    const tries = found.wrong_tries + 1;
    const waitMs = waitMsAfter(tries);
    const until = waitMs > 0 ? new Date(now().getTime() + waitMs).toISOString() : null;
    db.prepare('UPDATE helper SET wrong_tries = ?, wait_until = ? WHERE id = ?').run(
      tries,
      until,
      id,
    );
    return ok({ ...found, wrong_tries: tries, wait_until: until });
  });

  const forgive = (id: string) =>
    db.prepare('UPDATE helper SET wrong_tries = 0, wait_until = NULL WHERE id = ?').run(id);

  /** Who may act on somebody's entry, before what is done to it is judged. */
  const target = (id: string, by: Helper): Result<Row> => {
    if (!may(by.role, 'managePeople')) return err('NOT_ALLOWED');
    const found = row(id);
    return found ? ok(found) : err('HELPER_UNKNOWN');
  };
  const judge = {
    resetPin(id: string, by: Helper): Result<Row> {
      const found = target(id, by);
      if (!found.ok) return found;
      const { role, wrong_tries } = found.value;
      // A technician must not become a ward officer by giving one a PIN, nor open a locked PIN.
      if (role === 'wardOfficer' && by.role !== 'wardOfficer') return err('NOT_ALLOWED');
      if (wrong_tries >= LOCK_TRIES && !may(by.role, 'unlockPeople')) return err('NOT_ALLOWED');
      return found;
    },
    unlock(id: string, by: Helper): Result<Row> {
      if (!may(by.role, 'unlockPeople')) return err('NOT_ALLOWED');
      return target(id, by);
    },
    remove(id: string, by: Helper): Result<Row> {
      const found = target(id, by);
      if (!found.ok) return found;
      const { role } = found.value;
      if (role === 'technician' && all().filter((one) => one.role === role).length === 1) {
        return err('LAST_TECHNICIAN');
      }
      // Somebody else confirms that a person has left.
      return id === by.id ? err('NOT_ALLOWED') : found;
    },
  };

  return {
    list: () =>
      all()
        .map(entryOf)
        .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    find(id) {
      const found = row(id);
      return found ? entryOf(found) : null;
    },
    createFirst: (name, pin) =>
      add({ name, role: 'technician', pin }, null, () =>
        all().length === 0 ? ok(undefined) : err('NOT_ALLOWED'),
      ),
    create: (person, by) =>
      add(person, by.id, () =>
        may(by.role, 'managePeople') && row(by.id) ? ok(undefined) : err('NOT_ALLOWED'),
      ),
    async checkPin(id, pin) {
      // No try is spent on what can be no PIN.
      if (!isPinShaped(pin)) return err('PIN_BAD_SHAPE');
      const counted = countTry.immediate(id);
      if (!counted.ok) return counted;
      const { name, role, pin_salt, pin_hash, wrong_tries, wait_until } = counted.value;
      const hash = machineKey.open(pin_hash, purposeOf(id));
      const right = await verifyPin(pin, { salt: pin_salt, hash });
      if (right) {
        // Removed, or given another PIN, while it was checked.
        if (!row(id)?.pin_hash.equals(pin_hash)) return err('HELPER_UNKNOWN');
        forgive(id);
        return ok({ id, name, role });
      }
      if (wrong_tries >= LOCK_TRIES) return err('PIN_LOCKED');
      if (wait_until === null) return err('PIN_WRONG', { triesLeft: FREE_TRIES - wrong_tries });
      return err('PIN_WAIT', { seconds: Math.ceil(waitMsAfter(wrong_tries) / 1_000) });
    },
    mayResetPin: (id, by) => judge.resetPin(id, by).ok,
    mayUnlock: (id, by) => judge.unlock(id, by).ok,
    mayRemove: (id, by) => judge.remove(id, by).ok,
    async resetPin(id, pin, by) {
      const allowed = judge.resetPin(id, by);
      if (!allowed.ok) return allowed;
      const strong = checkNewPin(pin);
      if (!strong.ok) return strong;
      const { salt, hash } = await hashPin(pin);
      const still = judge.resetPin(id, by);
      if (!still.ok) return still;
      db.prepare('UPDATE helper SET pin_salt = ?, pin_hash = ? WHERE id = ?').run(
        salt,
        machineKey.seal(hash, purposeOf(id)),
        id,
      );
      forgive(id);
      return ok(undefined);
    },
    unlock(id, by) {
      const allowed = judge.unlock(id, by);
      if (!allowed.ok) return allowed;
      forgive(id);
      return ok(undefined);
    },
    remove(id, by) {
      const allowed = judge.remove(id, by);
      if (!allowed.ok) return allowed;
      forget(id);
      return ok(undefined);
    },
  };
}
