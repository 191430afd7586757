// Runs in <head> before anything is painted: says that scripts run, and puts back the reader's theme.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is barred: the system's theme holds.
}
