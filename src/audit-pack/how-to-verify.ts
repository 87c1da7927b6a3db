export interface HowTo { readonly kind: string }
export function howToVerify(_how: HowTo): string { return ''; }
