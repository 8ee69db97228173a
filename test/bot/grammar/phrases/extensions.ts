/** Sentences that ask for more time for what ends. */
export const extensions = `
extend Groups Administrator for 30 days because INC-1 => extend | role Groups Administrator | for PT720H | because INC-1
renew Groups Administrator in the directory for 30 days because INC-1 => extend | role Groups Administrator | scope directory | for PT720H | because INC-1
please extend my Groups Administrator role for 30 days => extend | role Groups Administrator | for PT720H
can you extend Groups Administrator for 2 weeks? => extend | role Groups Administrator | for PT336H
prolong Helpdesk Administrator in Berlin until 1 december 9:00 because INC-1 => extend | role Helpdesk Administrator | scope Berlin | until 2026-12-01T08:00:00Z | because INC-1
extend Groups Administrator for 3 months => extend | role Groups Administrator | for PT2160H
extend Groups Administrator for a month because INC-1 => extend | role Groups Administrator | for PT720H | because INC-1
extend Groups Administrator for 1 year => extend | role Groups Administrator | for PT8760H
extend Groups Administrator for 2 years => misunderstood | why badDuration | nearest extend
extend Groups Administrator for the rest of the month => misunderstood | why badDuration | nearest extend
extend Groups Administrator for a few months => misunderstood | why badDuration | nearest extend
extend my eligibility for User Administrator for 90 days => extend | role User Administrator | for PT2160H
extend my assignment as Groups Administrator by INC-1 => misunderstood | why badDuration | nearest extend
extend Groups Administrator because the audit goes on => extend | role Groups Administrator | because the audit goes on
extend => extend
extend Groups Administrator => extend | role Groups Administrator
extend Groups Administrator for a while => misunderstood | why badDuration | nearest extend
extend Groups Administrator for 30 days for 60 days => misunderstood | why twoDurations | nearest extend
extend Groups Administrator from monday 9:00 for 30 days => misunderstood | why badDuration | nearest extend
extend Groups Administrator and release Global Reader => misunderstood | why twoCommands | nearest extend
don't extend Groups Administrator => misunderstood | why noCommand | nearest extend
should I renew Groups Administrator => misunderstood | why noCommand | nearest extend
extnd Groups Administrator for 30 days => misunderstood | why noCommand | nearest extend
`;
