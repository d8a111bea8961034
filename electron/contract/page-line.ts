/** Names and shapes of what the preload passes between the page and main. */

/** IPC channel for messages of the contract, both ways. */
export const PAGE_LINE = 'page-line';
/** The page says that it is there; main answers with the state of the core. */
export const PAGE_HELLO = 'page-hello';
/** Main tells the page whether the core is there. */
export const CORE_STATE = 'core-state';

/** What the page posts to itself, for the preload, when it is ready for its port. */
export const PORT_REQUEST = 'dong-hanh-port-request';
/** What the preload posts to the page in answer, with the port. */
export const PORT_MESSAGE = 'dong-hanh-port';

/** Messages on the page's port beside those of the contract library. */
export type CoreStateMessage = { coreState: 'up' | 'down' };
