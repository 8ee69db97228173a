import { $ } from './dom.mjs';

/** Dark or light: as chosen here before, else as the system has it. `changed` is called after each change. */
export function startTheme(changed) {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('theme');
  const dark = asked ? asked === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const set = (theme) => {
    root.dataset.theme = theme;
    $('#theme').textContent = theme === 'dark' ? 'Use light' : 'Use dark';
  };
  set(dark ? 'dark' : 'light');
  $('#theme').onclick = () => {
    set(root.dataset.theme === 'dark' ? 'light' : 'dark');
    localStorage.setItem('theme', root.dataset.theme);
    changed();
  };
  return { current: () => root.dataset.theme };
}
