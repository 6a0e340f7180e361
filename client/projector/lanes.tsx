import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { CrewIcon } from '../widgets/crew-icon.tsx';
import { ScrollFrame } from '../widgets/scroll-frame.tsx';

/** One lane per crew, alphabetical: what was carried and repaired, never what was wrong. */
export const Lanes = ({ lanes }: { readonly lanes: ProjectorParts['lanes'] }) => {
  const most = Math.max(8, ...lanes.map(lane => lane.carried));
  return (
    <ScrollFrame label="Lanes of the crews">
      <table class="wall-lanes">
        <caption class="sr">Crews and what they carried</caption>
        <thead>
          <tr>
            <th scope="col">Crew</th>
            <td />
            <th scope="col">Carried</th>
            <th scope="col">Repaired</th>
            <th scope="col">All hands</th>
          </tr>
        </thead>
        <tbody>
          {[...lanes]
            .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
            .map(lane => (
              <tr key={lane.crew}>
                <th scope="row">
                  <span class="row">
                    <CrewIcon crew={lane.crew} />
                    {lane.name}
                  </span>
                </th>
                <td class="lane-bar">
                  <progress max={most} value={lane.carried} aria-label={`${lane.name} carried`} />
                </td>
                <td class="num">{lane.carried}</td>
                <td class="num">{lane.repaired}</td>
                <td class="num">{lane.allHands}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};
