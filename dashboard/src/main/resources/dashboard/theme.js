// Runs before the page is drawn: the colours that were chosen last. The page's other scripts come later.
try {
  const chosen = localStorage.getItem('xmlfleet-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // No storage: the system's colours.
}
