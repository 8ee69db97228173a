import { flag } from './parts.js';
import { type Check, kinds, list, oneOf, shape, text, whole } from './schema.js';

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

/** Slack tells no limit of its own; that of a message's blocks together is lower. */
const LONGEST = 12_000;
const MOST = 1_000;

const style = shape({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });
const run = { type: oneOf('text'), text: text(LONGEST) };
const link = { type: oneOf('link'), url: text(3_000) };

const inline: Check = kinds({
  text: shape(run, { style }),
  link: shape(link, { text: text(LONGEST), unsafe: flag, style }),
  user: shape({ type: oneOf('user'), user_id: text(255) }, { style }),
  channel: shape({ type: oneOf('channel'), channel_id: text(255) }, { style }),
  emoji: shape({ type: oneOf('emoji'), name: text(255) }, { unicode: text(255), style }),
  broadcast: shape({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone') }, { style }),
  date: shape(
    {
      type: oneOf('date'),
      timestamp: whole(0, Number.MAX_SAFE_INTEGER),
      format: text(255),
    },
    { url: text(3_000), fallback: text(LONGEST), style },
  ),
});

const section = shape({ type: oneOf('rich_text_section'), elements: list(inline, MOST) });
const border = whole(0, 1);

export const richText: Check = shape(
  {
    type: oneOf('rich_text'),
    elements: list(
      kinds({
        rich_text_section: section,
        rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(inline, MOST) }, { border }),
        rich_text_preformatted: shape({
          type: oneOf('rich_text_preformatted'),
          elements: list(
            kinds({ text: shape(run, { style }), link: shape(link, { text: text(LONGEST) }) }),
            MOST,
          ),
        }),
        rich_text_list: shape(
          {
            type: oneOf('rich_text_list'),
            style: oneOf('bullet', 'ordered'),
            elements: list(section, MOST),
          },
          { indent: whole(0, 8), offset: whole(0, MOST), border },
        ),
      }),
      MOST,
    ),
  },
  { block_id: text(255) },
);
