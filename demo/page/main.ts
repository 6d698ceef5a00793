// First: the element must not see the real clock before this has bent it.
import '../time/travel.js';
import '../../src/index.js';
import {gauge} from './gauge.js';
import {markupOf} from './markup.js';
import {isSandbox} from './service.js';
import {settingsForm} from './settings-form.js';
import {setSwitches, switchesForm} from './switches.js';
import {timeline} from './timeline.js';
import {watch} from './watch.js';
import {whatIf} from './what-if.js';

const find = <Node extends Element = HTMLElement>(selector: string): Node => document.querySelector(selector) as Node;

const element = find<HTMLElementTagNameMap['phoenix-payment']>('phoenix-payment');
const story = find<HTMLOListElement>('#story');
const write = timeline(story);

watch(element, (line) => line && write(line));
gauge(find('.gauge'), element);
settingsForm(find('#settings'), element);
whatIf(find('#what-if'), find('#what-if-state'), (text) => write({about: 'you', text}));
find('#story-clear').onclick = () => story.replaceChildren();

const refresh = (): void => void element.refresh().catch(() => {});
if (isSandbox) {
  switchesForm(find('#switches'), refresh);
  void setSwitches();
}

const calls: Readonly<Record<string, () => void>> = {
  refresh,
  reload: () => element.reload(),
  show: () => element.show(),
  close: () => element.close(),
};
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-call]'))
  button.onclick = () => calls[button.dataset['call'] ?? '']?.();

const markup = find('#markup');
const print = (): void => {
  markup.textContent = markupOf(element);
};
new MutationObserver(print).observe(element, {attributes: true});
element.addEventListener('demo-property', print);
print();

const copy = find('#copy');
copy.onclick = async () => {
  await navigator.clipboard.writeText(markup.textContent ?? '');
  copy.textContent = 'Copied';
  setTimeout(() => (copy.textContent = 'Copy'), 1500);
};
