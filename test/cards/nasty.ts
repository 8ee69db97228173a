import fc from 'fast-check';

/** Texts that look like markup, hide, turn around, or are halves of characters. */
const nasty = [
  '',
  ' ',
  '\n',
  '\u200b',
  '\ud800',
  '\udc00\ud83d',
  '😀',
  '👨‍👩‍👧‍👦',
  '漢',
  'w',
  '"\\',
  '<!channel>',
  '<https://evil.example|sign in>',
  '*_~`',
  ':smile: &amp; <@U1>',
  'line\r\nline\n\n',
  'شركة ',
  '\u202eevil\u2066',
  'e\u0301',
];
/** Any of them, as short as it is or 5,000 units long. */
export const nastyText = fc
  .tuple(
    fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 9, unit: 'binary' })),
    fc.constantFrom(1, 70, 5000),
  )
  .map(([piece, length]) => piece.repeat(Math.ceil(length / Math.max(1, piece.length))).slice(0, length));
