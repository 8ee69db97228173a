/** A small page of an emulated service, in HTML: a title and what stands below it. */
export function documentOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${LOOK}</style>
</head>
<body><main><p class="whose">Contoso, a made-up company</p><h1>${escaped(title)}</h1>${body}</main></body>
</html>`;
}

/** Words that may stand in HTML, in attributes too. */
export const escaped = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const LOOK = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: #eef1f5; color: #1b1f24;
  font: 16px/1.55 'Segoe UI', -apple-system, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif;
}
main {
  width: 100%; max-width: 440px; padding: 32px 28px 28px; border-radius: 12px; background: #fff;
  box-shadow: 0 1px 2px rgb(15 23 42 / 8%), 0 8px 28px rgb(15 23 42 / 10%);
}
.whose { margin: 0 0 6px; color: #57606a; font-size: 14px; }
h1 { margin: 0 0 14px; font-size: 22px; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0 0 14px; overflow-wrap: anywhere; }
p:last-child { margin-bottom: 0; }
ul { margin: 0 0 20px; padding-left: 20px; }
code { font: 14px/1.5 'Cascadia Mono', Consolas, Menlo, 'Liberation Mono', monospace; }
form { display: flex; flex-wrap: wrap; gap: 10px; }
button {
  padding: 9px 20px; border: 1px solid #0f6cbd; border-radius: 6px; background: #0f6cbd; color: #fff;
  font: inherit; font-weight: 600; cursor: pointer;
}
button.quiet { border-color: #c4cad1; background: #fff; color: #1b1f24; }
button:focus-visible { outline: 3px solid #84c1f5; outline-offset: 2px; }
`;
