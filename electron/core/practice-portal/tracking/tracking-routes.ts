/** The public look-up page by number: it needs no session and names no person. */

import type { Clock } from '../clock';
import type { Route } from '../server/types';
import type { PersonStore } from '../storage/person-store';
import { trackDossier } from './timeline';

/** Makes the route; `beforeLookUp` lets an automatic clerk catch up first. */
export function createTrackingRoutes(
  store: PersonStore,
  clock: Clock,
  beforeLookUp: () => void,
): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/tra-cuu\/([^/]{1,200})$/,
      body: { kind: 'none' },
      service: 'lookUp',
      handle: ({ params }) => {
        beforeLookUp();
        const tracking = trackDossier(store, params[0] ?? '', clock.now());
        return tracking ? { status: 200, json: tracking } : { status: 404, json: {} };
      },
    },
  ];
}
