export const FORMATS = ['class', 'competition', 'practice'] as const;
export type Format = (typeof FORMATS)[number];

/** coach: refused before it leaves. exam: recorded in silence and corrected. consequence: let through, the network answers. */
export const HELPS = ['coach', 'exam', 'consequence'] as const;
export type Help = (typeof HELPS)[number];

/** What the host chooses when a session opens; changed between rounds by the 'settings' command. */
export interface SessionSettings {
  readonly format: Format;
  readonly title: string;
  readonly missionId: string;
  /** People per crew, 1..8: the row of the mission's seat table. */
  readonly crewSize: number;
  readonly help: Help;
  readonly roundMinutes: number;
  /** Seconds of empty tray before the dispatcher feeds a seat: 4, or 8 for a calm class. */
  readonly feedAfterSeconds: number;
  /** Practice alone: the stations one person plays ('all' or station ids), bots on the rest. Null elsewhere. */
  readonly practiceStations: readonly string[] | null;
}
