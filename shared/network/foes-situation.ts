/** What those meet who read along, forge, and stand guard; `Told` is what a running program is told. */
export type FoesSituation<Told> =
  /** A tap: copy number `copy` of what went over its links, as it left `from` ('node.interface') for `to`. */
  | {
      readonly type: 'read-copy';
      readonly copy: number;
      readonly from: string;
      readonly to: string;
    }
  /** A forger: a question of the victim is on its way to the server in whose place it answers. */
  | {
      readonly type: 'forge-reply';
      readonly program: string;
      readonly name: string;
      readonly server: number;
      readonly victim: number;
      /** Whether the question went by before its eyes: then it is the task's unit, as a frame. */
      readonly sees: boolean;
      /** What it knows of a resolver that keeps its port: that port, and the number before where it counts them. */
      readonly before: { readonly id: number | null; readonly port: number } | null;
    }
  /** A guarded daemon: what lies in the buffer of a web server, of a mail server, or a datagram for a name server. */
  | ({ readonly type: 'guard-request' } & Told)
  | ({ readonly type: 'guard-command' } & Told)
  | ({ readonly type: 'guard-query' } & Told);
