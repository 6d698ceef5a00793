import 'phoenix-payment';
import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import {fetchToken, HEADERS, PARTNER, WALLET, type Which} from './shop.js';
import {PhoenixPaymentSettings} from './settings.js';

@Component({
  selector: 'shop-app',
  imports: [PhoenixPaymentSettings],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button id="more" (click)="amount.set(amount() + 50)">More</button>
    <button id="toggle" (click)="shown.set(!shown())">Toggle</button>
    <button id="reverse" (click)="order.set(order().toReversed())">Reverse</button>
    <button id="tick" (click)="ticks.set(ticks() + 1)">
      Tick <span id="ticks">{{ ticks() }}</span>
    </button>
    <output id="log">{{ log().join(' ') }}</output>
    @if (shown()) {
      @for (which of order(); track which) {
        <phoenix-payment
          [id]="which"
          [tokenEndpoint]="which === 'a' ? '/api/token' : null"
          [walletAddress]="wallet"
          [amount]="amount()"
          [partnerUrl]="partner"
          [params]="paramsOf(which, ticks())"
          [headers]="which === 'a' ? headers : null"
          [fetchToken]="which === 'b' ? fetchToken : null"
          (phoenix-token)="note(which + ':token:' + $event.detail.expiresAt.toISOString())"
          (phoenix-ready)="note(which + ':ready')"
        ></phoenix-payment>
      }
    }
  `,
})
export class App {
  readonly wallet = WALLET;
  readonly partner = PARTNER;
  readonly headers = HEADERS;
  readonly fetchToken = fetchToken;
  readonly amount = signal(100);
  readonly shown = signal(true);
  readonly order = signal<Which[]>(['a', 'b']);
  readonly ticks = signal(0);
  readonly log = signal<string[]>([]);

  note(line: string): void {
    this.log.update((lines) => [...lines, line]);
  }

  /** Another object with every tick, of the same value. */
  paramsOf(which: Which, _ticks: number): Record<string, string> {
    return {order: which};
  }
}
