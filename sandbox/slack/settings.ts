/** How Slack behaves where a test or a demonstration wants it otherwise. */
export interface SlackSettings {
  /** Messages a second that the bot may post into one channel, once it has posted five at once; 0 for any number. */
  slackPostRate: number;
  /** Seconds that a bot's token lives; 0 for tokens of an app that does not rotate them. */
  slackTokenSeconds: number;
}

/** The smallest number that a setting takes. */
export const SLACK_LEAST: Record<keyof SlackSettings, number> = { slackPostRate: 0, slackTokenSeconds: 0 };

/** The settings a sandbox starts with; a new object each time, for it is changed in place. */
export function slackSettings(): SlackSettings {
  return { slackPostRate: 1, slackTokenSeconds: 43_200 };
}
