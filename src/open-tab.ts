/** Opens a tab for a URL that holds the token, which goes with the navigation and into no attribute. */
export function openTab(url: string | null): void {
  const tab = url && open('about:blank');
  if (!tab) return;
  tab.opener = null;
  tab.location.replace(url);
}
