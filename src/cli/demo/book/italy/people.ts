/** Invented people of the Italian book. First and last name are drawn apart: nobody is meant. */
import type { Dice } from '../dice.js';
import type { Person } from '../place.js';

const FIRST = (
  'Alessia Bruno Chiara Davide Elisa Fabio Giorgia Ivano Katia Lorenzo Marta Nicola Ornella Paolo Rachele Sandro ' +
  'Teresa Ugo Valeria Walter Agnese Beatrice Carlo Donatella Emanuele Francesca Gianni Irene Luca Miriam Pietro Silvia'
).split(' ');

const LAST = (
  'Amadori Bellini Caruso Donati Esposito Ferrero Galli Innocenti Lombardi Mancini Negri Orlandi Pagani Quaranta Rinaldi ' +
  'Santoro Testa Urbani Valentini Zanetti Barone Colonna Farina Grasso Marchetti Palmieri Serra Villa'
).split(' ');

const STREETS = [
  "via dell'Esempio",
  'via dei Campioni',
  'piazza del Modello',
  'viale della Prova',
  'vicolo Segnaposto',
];
const TOWNS = ['Valdesempio', 'Borgo Campione', 'Montemodello', 'San Fittizio'];

/** The Italian plan keeps the numbers that begin with 2 for the future: these ring nowhere. */
function phone(dice: Dice): string {
  return `+39 255 01 ${dice.digits(5)}`;
}

/** No post office has the code 00000. */
function address(dice: Dice): string {
  return `${dice.pick(STREETS)} ${dice.int(1, 160)}, 00000 ${dice.pick(TOWNS)}`;
}

export function person(dice: Dice): Person {
  const [first, last] = [dice.pick(FIRST), dice.pick(LAST)];
  const month = String(dice.int(1, 12)).padStart(2, '0');
  const day = String(dice.int(1, 28)).padStart(2, '0');
  return {
    kind: 'PERSON',
    name: `${first} ${last}`,
    birthDate: `${dice.int(1949, 2004)}-${month}-${day}`,
    idNumber: `ESEMPIO-${dice.digits(7)}`,
    address: address(dice),
    phone: phone(dice),
    email: `${first}.${last}.${dice.digits(3)}@example.org`.toLowerCase(),
  };
}

export function lawyers(dice: Dice): Person {
  return {
    kind: 'ORGANISATION',
    name: `Studio legale ${dice.pick(LAST)} e ${dice.pick(LAST)}`,
    address: address(dice),
    phone: phone(dice),
    email: 'segreteria@studio-legale.example',
  };
}
