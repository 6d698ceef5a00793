/** Makes an element with properties and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Makes a button that can be styled from outside as `name`. */
export const button = (name: string, label: string, onclick: () => void): HTMLButtonElement =>
  withPart(name, make('button', {type: 'button', onclick}, label));

/** Lets an element be styled from outside as `name`. */
export function withPart<Node extends Element>(name: string, element: Node): Node {
  element.setAttribute('part', name);
  return element;
}
