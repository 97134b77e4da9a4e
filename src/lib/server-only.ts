/**
 * Page data that is drawn on the server and never sent as data. Writing it down for a browser that
 * won't read it cost as much as drawing the page.
 */
export class ForServer<Value> {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}
