import type { CommandName } from '../intents.js';

/** Every English word that the grammar knows. All lower case; a phrase is its words joined by single spaces. */

const list = (phrases: string): string[] => phrases.split('|').map((phrase) => phrase.trim());

/** Each phrase with the number behind it. */
const amounts = (rows: string): Record<string, number> =>
  Object.fromEntries(
    list(rows).map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ')))]),
  );

/** Phrases that name a command at the start of a sentence. The longest one that fits wins. */
export const commandPhrases: Record<CommandName, string[]> = {
  activate: list(`
    activate | activate for me | reactivate | re-activate | elevate | elevate me to | elevate me | enable | turn on | give me |
    get me | get | grant me | make me | request | request access as | switch on | i need | i want |
    i would like | i'd like | need | want | assume | become | can i have | can i get | could i have |
    could i get | may i have | let me have | let me be | join | own | add me to
  `),
  release: list(`
    release | deactivate | de-activate | drop | give back | give up | hand back | return | end | stop
    | turn off | switch off | disable | remove my | relinquish | get rid of | i'm done with |
    i am done with | done with | leave | remove me from
  `),
  extend: list('extend | prolong | renew | lengthen'),
  roles: list(`
    my roles | my role | roles | role list | eligible roles | my eligible roles | active roles |
    my active roles | my access | my eligibilities | all roles | all my roles | the roles |
    what can i activate | what may i activate | what could i activate | what can i have |
    what do i have | what have i got | what am i | what roles do i have | what is active |
    which roles do i have | which roles can i activate | what roles can i activate | what's active |
    what access do i have | which access do i have
  `),
  requests: list(`
    my requests | my request | requests | pending requests | my pending requests | open requests |
    my open requests | pending | all my requests | what is pending | what's pending |
    what did i ask for | what did i request | what have i asked for | what have i requested |
    what am i waiting for | history | my history
  `),
  status: list(`
    status | my status | request status | status of | the status of | the status | what is the status
    | what is the status of | what's the status | what's the status of | how is my request |
    where is my request | how's my request | where's my request
  `),
  cancel: list('cancel | withdraw | call off | take back | revoke my request | abort'),
  approvals: list(`
    approvals | my approvals | pending approvals | open approvals | approval | approval list |
    what waits for me | what is waiting for me | what's waiting for me | waiting for me | my inbox |
    what do i have to approve | what can i approve | what should i approve | who waits for me |
    who is waiting for me | to approve | requests to approve | requests waiting for me | inbox
  `),
  mute: list(`
    mute | mute approvals | mute pings | mute me | mute requests | stop pinging me | don't ping me |
    do not ping me | no pings
  `),
  unmute: list(
    'unmute | unmute approvals | unmute pings | unmute me | unmute requests | ping me again | ping me',
  ),
  help: list(`
    help | help me | ? | commands | what can you do | what do you do | who are you | usage | how do i
    | how can i | how to | how does | how do you | how do | i need help | need help | can you help me
    | can you help | i want help | get help | give me help | what are you | how would i | how should i
    | what are the commands | which commands | examples | about
  `),
};

export const opening = {
  /** Commands that may stand behind the start of a sentence: what a person rarely means otherwise. */
  anywhere: {
    activate: list(`
      activate | elevate me to | give me | get me | make me | i need | i want | can i have | can i get
    `),
    release: list('deactivate | release | give back'),
    cancel: list('cancel'),
  } as Partial<Record<CommandName, string[]>>,
  /** The names by which the bot is called. */
  bot: list('pim-bot | pimbot | pim | pim bot'),
  greeting: list(`
    hi | hey | hello | hi there | hey there | hello there | good morning | good afternoon |
    good evening | dear | yo | moin
  `),
  /** Asking a favour: what follows is a command, also when the sentence ends in a question mark. */
  favour: list(`
    can you | could you | would you | will you | can you please | could you please | would you mind
  `),
  filler: list(`
    please | pls | plz | kindly | ok | okay | so | now | just | quickly | go ahead and | then |
    i want to | i want you to | i would like to | i'd like to | i need to | i need you to | i have to
    | let me | let's | thanks | also
  `),
  /** Before a noun command: "show me my roles". */
  show: list(`
    show | show me | list | get | get me | give me | see | view | display | check | tell me | open
  `),
  question: list(`
    who | whom | whose | how | what | what's | why | when | where | which | should | shall | can |
    could | may | might | must | is | are | am | was | were | do | does | did | has | have | had |
    will | would | who's | how's | isn't | if
  `),
  /** Questions that ask for a role. */
  asking: list('can i have | can i get | could i have | could i get | may i have'),
  closing: list(`
    please | pls | plz | thanks | thank you | thx | ty | cheers | many thanks | thank you very much |
    kind regards
  `),
};

/** Words after which nothing is done, because they turn the meaning round or make it depend on something. */
export const guards = {
  negation: list(`
    not | don't | dont | never | no | nobody | none | doesn't | didn't | can't | cannot | cant | won't
    | wont | shouldn't | mustn't | isn't | wouldn't | without | except | avoid | nor | needn't |
    neither | instead | nevermind | nothing
  `),
  condition: list('if | unless | when | whenever | once | whether'),
  /** Words of talk. No role is called so. */
  prose: list(`
    i | i'm | i've | we | you | he | she | they | there | was | were | is | are | am | had | has |
    been | will | would | should | could | tell | told | asked | ask | said | says | say | wants |
    wanted | someone | somebody | everyone | everybody | activated | released | approved | denied |
    cancelled | him | her | them | who | which | why | how | let | let's | yesterday | or
  `),
  /** Verbs of wishes that are no command here; a role's name begins with none of them. */
  otherVerbs: list(`
    add | assign | give | grant | set | change | make | remove | delete |
    create | schedule | keep | find | update | move | send | book | plan | meet | call
  `),
  /** Verbs that mean a role only when one is named. */
  notAlone: list(
    'stop | end | return | drop | disable | turn off | switch off | give up | join | own | leave',
  ),
  pronouns: list('it | that | this'),
  /** Words of a decision: decisions are made on cards. */
  decision: list('approve | deny | reject | decline | accept | approved | denied'),
  connector: list('and | then | also | plus | & | or | but'),
};

export const names = {
  scope: list('on | in | at | @ | of | from | over | within | under | inside'),
  /** Continue a place that has begun: "rg-shared in Contoso Dev". */
  within: list('in | of | at | within | under | inside'),
  /** Word pairs inside names of roles and in talk, where the second word opens nothing. */
  joined: list('power on | defender for | extension for | on call | on duty | on on-call'),
  kinds: list(`
    resource group | resourcegroup | resource-group | subscription | management group | rg | sub | mg |
    administrative unit
  `),
  /** Kinds that are dropped only after "the", because names begin or end with them as well. */
  lateKinds: list('group | directory role | key vault | vault | storage account | resource'),
  articles: list('the | a | an | my | our | this | that'),
  before: list(`
    me | as | to be | role of | access as | role | roles | request for | requests for |
    eligibility for | eligibility as | assignment of | assignment as |
    request to activate | requests | request | activation of | activation | pending | active | access
    | it | for | of | all | again | everything
  `),
  after: list(`
    role | roles | access | rights | permission | permissions | request | requests | activation |
    again | as well | too | it
  `),
  afterPlace: list('again | too'),
  query: list(`
    on | in | at | for | of | like | with | named | called | matching | about | the | that | match |
    again | now
  `),
};

/** How people speak of the roles of groups and of the directory. */
export const realms = {
  /** Verbs that name the role of a group: what follows is the group. */
  implied: { join: 'Member', 'add me to': 'Member', own: 'Owner' } as Record<string, string>,
  /** Nouns for the roles of a group, by what PIM calls them. */
  groupRoles: { membership: 'Member', ownership: 'Owner' } as Record<string, string>,
  beforeGroupRole: list('group'),
  /** "the directory role Reader", "Reader directory role": says where as well. */
  directoryRole: list('directory role | entra role | entra id role | azure ad role | aad role'),
  afterDirectoryRole: list('directory | entra | entra id | azure ad | aad'),
  directory: 'directory',
};

export const reasons = {
  /** The reason is what follows. */
  open: list(`
    with the reason | with reason | for reason | with justification | because of | because | cause | due to | reason is | the reason is | reason | justification | as i
    | since
  `),
  /** The reason begins with these words themselves. */
  within: list('so that | so i | so we | in order to'),
  /** One word after "for" that tells why, and is no name of a place. */
  nouns: list(`
    testing | debugging | troubleshooting | maintenance | deployment | incident | investigation |
    on-call | oncall | rollback | hotfix
  `),
  /** After a bare ticket these begin a clause of their own. */
  clauses: list('for | until | till | from | ticket | because'),
  ticket: list('ticket | ticket number | ticket no | ticket nr | ticket id'),
  systems: list(`
    servicenow | snow | jira | github | gitlab | zendesk | freshservice | remedy | pagerduty | otrs |
    opsgenie | azure-devops | linear | youtrack
  `),
  labels: list('reason | ticket | because | role | scope | place | duration | justification'),
};

export const times = {
  until: list('until | till | til | ending at | ending | ends at'),
  start: list(`
    from | at | starting at | starting from | starting | beginning | start at | start
  `),
  days: list('today | tomorrow | tonight'),
  weekdays: list(`
    monday | tuesday | wednesday | thursday | friday | saturday | sunday | mon | tue | tues | wed |
    thu | thur | thurs | fri | sat | sun
  `),
  months: list(`
    january | february | march | april | may | june | july | august | september | october | november |
    december | jan | feb | mar | apr | jun | jul | aug | sep | sept | oct | nov | dec
  `),
  clocks: list('noon | midnight | midday'),
  halves: list('am | pm | a.m | p.m'),
  between: list('at | on | the | of'),
  article: list('the'),
  /** Zone words that mean one offset in the whole world. */
  zones: list('utc | gmt | cet | cest | est | edt | pst | pdt'),
  now: list('now | right now | immediately | straight away | right away | asap | at once'),
};

/** Durations. Minutes of each unit, and numbers as words. */
export const lengths = {
  /** In minutes; a month counts as 30 days and a year as 365: cards say when it ends. */
  units: amounts(`
    m 1 | min 1 | mins 1 | minute 1 | minutes 1 | h 60 | hr 60 | hrs 60 | hour 60 | hours 60 | d 1440 |
    day 1440 | days 1440 | w 10080 | week 10080 | weeks 10080 |
    month 43200 | months 43200 | year 525600 | years 525600
  `),
  numbers: amounts(`
    a 1 | an 1 | one 1 | two 2 | three 3 | four 4 | five 5 | six 6 | seven 7 | eight 8 | nine 9 | ten 10 |
    eleven 11 | twelve 12 | fifteen 15 | twenty 20 | thirty 30 | forty 40 | forty-five 45 | sixty 60 |
    ninety 90
  `),
  fractions: amounts(`
    half an 0.5 | half a 0.5 | half 0.5 | a half 0.5 | a quarter of an 0.25 | quarter of an 0.25 |
    three quarters of an 0.75
  `),
  and: list('and | &'),
  andHalf: list('and a half | and half'),
  introduction: list(`
    for | for the next | for another | for a duration of | for a period of | for up to | for at most |
    for max | for maximum | up to | at most | duration | during | during the next | lasting
  `),
  /** Between two lengths: "1h or 2h". */
  between: list('and | or | to | - | maybe'),
  /** Before a unit these tell a length, but not which: "for a few hours". */
  vague: list(`
    a | an | the | few | some | several | couple | of | about | around | roughly | maybe | more |
    whole | rest | this | at | least | most | entire | next | many | bit | long | half | minus | exactly | only
  `),
  vagueUnits: list(`
    while | today | tonight | ever | morning | afternoon | evening | night | weekend | seconds | second | shift | moment | p | pt
  `),
};
