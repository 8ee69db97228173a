/** The pressed button waits, the others rest; gives the way back. */
export function busy(sheet, button) {
  sheet.setAttribute('aria-busy', 'true');
  button?.classList.add('working');
  const before = button?.getAttribute('aria-label');
  button?.setAttribute('aria-label', `${button.textContent}, working`);
  return () => {
    sheet.removeAttribute('aria-busy');
    button?.classList.remove('working');
    if (before) button?.setAttribute('aria-label', before);
    else button?.removeAttribute('aria-label');
  };
}

export const isBusy = (sheet) => sheet.getAttribute('aria-busy') === 'true';
