/** Sessions of the portal: in memory only, so none outlives the process. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';

/**
 * 30 minutes, as public kiosks of one-stop systems tell their users. Counted from the log-in and
 * not renewed by use: a session left open on a shared machine ends by itself.
 */
export const PORTAL_SESSION_SECONDS = 30 * 60;

export type PortalSessions<Holder> = {
  open(holder: Holder): { id: string; expiresAt: Date };
  /** Whom the session belongs to; undefined when it is unknown or over. */
  find(id: string): Holder | undefined;
  close(id: string): void;
  closeAll(): void;
};

/** Makes an empty set of sessions. */
export function createPortalSessions<Holder>(clock: Clock): PortalSessions<Holder> {
  const sessions = new Map<string, { holder: Holder; expiresAt: Date }>();
  return {
    open(holder) {
      const now = clock.now();
      for (const [id, session] of sessions) if (session.expiresAt <= now) sessions.delete(id);
      const id = randomBytes(24).toString('base64url');
      const expiresAt = new Date(now.getTime() + PORTAL_SESSION_SECONDS * 1_000);
      sessions.set(id, { holder, expiresAt });
      return { id, expiresAt };
    },
    find(id) {
      const session = sessions.get(id);
      return session && session.expiresAt > clock.now() ? session.holder : undefined;
    },
    close: (id) => void sessions.delete(id),
    closeAll: () => sessions.clear(),
  };
}
