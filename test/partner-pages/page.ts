/**
 * The page under every behaviour: an input and a button to focus, and a script that does what its parent tells it:
 * `frame.contentWindow.postMessage({do: 'send', messages: […]}, '*')`. See README.md for the orders it knows.
 */
export function page({title, script = '', body = ''}: {title: string; script?: string; body?: string}): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>body { font: 16px/1.4 system-ui, sans-serif; margin: 16px; }</style>
<h1>${title}</h1>
<p><label>Input <input id="input"></label> <button id="button" type="button">Button</button></p>
${body}
<script>
  const query = new URLSearchParams(location.search);
  const tell = (message) => parent.postMessage(message, '*');
  const facts = () => ({
    query: Object.fromEntries(query),
    search: location.search,
    referrer: document.referrer,
    origin: self.origin,
    focused: document.activeElement?.id ?? '',
    typed: document.getElementById('input').value,
    width: innerWidth,
    height: innerHeight,
    history: history.length,
  });
  const orders = {
    echo: () => tell({type: 'ECHO', data: facts()}),
    send: ({messages}) => messages.forEach(tell),
    focus: ({id = 'input'}) => document.getElementById(id)?.focus(),
    blur: () => document.activeElement?.blur(),
    navigate: ({url}) => location.assign(url),
  };
  addEventListener('message', ({source, data}) => source === parent && orders[data?.do]?.(data));
</script>
<script>${script}</script>
</html>`;
}
