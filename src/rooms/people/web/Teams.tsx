import { numberWords } from '../../../ui/chart.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Person } from '../../../ui/Person.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { teams } from '../contract.ts';
import { words } from './words.ts';

const say = words.team;

/** Teams with who leads them and who is in them. */
export function Teams() {
  const query = useEndpoint(teams, {});
  return (
    <Loaded query={query} what={say.what}>
      {(all) =>
        all.length ? (
          <div className="wl-columns">
            {all.map((team) => (
              <section key={team.id} className="wl-card wl-stack">
                <div>
                  <h2>{team.name}</h2>
                  <p className="wl-muted wl-small">
                    {team.lead ? `${say.lead} ${team.lead} · ` : ''}
                    {say.members(numberWords(team.members.length))}
                  </p>
                </div>
                {!team.lead && <p className="wl-small">{say.noLead}</p>}
                {team.members.length ? (
                  <ul className="wl-members">
                    {team.members.map((member) => (
                      <li key={member.id}>
                        <Person name={member.name} />
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className="wl-muted">{say.noMembers}</p>
                )}
              </section>
            ))}
          </div>
        ) : (
          <EmptyState title={say.empty}>{say.emptyWhy}</EmptyState>
        )
      }
    </Loaded>
  );
}
