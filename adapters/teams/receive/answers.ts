/** What goes back over HTTP for one activity; `turn` is named in the header `x-pim-turn`. */
export interface Answer {
  status: number;
  body?: unknown;
  turn?: string;
}

/** The answers to an `adaptiveCard/action`: HTTP 200 always, the rest is in the body. */
interface CardAnswer extends Answer {
  status: 200;
  body: { statusCode: number; type: string; value: unknown };
}

const answer = (statusCode: number, type: string, value: unknown): CardAnswer => ({
  status: 200,
  body: { statusCode, type, value },
});

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
export const cardAnswer = (card: unknown) => answer(200, 'application/vnd.microsoft.card.adaptive', card);

export const wordsAnswer = (words: string) =>
  answer(200, 'application/vnd.microsoft.activity.message', words);

/** `statusCode` is 400 or above; `code` is for programs, `message` for the person. */
export const errorAnswer = (statusCode: number, error: { code: string; message: string }) =>
  answer(statusCode, 'application/vnd.microsoft.error', error);
