import { text } from '../../../base/bytes.ts';
import { DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import { dhcpOptionData } from '../../../protocols/dhcp-options.ts';
import { dhcpAddresses } from '../../../protocols/dhcp-values.ts';
import { type DhcpMessage, FOR_EVER_SECONDS, optionNumber } from './message.ts';

/** What a client may use, and until when. Times are those of the client's own clock; null: for ever. */
export interface DhcpLease {
  readonly address: number;
  readonly server: number;
  readonly subnetMask: number | null;
  readonly routers: readonly number[];
  readonly nameServers: readonly number[];
  readonly domainName: string;
  readonly renewAtMicros: number | null;
  readonly rebindAtMicros: number | null;
  readonly expiresAtMicros: number | null;
}

const SECOND = 1_000_000;

/** When a part of the lease is over; the times are counted from when the request was sent, RFC 2131 §4.4.5. */
const times = (
  message: DhcpMessage,
  fromMicros: number,
): Pick<DhcpLease, 'renewAtMicros' | 'rebindAtMicros' | 'expiresAtMicros'> => {
  const seconds = optionNumber(message, DHCP_OPTION.leaseSeconds) ?? FOR_EVER_SECONDS;
  if (seconds === FOR_EVER_SECONDS) {
    return { renewAtMicros: null, rebindAtMicros: null, expiresAtMicros: null };
  }
  const rebind = optionNumber(message, DHCP_OPTION.rebindingSeconds) ?? seconds * 0.875;
  const renew = optionNumber(message, DHCP_OPTION.renewalSeconds) ?? seconds * 0.5;
  const sound = renew <= rebind && rebind <= seconds;
  return {
    renewAtMicros: fromMicros + (sound ? renew : seconds * 0.5) * SECOND,
    rebindAtMicros: fromMicros + (sound ? rebind : seconds * 0.875) * SECOND,
    expiresAtMicros: fromMicros + seconds * SECOND,
  };
};

/** The lease that a DHCPACK grants to a request sent at `fromMicros`. */
export const leaseOf = (message: DhcpMessage, fromMicros: number): DhcpLease => {
  const { options, header } = message;
  const list = (code: number): readonly number[] =>
    dhcpAddresses(dhcpOptionData(options, code) ?? new Uint8Array(0));
  return {
    address: header.yourAddress,
    server: optionNumber(message, DHCP_OPTION.serverIdentifier) ?? 0,
    subnetMask: optionNumber(message, DHCP_OPTION.subnetMask) ?? null,
    routers: list(DHCP_OPTION.router),
    nameServers: list(DHCP_OPTION.nameServer),
    domainName: text(dhcpOptionData(options, DHCP_OPTION.domainName) ?? new Uint8Array(0)),
    ...times(message, fromMicros),
  };
};
