/** A machine of a crew's network. */
export interface Machine {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What somebody must know who plugs a machine into a network. */
export interface EdgeView {
  /** The port, 'switch.outside'. */
  readonly inside: string;
  /** Free there, '10.60.145.254/24'; null where no interface can be reached. */
  readonly address: string | null;
  readonly gateway: string | null;
  readonly machines: readonly Machine[];
}
