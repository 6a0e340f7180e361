import { momentOf, type PlayedTask } from '../../network/played/played.ts';
import type { Moment } from '../../network/played/played-program.ts';
import { claimedQuery } from '../../network/played/resolver-reply.ts';
import { questionAsked, rootServers } from '../../network/played/resolver-sight.ts';
import { memoryOf } from '../../network/played/resolver-turn.ts';
import type { OpenQuery } from '../../network/programs/resolver/desk.ts';
import { resolverSettings } from '../../network/programs/resolver/told.ts';
import { cardWithAddress } from '../world-facts.ts';
import type { SituationOf } from './checks.ts';
import type { Scene } from './move.ts';
import { typeShown } from './zone-sight.ts';

/** A resolver at work: a client's question, or a server's reply. */
export type Resolving = SituationOf<'resolve-question'> | SituationOf<'resolve-reply'>;

/** The resolver at the moment of the task; null where it does not run any more. */
export const momentIn = ({ world, task, situation }: Scene<Resolving>): Moment | null =>
  momentOf(world, { ...task, situation } satisfies PlayedTask) ?? null;

/** The name and type that are looked for, as far as the message says. */
export const wantedIn = (
  scene: Scene<Resolving>,
): { readonly name: string; readonly type: string } => {
  const moment = momentIn(scene);
  const question = moment === null ? undefined : questionAsked(moment);
  return { name: question?.name ?? '', type: typeShown(question?.type ?? 0) };
};

/** Whether its machine numbers its questions by itself, one after the other: then nobody is asked for a number. */
export const countsIn = (scene: Scene<Resolving>): boolean => {
  const moment = momentIn(scene);
  return moment !== null && resolverSettings(moment.settings).countsNumbers;
};

/** Questions of this resolver that wait for an answer. */
export const openIn = (scene: Scene<Resolving>): readonly OpenQuery[] => {
  const moment = momentIn(scene);
  return moment === null ? [] : [...memoryOf(moment).queries.values()];
};

/** Addresses of the root's servers that it knows from the start. */
export const rootsIn = (scene: Scene<Resolving>): readonly number[] => {
  const moment = momentIn(scene);
  return moment === null ? [] : rootServers(moment);
};

/** The query that a reply claims to answer. */
export const claimedIn = (scene: Scene<Resolving>): OpenQuery | undefined => {
  const moment = momentIn(scene);
  return moment === null ? undefined : claimedQuery(moment);
};

/** Whether name servers run at an address. */
export const isNameServer = (scene: Scene, address: number): boolean =>
  cardWithAddress(scene.world, address)?.node.spec.programs.some(
    ({ kind, service }) => kind === 'dns-server' || service === 'name-server',
  ) ?? false;

/** Who has sent the message; 0 for whoever came by IPv6. */
export const senderOf = ({ situation }: Scene<Resolving>): number => {
  const address = situation.peer?.address ?? 0;
  return typeof address === 'number' ? address : 0;
};
