import {Directive, ElementRef, effect, inject, input} from '@angular/core';
import type {PhoenixPayment, PhoenixPaymentProperties} from 'phoenix-payment';

/**
 * With `CUSTOM_ELEMENTS_SCHEMA` alone Angular sets any property and checks none. A directive on the tag declares those that
 * an app uses, so that `strictTemplates` checks them.
 */
@Directive({selector: 'phoenix-payment'})
export class PhoenixPaymentSettings {
  readonly tokenEndpoint = input<PhoenixPaymentProperties['tokenEndpoint']>();
  readonly walletAddress = input<PhoenixPaymentProperties['walletAddress']>();
  readonly amount = input<PhoenixPaymentProperties['amount']>();
  readonly partnerUrl = input<PhoenixPaymentProperties['partnerUrl']>();
  readonly params = input<PhoenixPaymentProperties['params']>();
  readonly headers = input<PhoenixPaymentProperties['headers']>();
  readonly fetchToken = input<PhoenixPaymentProperties['fetchToken']>();

  readonly #element = inject<ElementRef<PhoenixPayment>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const {tokenEndpoint, walletAddress, amount, partnerUrl, params, headers, fetchToken} = this;
      Object.assign(this.#element, {
        tokenEndpoint: tokenEndpoint(),
        walletAddress: walletAddress(),
        amount: amount(),
        partnerUrl: partnerUrl(),
        params: params(),
        headers: headers(),
        fetchToken: fetchToken(),
      } satisfies PhoenixPaymentProperties);
    });
  }
}
