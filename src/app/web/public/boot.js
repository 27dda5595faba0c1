// Runs before anything is drawn, as a file of its own because the page forbids inline scripts.
(() => {
  // zod must not try to compile code: the page forbids that too, and every try would be reported as a violation.
  globalThis.__zod_globalConfig = { jitless: true };
  let wanted = 'auto';
  try {
    wanted = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // A browser that keeps nothing follows the device.
  }
  const dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
