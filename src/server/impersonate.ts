interface Stand {
  genuine(): object;
}

/**
 * Makes instances of a light class pass for the genuine one: `instanceof`, and every property that the light class does not
 * define itself, which the genuine object then answers. Doing it again is free.
 */
export function impersonate(light: Stand, genuine: object): void {
  if (Object.getPrototypeOf(light) === genuine) return;
  for (const name of Reflect.ownKeys(genuine)) {
    if (name === 'constructor' || Object.hasOwn(light, name)) continue;
    Object.defineProperty(light, name, {
      configurable: true,
      get(this: Stand): unknown {
        const self = this.genuine();
        const value: unknown = Reflect.get(self, name);
        return typeof value === 'function' ? value.bind(self) : value;
      },
    });
  }
  Object.setPrototypeOf(light, genuine);
}
