/**
 * Runs in the page. What a reader by keyboard or by ear needs, checked by hand on all that is visible:
 * `nameless` and `twice` (ids), `faint` text below a contrast of 4.5, labels of no field.
 */
(() => {
  const seen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);

  const referred = (node) =>
    (node.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  const nameOf = (node) =>
    [
      node.ariaLabel,
      referred(node),
      ...[...(node.labels ?? [])].map((label) => label.textContent),
      node.matches('input, select, textarea') ? '' : node.textContent,
    ].find((name) => name?.trim());

  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = rgb(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    const { backgroundColor } = getComputedStyle(node);
    const [, , , alpha = 1] = rgb(backgroundColor);
    return alpha === 1 || !node.parentElement ? backgroundColor : behind(node.parentElement);
  };
  const contrast = (node) => {
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ownText = (node) =>
    [...node.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent.trim())
      .join('');

  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  return {
    focusable: all(focusable).length,
    nameless: all(focusable)
      .filter((node) => !nameOf(node))
      .map((node) => node.outerHTML.slice(0, 120)),
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    faint: all('body *')
      .filter((node) => ownText(node) && !node.closest('button:disabled') && contrast(node) < 4.5)
      .map((node) => `${ownText(node)}: ${contrast(node).toFixed(2)}`),
    small: all('button')
      .filter((node) => node.getBoundingClientRect().height < 32)
      .map((node) => node.textContent),
  };
})();
