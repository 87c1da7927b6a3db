/** Invented people of the American book. First and last name are drawn apart: nobody is meant. */
import type { Dice } from '../dice.js';
import type { Person } from '../place.js';

const FIRST = (
  'Angela Brandon Carla Derek Elena Frank Gloria Howard Irene Jamal Karen Luis Megan Nathan Olivia Patrick Rosa Samuel ' +
  'Tanya Victor Wendy Xavier Yolanda Zachary Denise Marcus Priya Sean Latoya Gary Heather Omar Beth Calvin Dana Ethan'
).split(' ');

const LAST = (
  'Abbott Barlow Castillo Dawson Emery Fuller Garza Hobbs Ingram Jarvis Kessler Lowell Mercado Norris Oakley Pruitt ' +
  'Quigley Rosado Sutter Tillman Underhill Vance Whitaker Yates Zimmer Ashby Boyle Crane Delgado Easton Farrow Goss'
).split(' ');

const STREETS = ['Sample Street', 'Placeholder Avenue', 'Mockingbird Court', 'Example Road', 'Specimen Lane'];
const TOWNS = ['Exampleton', 'Sampleville', 'New Placeholder', 'Specimen Falls'];
const AREA_CODES = ['212', '315', '347', '518', '585', '607', '646', '716', '718', '845', '914', '917'];

/** 555-0100 to 555-0199 are set aside for fiction in every area code. */
function phone(dice: Dice): string {
  return `+1 ${dice.pick(AREA_CODES)}-555-01${dice.digits(2)}`;
}

/** No post office has the ZIP code 00000. */
function address(dice: Dice, unit: string): string {
  return `${dice.int(2, 980)} ${dice.pick(STREETS)}, ${unit} ${dice.int(1, 40)}, ${dice.pick(TOWNS)}, NY 00000`;
}

export function person(dice: Dice): Person {
  const [first, last] = [dice.pick(FIRST), dice.pick(LAST)];
  const month = String(dice.int(1, 12)).padStart(2, '0');
  const day = String(dice.int(1, 28)).padStart(2, '0');
  return {
    kind: 'PERSON',
    name: `${first} ${last}`,
    birthDate: `${dice.int(1951, 2003)}-${month}-${day}`,
    // Social security numbers never begin with 000.
    idNumber: `000-${dice.digits(2)}-${dice.digits(4)}`,
    address: address(dice, 'Apt'),
    phone: phone(dice),
    email: `${first}.${last}.${dice.digits(3)}@example.com`.toLowerCase(),
  };
}

export function lawyers(dice: Dice): Person {
  const [one, other] = dice.shuffled(LAST);
  return {
    kind: 'ORGANISATION',
    name: `${one} & ${other} Consumer Law PLLC`,
    address: address(dice, 'Suite'),
    phone: phone(dice),
    email: 'intake@consumer-law.example',
  };
}
