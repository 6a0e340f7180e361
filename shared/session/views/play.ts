import type { StationId, Value } from '../../network/task.ts';
import type { Bench, Level } from '../../rules/bench.ts';
import type { FindingCode } from '../../rules/findings.ts';
import type { KindId } from '../../rules/kinds.ts';
import type { MisconceptionTag } from '../../rules/misconceptions.ts';

export interface TrayPart {
  readonly limit: number;
  readonly items: readonly {
    readonly taskId: number;
    readonly kind: KindId;
    readonly level: Level;
    readonly from: string;
    readonly lengthBytes: number;
    readonly station: StationId;
    readonly allHands: boolean;
    readonly repeated: number;
    /** How often it came again while it lay here. */
    readonly copies: number;
  }[];
  readonly sideWork: SideWork | null;
  /** What the crew waits for when there is nothing, '' otherwise. */
  readonly waitingFor: string;
}

/** Verify or predict tasks of idle time: never scored. */
export interface SideWork {
  readonly sideTaskId: number;
  readonly type: 'verify' | 'predict';
  readonly facts: Readonly<Record<string, string>>;
  readonly headerHex: string;
  readonly protocol: string;
  readonly choices: readonly string[];
  readonly outcome: 'open' | 'right' | 'wrong';
}

export interface FindingView {
  readonly code: FindingCode;
  readonly field: string;
  readonly given: Value;
  readonly givenShown: string;
  readonly bits: { readonly offset: number; readonly length: number } | null;
  readonly rfc: string;
  readonly tag: MisconceptionTag | null;
  readonly speaker: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface CoachPart {
  readonly verdict: {
    readonly taskId: number;
    readonly kind: KindId;
    /** 'let-through': wrong, and on its way all the same; 'recorded': an exam says no more. */
    readonly shade: 'accepted' | 'remarked' | 'refused' | 'let-through' | 'recorded';
    readonly findings: readonly FindingView[];
    readonly tries: number;
    readonly repaired: boolean;
    /** What was read as bytes alone and is decided, now with all that they mean; left out where it was explained before. */
    readonly bench?: Bench;
  } | null;
  /** Opened hints of the task on the bench; step 4's facts hold the answer once opened. */
  readonly hints: readonly {
    readonly step: 1 | 2 | 3 | 4;
    /** The kind as it looked on arrival. */
    readonly kind: KindId;
    readonly facts: Readonly<Record<string, string>>;
  }[];
  readonly refutation: Refutation | null;
  readonly inspected: {
    readonly field: string;
    readonly table: string;
    readonly row: number;
    /** 'hidden': the unit is to be read in its bytes. */
    readonly result: 'agrees' | 'disagrees' | 'unrelated' | 'hidden';
  } | null;
  readonly apprentices: readonly {
    readonly kind: KindId;
    readonly right: number;
    readonly state: 'learning' | 'offers' | 'works';
    readonly lastLine: string | null;
    readonly gaveBack: string | null;
  }[];
}

/** Frames (what left, who got it, the byte they looked at, what they did) and a because-question. */
export interface Refutation {
  readonly refutationId: number;
  readonly finding: FindingView;
  readonly frames: readonly {
    readonly at: string;
    readonly what: string;
    readonly hex: string;
    readonly mark: { readonly offset: number; readonly length: number } | null;
  }[];
  readonly question: {
    readonly choices: readonly string[];
    readonly chosen: string | null;
    readonly right: boolean | null;
  };
}

export interface TablesPart {
  readonly tables: readonly OwnTable[];
}

export interface OwnTable {
  readonly id:
    | 'sockets'
    | 'arp'
    | 'routes'
    | 'interfaces'
    | 'cards'
    | 'processes'
    | 'zone'
    | 'cache'
    | 'open-queries'
    | 'root-hints'
    | 'pool'
    | 'leases'
    | 'lease'
    | 'offers'
    | 'answered'
    | 'addresses'
    | 'name-servers'
    | 'files'
    | 'mac'
    | 'rules'
    | 'flows'
    | 'translations'
    | 'lies'
    | 'wishes'
    | 'daemon'
    | 'line-code';
  readonly station: StationId;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
