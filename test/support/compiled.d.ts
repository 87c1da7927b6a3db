/** Folder with the program compiled from the sources of this moment: bin/, dist/, examples/, node_modules/, package.json. */
export function compiledCheckout(): Promise<string>;
