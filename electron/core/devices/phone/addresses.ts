/** Which of this machine's addresses a phone in the same network can reach. */
import type { NetworkInterfaceInfo } from 'node:os';

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Networks that live inside the machine (containers, virtual machines, tunnels), by the names
 * that Linux and Windows give them.
 */
const VIRTUAL_NAME =
  /^(lo|docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|zt|tailscale|podman|cni|flannel|lxc|lxd)|vethernet|virtualbox|vmware|hyper-v|loopback|wsl|bluetooth|\bvpn\b|wireguard|openvpn/i;
/** Host-only adapters of VirtualBox and VMware carry the makers' own prefixes. */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56:c0)/i;
const WIRELESS_NAME = /^wl|wi-?fi|wlan|wireless|không dây/i;

/**
 * The IPv4 address to listen on, or null where there is no network of a house: private ranges only
 * (RFC 1918), so that nothing is ever offered to the internet; wireless first, since that is where
 * phones are. The order is otherwise the system's own.
 */
export function lanAddress(interfaces: Interfaces): string | null {
  const found: { address: string; wireless: boolean }[] = [];
  for (const [name, entries] of Object.entries(interfaces)) {
    if (VIRTUAL_NAME.test(name)) continue;
    for (const { address, family, internal, mac } of entries ?? []) {
      if (internal || family !== 'IPv4' || VIRTUAL_MAC.test(mac) || !isPrivate(address)) continue;
      found.push({ address, wireless: WIRELESS_NAME.test(name) });
    }
  }
  return (found.find(({ wireless }) => wireless) ?? found[0])?.address ?? null;
}

/** Whether the machine still has `address`. */
export function hasAddress(interfaces: Interfaces, address: string): boolean {
  return Object.values(interfaces).some((entries) =>
    entries?.some((entry) => entry.address === address),
  );
}

/** RFC 1918: 10/8, 172.16/12, 192.168/16. */
function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (first === 10) return true;
  if (first === 172) return second >= 16 && second <= 31;
  return first === 192 && second === 168;
}
