import {Checkout} from './Checkout';

/** Rendered on the server: what markup can say is there before any program runs. */
export default async function Page({searchParams}: {searchParams: Promise<{partner?: string}>}) {
  const {partner = 'https://app-partner.phoenix.market/'} = await searchParams;
  return <Checkout partner={partner} />;
}
