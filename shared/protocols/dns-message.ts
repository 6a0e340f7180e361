/** An option of EDNS, RFC 6891 §6.1.2. */
export interface DnsOption {
  readonly code: number;
  readonly bytes: Uint8Array;
}

/** What is known of a name, by type: RFC 1035 §3.3 and §3.4, RFC 3596 §2.2, RFC 2782 (SRV), RFC 8659 §4.1 (CAA),
 *  RFC 6891 §6.1 (OPT). Names have no dot at the end; `bytes` of AAAA are 16; a type that is not listed keeps its
 *  bytes. */
export type RecordData =
  | { readonly kind: 'A'; readonly address: number }
  | { readonly kind: 'AAAA'; readonly bytes: Uint8Array }
  | { readonly kind: 'NS' | 'CNAME' | 'PTR'; readonly name: string }
  | {
      readonly kind: 'SOA';
      readonly primary: string;
      readonly mailbox: string;
      readonly serial: number;
      readonly refresh: number;
      readonly retry: number;
      readonly expire: number;
      readonly minimum: number;
    }
  | { readonly kind: 'MX'; readonly preference: number; readonly exchange: string }
  | { readonly kind: 'TXT'; readonly texts: readonly Uint8Array[] }
  | {
      readonly kind: 'SRV';
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: string;
    }
  | {
      readonly kind: 'CAA';
      readonly flags: number;
      readonly tag: Uint8Array;
      readonly value: Uint8Array;
    }
  | { readonly kind: 'OPT'; readonly options: readonly DnsOption[] }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

/** RFC 1035 §4.1.2. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  readonly class: number;
}

/** RFC 1035 §4.1.3; `ttl` in seconds. `dataLength` is only given to write a wrong one. */
export interface ResourceRecord extends DnsQuestion {
  readonly ttl: number;
  readonly data: RecordData;
  readonly dataLength?: number;
}

/** RFC 1035 §4.1; flags are 0 or 1. Counts are only given to write wrong ones. */
export interface DnsMessage {
  readonly id: number;
  readonly qr: number;
  readonly opcode: number;
  readonly aa: number;
  readonly tc: number;
  readonly rd: number;
  readonly ra: number;
  readonly z: number;
  readonly rcode: number;
  readonly questionCount?: number;
  readonly answerCount?: number;
  readonly authorityCount?: number;
  readonly additionalCount?: number;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly ResourceRecord[];
  readonly authorities: readonly ResourceRecord[];
  readonly additionals: readonly ResourceRecord[];
}
