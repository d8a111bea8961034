/** Troubles a network and a portal are known for, switched on at run time for tests and lessons. */

/** Parts of the portal a fault can be tied to. */
export type PortalService =
  | 'login'
  | 'DongBoHoSoMC'
  | 'CapNhatTienDoHoSoMC'
  | 'TraCuuHoSo'
  | 'upload'
  | 'lookUp'
  | 'account'
  | 'phone';

export type FaultKind =
  /** Answers properly after `milliseconds`. */
  | 'slow'
  /** Answers 500 without doing anything. */
  | 'error500'
  /** Does the work, then ends the connection in the middle of the reply. */
  | 'cutReply'
  /** Does the work and never answers. */
  | 'acceptedNoAnswer'
  /** Does the work and answers with a page that is not JSON, as firewalls do. */
  | 'wrongJson'
  /** Does the work and answers JSON of no known shape. */
  | 'wrongShape'
  /** Ends the connection before doing anything. */
  | 'refuseConnection';

export type Fault = {
  kind: FaultKind;
  /** Only this part of the portal; every part when missing. */
  service?: PortalService;
  /** How many requests it meets before it goes; for good when missing. */
  count?: number;
  /** For `slow`. */
  milliseconds?: number;
};

export type PracticeFaults = {
  /** Adds a fault behind those already set. */
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that meets this request, counted down; undefined when none does. */
  take(service: PortalService): Fault | undefined;
};

/** Makes an empty set of faults. */
export function createPracticeFaults(): PracticeFaults {
  let faults: Fault[] = [];
  return {
    add(fault) {
      faults.push({ ...fault });
    },
    clear() {
      faults = [];
    },
    take(service) {
      const fault = faults.find((each) => each.service === undefined || each.service === service);
      if (fault?.count !== undefined) {
        fault.count -= 1;
        if (fault.count <= 0) faults = faults.filter((each) => each !== fault);
      }
      return fault;
    },
  };
}
