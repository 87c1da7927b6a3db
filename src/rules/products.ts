/**
 * Kinds of product. Creditors write theirs as they like; rules are about kinds. What is written otherwise than any name here
 * is not recognised: a rule about a kind then cannot say whether it applies.
 */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'credit-card': [
    'card',
    'creditcard',
    'card-instalment',
    'card-installment',
    'revolving-card',
    '信用卡',
    '信用卡分期',
  ],
  'consumer-loan': [
    'personal-loan',
    'loan',
    'cash-loan',
    'consumer-credit',
    'instalment-loan',
    '消费贷',
    '消费贷款',
    '个人贷款',
  ],
  'car-loan': ['auto-loan', 'vehicle-loan', '车贷'],
  mortgage: ['home-loan', 'housing-loan', '房贷'],
  'student-loan': ['education-loan', '助学贷款'],
  microfinance: ['microfinance-loan', '小额信贷'],
  'business-loan': ['sme-loan', 'overdraft', '经营贷'],
  medical: ['hospital', 'dental', 'health'],
  utility: ['electricity', 'gas', 'water', 'energy'],
  telecom: ['telephone', 'mobile', 'internet'],
  fine: ['traffic-fine', 'road-fine', 'penalty', 'parking'],
  rent: ['lease', 'housing'],
  tax: ['fee', 'duty'],
  invoice: ['trade', 'subscription', 'membership'],
};

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) => [kind, ...names].map((name) => [name, kind] as const)),
);

/** Names as they were written -> one way of writing. A book has few. A memo, not a state. */
const plain = new Map<string, string>();
const NAMES_KEPT_MAX = 1_000;

/** One way of writing: lower case, dashes for spaces and underscores, full-width letters as plain ones. */
function plainly(text: string): string {
  const known = plain.get(text);
  if (known !== undefined) return known;
  const written = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  if (plain.size >= NAMES_KEPT_MAX) plain.clear();
  plain.set(text, written);
  return written;
}

/** The kind that a product is of; undefined where nobody can tell from its name. */
export function productKind(product: string): string | undefined {
  return KIND_OF.get(plainly(product));
}

/** Whether a product is one of some: by its kind, or by its very name. */
export function isProductOf(product: string | undefined, names: readonly string[]): boolean {
  if (product === undefined) return false;
  const kind = productKind(product) ?? plainly(product);
  return names.some((name) => (productKind(name) ?? plainly(name)) === kind);
}
