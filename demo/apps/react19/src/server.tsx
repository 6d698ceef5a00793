import {renderToString} from 'react-dom/server';
import {Checkout} from './Checkout.js';

export const render = (partner: string): string => renderToString(<Checkout partner={partner} />);
