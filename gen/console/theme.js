// Before the first paint, so that no page flashes in the other colours.
try {
  const theme = localStorage.getItem("tabwright.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing for this site: then the colours are the system's.
}
