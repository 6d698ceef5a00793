/** The developer's drawer: sends any documented message at a click. */
export const drawerHtml = `
<dialog id="drawer" data-testid="drawer" aria-labelledby="drawer-title">
  <h2 id="drawer-title">Developer <button class="quiet" data-testid="drawer-close" id="drawer-close">Close</button></h2>
  <p>Each button posts one documented message to the page around this one.</p>
  <div class="sends" id="sends"></div>
  <pre id="last-sent" data-testid="last-sent" aria-live="polite" tabindex="0" aria-label="The message sent last">Nothing sent yet.</pre>
</dialog>`;

export const drawerToggle =
  '<button class="quiet" id="drawer-toggle" data-testid="drawer-toggle" aria-haspopup="dialog">Developer</button>';

/** Runs after the payment's script: uses its \`post\` and \`samples\`. */
export const drawerScript = `
const drawer = document.getElementById('drawer');
document.getElementById('drawer-toggle').addEventListener('click', () => drawer.showModal());
document.getElementById('drawer-close').addEventListener('click', () => drawer.close());
drawer.addEventListener('click', ({target}) => target === drawer && drawer.close());
for (const {id, note, message} of samples) {
  const button = document.createElement('button');
  button.dataset.testid = 'send-' + id;
  button.textContent = message.type;
  const small = document.createElement('span');
  small.textContent = note;
  button.append(small);
  button.addEventListener('click', () => post(message));
  document.getElementById('sends').append(button);
}
`;
