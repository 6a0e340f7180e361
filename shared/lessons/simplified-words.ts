/** What held our word for a protocol against the world, and what a real one does that ours does not. */
export interface SimplifiedProtocol {
  readonly name: string;
  readonly rfc: string;
  /** Programs that nobody here wrote, and what they agreed to. */
  readonly judges: readonly string[];
  readonly leftOut: readonly string[];
}

export interface SimplifiedLayer {
  readonly layer: string;
  readonly protocols: readonly SimplifiedProtocol[];
}
