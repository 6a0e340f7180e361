/** What those meet who read along, forge, and stand guard. */
export type FoesSituation =
  /** A tap: copy number `copy` of what went over its links, as it left `from` ('node.interface') for `to`. */
  {
    readonly type: 'read-copy';
    readonly copy: number;
    readonly from: string;
    readonly to: string;
  };
